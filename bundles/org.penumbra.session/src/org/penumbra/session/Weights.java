package org.penumbra.session;

import java.util.Arrays;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.math.Psis;

/**
 * How much each draw counts. Where draws know their density under the guide, and importance ratios can be relied upon
 * (k-hat below {@value #USABLE}, Vehtari et al. 2024), smoothed importance weights correct what the guide gets wrong;
 * that is the default answer. Otherwise all draws count alike.
 *
 * @param values one for each draw, summing to 1
 * @param corrected whether they differ
 */
record Weights(double[] values, boolean corrected) {

    static final double USABLE = 0.7;

    static Weights of(FitResult result) {
        FitResult.Draws draws = result.draws();
        int count = draws.count();
        double[] ratios = new double[count];
        Arrays.setAll(ratios, i -> draws.logP()[i] - draws.logQ()[i]);
        boolean spread = result.fittedGuide().map(Guide::isDistribution).orElse(true);
        if (!spread || count == 0 || !Arrays.stream(draws.logQ()).allMatch(Double::isFinite)) {
            return equal(count);
        }
        Psis psis = Psis.smooth(ratios);
        if (!(psis.kHat() < USABLE)) {
            return equal(count);
        }
        double[] values = new double[count];
        Arrays.setAll(values, i -> StrictMath.exp(psis.logWeights()[i]));
        return new Weights(values, true);
    }

    static Weights equal(int count) {
        double[] values = new double[count];
        Arrays.fill(values, 1.0 / count);
        return new Weights(values, false);
    }
}
