package org.penumbra.inference.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.FormulaTarget;
import org.penumbra.testing.TestContext;

class NaturalGradientTest {

    private static NaturalGradient.Options options(long iterations, int batch) {
        return new NaturalGradient.Options(iterations, batch, 0.15, 0.03, 2000);
    }

    @Test
    void keepsTheContract() {
        AlgorithmContract.of(NaturalGradient::new, options(2000, 32), options(1, 32)).check();
    }

    /**
     * For log p = a x - e^x the ELBO of N(m, s^2) is a m - e^(m + s^2 / 2) + log s + const: at the optimum
     * e^(m + s^2 / 2) = a and s^2 = 1 / a.
     */
    @Test
    void maximisesTheElboOfATargetThatIsNotNormal() {
        double a = 4;
        FitResult result = new NaturalGradient().fit(new FormulaTarget(1, (x, gradient) -> {
            double exp = StrictMath.exp(x[0]);
            gradient[0] = a - exp;
            return a * x[0] - exp;
        }), options(4000, 64), new TestContext());
        assertEquals(Status.CONVERGED, result.status(), () -> result.findings().toString());
        assertEquals(Math.log(a) - 0.5 / a, result.guide().parameters()[0], 0.01);
        assertEquals(-0.5 * Math.log(a), result.guide().parameters()[1], 0.02);
    }

    /** Concave nowhere near the start: a normal around x = 0 of x^2 - x^4 / 4 sees a positive Hessian. */
    @Test
    void survivesWhereTheTargetIsNotConcave() {
        FitResult result = new NaturalGradient().fit(new FormulaTarget(1, (x, gradient) -> {
            gradient[0] = 2 * x[0] - x[0] * x[0] * x[0];
            return x[0] * x[0] - 0.25 * Math.pow(x[0], 4);
        }), options(2000, 32), new TestContext().start(new double[] {0.1}, new double[] {0.1}));
        assertTrue(result.status() == Status.CONVERGED, () -> result.findings().toString());
        assertTrue(Double.isFinite(result.elbo().mean()));
    }
}
