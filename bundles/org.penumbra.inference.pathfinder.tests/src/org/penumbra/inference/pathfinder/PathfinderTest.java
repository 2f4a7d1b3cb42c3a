package org.penumbra.inference.pathfinder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.Psis;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;
import org.penumbra.testing.FormulaTarget;
import org.penumbra.testing.KnownGaussian;
import org.penumbra.testing.TestContext;

class PathfinderTest {

    private static Pathfinder.Options options(int paths, long iterations) {
        return new Pathfinder.Options(paths, iterations, 20, 25, 4000);
    }

    private static double kHat(FitResult result) {
        double[] ratios = new double[result.draws().count()];
        Arrays.setAll(ratios, i -> result.draws().logP()[i] - result.draws().logQ()[i]);
        return Psis.smooth(ratios).kHat();
    }

    @Test
    void keepsTheContract() {
        AlgorithmContract.of(Pathfinder::new, options(4, 1000), options(4, 1)).expecting(Expectation.WEIGHTED).check();
    }

    @Test
    void keepsTheContractWithOnePath() {
        AlgorithmContract.of(Pathfinder::new, options(1, 1000), options(1, 1)).expecting(Expectation.WEIGHTED).check();
    }

    /** 30 correlated coordinates with scales from 0.01 to 100; one tenth of a nat is lost for each by the low rank. */
    @Test
    void copesWithScalesAndCorrelations() {
        int n = 30;
        double[] mean = new double[n];
        double[] sd = new double[n];
        for (int i = 0; i < n; i++) {
            mean[i] = i % 7;
            sd[i] = StrictMath.pow(10, i % 5 - 2);
        }
        FitResult result = new Pathfinder().fit(KnownGaussian.correlated(-3, mean, sd, 0.3), options(4, 1000),
                new TestContext());
        assertEquals(Status.CONVERGED, result.status());
        assertTrue(result.elbo().mean() > -4.5 && result.elbo().mean() < -2.9, () -> "ELBO " + result.elbo());
    }

    /** Two normals with weights 0.3 and 0.7, far apart: the mixture finds both, with their weights. */
    private static final Target TWO_MODES = new FormulaTarget(1, (x, gradient) -> {
        double left = StrictMath.log(0.3) - 0.5 * (x[0] + 4) * (x[0] + 4);
        double right = StrictMath.log(0.7) - 0.5 * (x[0] - 4) * (x[0] - 4);
        double top = Math.max(left, right);
        double sum = StrictMath.exp(left - top) + StrictMath.exp(right - top);
        gradient[0] = -(StrictMath.exp(left - top) * (x[0] + 4) + StrictMath.exp(right - top) * (x[0] - 4)) / sum;
        return top + StrictMath.log(sum);
    });

    @Test
    void findsTwoModesWithTheirWeights() {
        FitResult result = new Pathfinder().fit(TWO_MODES, options(12, 1000), new TestContext());
        assertEquals(Status.CONVERGED, result.status());
        double right = Arrays.stream(result.draws().points()).filter(x -> x[0] > 0).count() / 4000.0;
        assertEquals(0.7, right, 0.06);
        assertTrue(kHat(result) < 0.5, () -> "k-hat " + kHat(result));
        assertEquals(0.5 * Math.log(2 * Math.PI), result.elbo().mean(), 0.05);
        assertTrue(result.findings().stream().anyMatch(finding -> finding.trust() == Trust.CAUTION
                && finding.message().contains("several modes")), result.findings().toString());
    }

    @Test
    void agreementIsSaid() {
        FitResult result = new Pathfinder().fit(KnownGaussian.independent(0, new double[] {1, 2}, new double[] {1, 3}),
                options(6, 1000), new TestContext());
        assertTrue(result.findings().stream().allMatch(finding -> finding.trust() == Trust.GOOD));
        assertEquals(1, result.measurements().getFirst().value());
    }

    /** A start at the very mode has no path to learn the curvature from, so paths start a little aside. */
    @Test
    void startsAtTheMode() {
        FitResult result = new Pathfinder().fit(KnownGaussian.correlated(0, new double[] {1, 2, 3},
                new double[] {1, 3, 0.1}, 0.5), options(4, 1000),
                new TestContext().start(new double[] {1, 2, 3}, new double[] {1, 3, 0.1}));
        assertEquals(Status.CONVERGED, result.status());
        assertEquals(0, result.elbo().mean(), 0.2);
    }
}
