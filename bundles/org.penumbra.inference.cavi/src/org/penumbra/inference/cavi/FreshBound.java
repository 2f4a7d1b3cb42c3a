package org.penumbra.inference.cavi;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.GradientFactors;
import org.penumbra.math.RandomStream;

/**
 * The bound after ascent. That of closed-form updates is exact. What sites that are fitted by gradient add is known at
 * the nodes that were climbed on, which favours these: fresh draws tell what it is, with a standard error.
 */
final class FreshBound {

    private static final int DRAWS = 2000;
    /** Evaluations of functions that are affordable. */
    private static final long MOST = 200_000_000L;

    private FreshBound() {
    }

    static List<GradientFactors> blocks(ConjugateForm form) {
        List<GradientFactors> blocks = new ArrayList<>();
        for (FactorGroup group : form.groups()) {
            if (group instanceof GradientFactors block) {
                blocks.add(block);
            }
        }
        return blocks;
    }

    static FitResult.Estimate of(ConjugateForm form, Ascent ascent, RandomStream random) {
        double bound = ascent.bound();
        double variance = 0;
        for (int g = 0; g < form.groups().size() && ascent.sweeps() > 0; g++) {
            if (form.groups().get(g) instanceof GradientFactors block) {
                double[] natural = ascent.natural().clone();
                form.natural(g, ascent.moments(), natural);
                block.copyFactors(ascent.natural(), natural);
                int draws = (int) Math.clamp(MOST / block.size(), 100, DRAWS);
                FitResult.Estimate correction = block.correction(natural, random, draws);
                bound += correction.mean();
                variance += correction.standardError() * correction.standardError();
            }
        }
        return new FitResult.Estimate(bound, Math.sqrt(variance));
    }
}
