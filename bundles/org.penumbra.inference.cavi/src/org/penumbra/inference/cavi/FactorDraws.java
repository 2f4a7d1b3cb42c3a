package org.penumbra.inference.cavi;

import java.util.List;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/** Draws of the continuous sites from the fitted factors, in free coordinates and with both log densities. */
final class FactorDraws {

    /** Larger forms take seconds for one density of the model, which sums their discrete sites out. */
    private static final int LARGE = 10_000_000;

    private FactorDraws() {
    }

    /** Whether draws get their densities; otherwise these are NaN, and nothing is said of importance weights. */
    static boolean isWeighed(ConjugateForm form) {
        return form.size() <= LARGE;
    }

    /** Before the first sweep there is nothing but the point that it would have begun at. */
    static FitResult.Draws start(Target target, double[] values) {
        double[] x = new double[target.dimension()];
        target.sites().unconstrain(values, x);
        return new FitResult.Draws(new double[][] {x}, new double[] {target.logDensity(x)},
                new double[] {Double.NaN});
    }

    /** @param natural parameters of the factors */
    static FitResult.Draws take(Target target, ConjugateForm form, double[] natural, int count, RandomStream random) {
        List<FactorGroup.Draws> factors = form.groups().stream().filter(FactorGroup::isContinuous)
                .map(group -> group.draws(natural)).toList();
        double[][] points = new double[count][target.dimension()];
        double[] logP = new double[count];
        double[] logQ = new double[count];
        double[] values = new double[form.valueCount()];
        boolean weighed = isWeighed(form);
        for (int i = 0; i < count; i++) {
            double own = 0;
            for (FactorGroup.Draws factor : factors) {
                own += factor.next(random, values);
            }
            logQ[i] = own + form.toFree(values, points[i]);
            logP[i] = weighed ? target.logDensity(points[i]) : Double.NaN;
            logQ[i] = weighed ? logQ[i] : Double.NaN;
        }
        return new FitResult.Draws(points, logP, logQ);
    }
}
