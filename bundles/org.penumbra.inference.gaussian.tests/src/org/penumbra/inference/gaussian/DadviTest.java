package org.penumbra.inference.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.core.Workers;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;
import org.penumbra.testing.FormulaTarget;
import org.penumbra.testing.TestContext;

class DadviTest {

    private static Dadvi.Options options(long iterations, int fixed, boolean linearResponse) {
        return new Dadvi.Options(iterations, fixed, linearResponse, 1000, 2000);
    }

    /** log p = a x - e^x, the log of a Gamma(a, 1) variable. */
    private static Target logGamma(double a) {
        return new FormulaTarget(1, (x, gradient) -> {
            double exp = StrictMath.exp(x[0]);
            gradient[0] = a - exp;
            return a * x[0] - exp;
        });
    }

    @Test
    void keepsTheContractWithLinearResponse() {
        AlgorithmContract.of(Dadvi::new, options(200, 32, true), options(1, 32, true)).check();
    }

    @Test
    void keepsTheContractAsMeanField() {
        AlgorithmContract.of(Dadvi::new, options(200, 400, false), options(1, 400, false))
                .expecting(Expectation.INDEPENDENT).check();
    }

    @Test
    void theGradientAgreesWithDifferences() {
        FixedDraws elbo = new FixedDraws(new Evaluations(logGamma(3), Workers.SEQUENTIAL), 1, 8, RandomStream.of(1));
        double[] eta = {0.7, -0.4};
        double[] gradient = new double[2];
        elbo.valueAndGradient(eta, gradient);
        double[] other = new double[2];
        for (int i = 0; i < 2; i++) {
            double kept = eta[i];
            eta[i] = kept + 1e-5;
            double up = elbo.valueAndGradient(eta, other);
            eta[i] = kept - 1e-5;
            double down = elbo.valueAndGradient(eta, other);
            eta[i] = kept;
            assertEquals((up - down) / 2e-5, gradient[i], 1e-8);
        }
    }

    /** The ELBO of a normal is a m - e^(m + s^2 / 2) + log s: its top has e^(m + s^2 / 2) = a and s^2 = 1 / a. */
    @Test
    void withManyFixedDrawsTheTopIsThatOfTheElbo() {
        double a = 4;
        FitResult result = new Dadvi().fit(logGamma(a), options(200, 20_000, false), new TestContext());
        assertEquals(Status.CONVERGED, result.status());
        assertTrue(result.guide() instanceof MeanFieldNormal);
        assertEquals(Math.log(a) - 0.5 / a, result.guide().parameters()[0], 0.01);
        assertEquals(-0.5 * Math.log(a), result.guide().parameters()[1], 0.01);
    }

    /**
     * What it says of its error, against the scatter over 200 seeds. The ratio of the two scatters by 5 % itself; the
     * draws are balanced, so that the statement may be too large, and must not be too small.
     */
    @Test
    void statesTheErrorOfItsFixedDraws() {
        OnlineMoments answers = new OnlineMoments(1);
        OnlineMoments stated = new OnlineMoments(1);
        OnlineMoments sd = new OnlineMoments(1);
        for (int seed = 0; seed < 200; seed++) {
            FitResult result = new Dadvi().fit(logGamma(1), options(200, 16, true), new TestContext().seed(seed));
            answers.add(result.guide().parameters()[0]);
            sd.add(Math.exp(result.guide().parameters()[1]));
            stated.add(result.measurements().getFirst().value());
        }
        double seen = Math.sqrt(answers.variance(0)) / sd.mean(0);
        assertTrue(stated.mean(0) > 0.7 * seen && stated.mean(0) < 3 * seen, stated.mean(0) + " for " + seen);
    }

    @Test
    void tooFewFixedDrawsAreToldOf() {
        FitResult result = new Dadvi().fit(logGamma(0.3), options(200, 4, true), new TestContext());
        assertTrue(result.findings().stream().anyMatch(finding -> finding.trust() != Trust.GOOD
                && finding.message().contains("fixed draws")), result.findings().toString());
    }

    @Test
    void aTargetThatIsNeverDefinedFails() {
        FitResult result = new Dadvi().fit(new FormulaTarget(1, (x, gradient) -> {
            gradient[0] = 1;
            return Double.NaN;
        }), options(10, 8, true), new TestContext().start(new double[] {0}, new double[] {1}));
        assertEquals(Status.FAILED, result.status());
        assertTrue(result.findings().getFirst().message().contains("not a finite number"));
    }
}
