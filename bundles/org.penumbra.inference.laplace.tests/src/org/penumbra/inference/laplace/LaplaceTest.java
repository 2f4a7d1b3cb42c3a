package org.penumbra.inference.laplace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.FormulaTarget;
import org.penumbra.testing.KnownGaussian;
import org.penumbra.testing.TestContext;

class LaplaceTest {

    private static FitResult fit(Target target, long iterations) {
        return new Laplace().fit(target, new Laplace.Options(iterations, 2000), new TestContext());
    }

    private static Finding first(FitResult result) {
        return result.findings().getFirst();
    }

    @Test
    void keepsTheContract() {
        AlgorithmContract.of(Laplace::new, new Laplace.Options(1000, 2000), new Laplace.Options(1, 2000)).check();
    }

    /** For a normal target the approximation is the target. */
    @Test
    void isExactForNormals() {
        int n = 40;
        double[] mean = new double[n];
        double[] sd = new double[n];
        for (int i = 0; i < n; i++) {
            mean[i] = i - 20;
            sd[i] = StrictMath.pow(10, i / 10.0 - 2);
        }
        KnownGaussian target = KnownGaussian.correlated(-7, mean, sd, 0.6);
        FitResult result = fit(target, 1000);
        assertEquals(Status.CONVERGED, result.status());
        assertEquals("laplaceLogEvidence", result.measurements().getFirst().name());
        assertEquals(-7, result.measurements().getFirst().value(), 1e-6);
        assertEquals(-7, result.elbo().mean(), 1e-3);
        assertEquals(Trust.GOOD, first(result).trust());
    }

    /**
     * The log of a Gamma(a, 1) variable, with log density a x - e^x: mode log a, curvature a, and the integral Gamma(a)
     * is approximated by Stirling's formula sqrt(2 pi / a) (a / e)^a.
     */
    @Test
    void givesStirlingsFormula() {
        double a = 5;
        FitResult result = fit(new FormulaTarget(1, (x, gradient) -> {
            double exp = StrictMath.exp(x[0]);
            gradient[0] = a - exp;
            return a * x[0] - exp;
        }), 1000);
        assertEquals(0.5 * Math.log(2 * Math.PI / a) + a * Math.log(a) - a, result.measurements().getFirst().value(),
                1e-7);
        assertEquals(Math.log(a), result.guide().parameters()[0], 1e-4);
        assertEquals(Math.log(1 / Math.sqrt(a)), result.guide().parameters()[1], 1e-4);
    }

    @Test
    void aDensityWithoutATopIsNamed() {
        FitResult result = fit(new FormulaTarget(2, (x, gradient) -> {
            gradient[0] = -x[0];
            gradient[1] = 1;
            return x[1] - 0.5 * x[0] * x[0];
        }), 200);
        assertEquals(Trust.DISTRUST, first(result).trust());
        assertTrue(first(result).message().contains("rise for ever"), first(result).message());
        assertTrue(first(result).message().contains("x2"), first(result).message());
        assertTrue(result.status() != Status.CONVERGED);
    }

    /** Flat in the second coordinate: at rest at once, with nothing known of its spread. */
    @Test
    void aFlatDirectionIsNamed() {
        FitResult result = fit(new FormulaTarget(2, (x, gradient) -> {
            gradient[0] = -x[0];
            gradient[1] = 0;
            return -0.5 * x[0] * x[0];
        }), 200);
        assertEquals(Status.BUDGET_SPENT, result.status());
        assertEquals(Trust.DISTRUST, first(result).trust());
        assertTrue(first(result).message().contains("that of x2"), first(result).message());
    }

    @Test
    void noiseInTheGradientIsAFailure() {
        FitResult result = fit(new FormulaTarget(1, (x, gradient) -> {
            gradient[0] = 1;
            return -x[0];
        }), 200);
        assertEquals(Status.FAILED, result.status());
        assertTrue(first(result).message().contains("no higher point"), first(result).message());
    }
}
