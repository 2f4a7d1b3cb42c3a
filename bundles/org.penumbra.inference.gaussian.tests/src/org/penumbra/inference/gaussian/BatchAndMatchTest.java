package org.penumbra.inference.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.gaussian.BatchAndMatch.Method;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.FormulaTarget;
import org.penumbra.testing.KnownGaussian;
import org.penumbra.testing.TestContext;

class BatchAndMatchTest {

    private static BatchAndMatch.Options options(long iterations, int batch, Method method) {
        return new BatchAndMatch.Options(iterations, batch, method, 0.03, 2000);
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheContract(Method method) {
        AlgorithmContract.of(BatchAndMatch::new, options(1000, 32, method), options(1, 32, method)).check();
    }

    /** More draws than coordinates and fewer: the eigenvalues come from matrices of different order. */
    @ParameterizedTest
    @ValueSource(ints = {4, 12, 60})
    void findsANormalExactlyWhateverTheBatch(int batch) {
        int n = 25;
        double[] mean = new double[n];
        double[] sd = new double[n];
        for (int i = 0; i < n; i++) {
            mean[i] = i;
            sd[i] = 1 + 0.2 * i;
        }
        KnownGaussian target = KnownGaussian.correlated(3, mean, sd, 0.7);
        FitResult result = new BatchAndMatch().fit(target, options(1000, batch, Method.BATCH_AND_MATCH),
                new TestContext());
        assertEquals(Status.CONVERGED, result.status());
        assertEquals(3, result.elbo().mean(), batch == 4 ? 0.05 : 1e-6);
    }

    /** A student t with 10 degrees of freedom in each of two coordinates: not normal, so it settles by averaging. */
    @ParameterizedTest
    @EnumSource
    void settlesOnATargetThatIsNotNormal(Method method) {
        FitResult result = new BatchAndMatch().fit(new FormulaTarget(2, (x, gradient) -> {
            double value = 0;
            for (int i = 0; i < 2; i++) {
                gradient[i] = -11 * (x[i] - 2) / (10 + (x[i] - 2) * (x[i] - 2));
                value -= 5.5 * StrictMath.log1p((x[i] - 2) * (x[i] - 2) / 10);
            }
            return value;
        }), options(5000, 32, method), new TestContext());
        assertEquals(Status.CONVERGED, result.status(), () -> result.findings().toString());
        assertEquals(2, result.guide().parameters()[0], 0.1);
        assertEquals(1, Math.exp(result.guide().parameters()[2]), 0.15);
    }

    /** log x - x, undefined for x <= 0, from a wide start: draws outside are left out and counted. */
    @Test
    void drawsOutsideOfTheDomainAreSurvived() {
        FitResult result = new BatchAndMatch().fit(new FormulaTarget(1, (x, gradient) -> {
            gradient[0] = x[0] <= 0 ? Double.NaN : 19 / x[0] - 1;
            return x[0] <= 0 ? Double.NaN : 19 * StrictMath.log(x[0]) - x[0];
        }), options(1000, 32, Method.BATCH_AND_MATCH), new TestContext().start(new double[] {1}, new double[] {50}));
        assertEquals(19, result.guide().parameters()[0], 2);
        assertTrue(result.status() == Status.CONVERGED, () -> result.findings().toString());
    }

    @Test
    void aTargetThatIsNeverDefinedFails() {
        FitResult result = new BatchAndMatch().fit(new FormulaTarget(1, (x, gradient) -> {
            gradient[0] = Double.NaN;
            return 0;
        }), options(1000, 8, Method.BATCH_AND_MATCH), new TestContext().start(new double[] {1}, new double[] {1}));
        assertEquals(Status.FAILED, result.status());
        assertEquals(Trust.DISTRUST, result.findings().getFirst().trust());
    }
}
