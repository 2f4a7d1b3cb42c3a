package org.penumbra.inference.cavi;

import java.util.List;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/** Draws of the continuous sites from the fitted factors, in free coordinates and with both log densities. */
final class FactorDraws {

    private FactorDraws() {
    }

    static FitResult.Draws take(Target target, ConjugateForm form, Ascent fitted, int count, RandomStream random) {
        if (fitted.sweeps() == 0) {
            return new FitResult.Draws(new double[0][], new double[0], new double[0]);
        }
        List<FactorGroup.Draws> factors = form.groups().stream().filter(FactorGroup::isContinuous)
                .map(group -> group.draws(fitted.natural())).toList();
        double[][] points = new double[count][target.dimension()];
        double[] logP = new double[count];
        double[] logQ = new double[count];
        double[] values = new double[form.valueCount()];
        for (int i = 0; i < count; i++) {
            double own = 0;
            for (FactorGroup.Draws factor : factors) {
                own += factor.next(random, values);
            }
            logQ[i] = own + form.toFree(values, points[i]);
            logP[i] = target.logDensity(points[i]);
        }
        return new FitResult.Draws(points, logP, logQ);
    }
}
