package org.penumbra.inference.particles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.particles.Svgd.Preconditioner;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;
import org.penumbra.testing.FormulaTarget;
import org.penumbra.testing.KnownGaussian;
import org.penumbra.testing.TestContext;

class SvgdTest {

    private static Svgd.Options options(int particles, long iterations, SteinKernel kernel, Preconditioner metric) {
        return new Svgd.Options(particles, iterations, kernel, metric, 0.5, 0.003);
    }

    /** In ten dimensions 200 particles are too narrow, those with the short-sighted kernel most; it is said. */
    @ParameterizedTest
    @EnumSource
    void keepsTheContract(SteinKernel kernel) {
        AlgorithmContract.of(Svgd::new, options(200, 500, kernel, Preconditioner.HESSIAN),
                options(200, 1, kernel, Preconditioner.HESSIAN))
                .expecting(Expectation.EXACT.withoutObjective().within(0.1,
                        kernel == SteinKernel.RBF ? 0.35 : 0.25, Double.POSITIVE_INFINITY)).check();
    }

    @ParameterizedTest
    @EnumSource
    void everyMetricFindsTwoDimensions(Preconditioner metric) {
        KnownGaussian target = KnownGaussian.correlated(0, new double[] {1, -1}, new double[] {1, 0.5}, 0.6);
        FitResult result = new Svgd().fit(target, options(100, 2000, SteinKernel.RBF, metric), new TestContext());
        assertEquals(Status.CONVERGED, result.status(), () -> result.findings().toString());
        for (int i = 0; i < 2; i++) {
            int at = i;
            double mean = Arrays.stream(result.draws().points()).mapToDouble(x -> x[at]).average().orElseThrow();
            double square = Arrays.stream(result.draws().points()).mapToDouble(x -> (x[at] - mean) * (x[at] - mean))
                    .average().orElseThrow();
            assertEquals(target.mean(i), mean, 0.05);
            assertEquals(target.sd(i), Math.sqrt(square), 0.1 * target.sd(i));
        }
    }

    /** A ring of radius 3, which no normal follows: the particles lie on it, on all sides. */
    @Test
    void followsARing() {
        FitResult result = new Svgd().fit(new FormulaTarget(2, (x, gradient) -> {
            double radius = Math.sqrt(x[0] * x[0] + x[1] * x[1]);
            double pull = -(radius - 3) / 0.09;
            gradient[0] = pull * x[0] / radius;
            gradient[1] = pull * x[1] / radius;
            return 0.5 * pull * (radius - 3);
        }), options(100, 3000, SteinKernel.RBF, Preconditioner.NONE), new TestContext());
        int[] quadrants = new int[4];
        for (double[] x : result.draws().points()) {
            assertEquals(3, Math.hypot(x[0], x[1]), 1.2);
            quadrants[(x[0] > 0 ? 1 : 0) + (x[1] > 0 ? 2 : 0)]++;
        }
        assertTrue(Arrays.stream(quadrants).min().orElseThrow() > 15, Arrays.toString(quadrants));
    }

    /** Fewer particles than coordinates collapse, and it is said. */
    @Test
    void collapseIsTold() {
        int n = 40;
        double[] sd = new double[n];
        Arrays.fill(sd, 1);
        FitResult result = new Svgd().fit(KnownGaussian.independent(0, new double[n], sd),
                options(20, 500, SteinKernel.RBF, Preconditioner.HESSIAN), new TestContext());
        assertTrue(result.findings().stream().anyMatch(finding -> finding.trust() != Trust.GOOD
                && finding.message().contains("too narrow")), result.findings().toString());
    }

    /** Independent draws of the target pass in 99 %, shifted ones fail: 50 sets each. */
    @Test
    void theDiscrepancyTellsDrawsFromOthers() {
        Metric metric = new Metric(Metric.Kind.NONE, 2);
        int passed = 0;
        int caught = 0;
        for (int set = 0; set < 50; set++) {
            passed += pValue(metric, 0, set) > 0.01 ? 1 : 0;
            caught += pValue(metric, 0.5, set) < 0.01 ? 1 : 0;
        }
        assertTrue(passed >= 46, passed + " of 50 sets of draws pass");
        assertTrue(caught >= 45, caught + " of 50 shifted sets are caught");
    }

    private static double pValue(Metric metric, double shift, int set) {
        RandomStream random = RandomStream.of(set);
        double[][] x = new double[100][2];
        double[][] gradients = new double[100][2];
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < 2; k++) {
                x[i][k] = shift + random.nextGaussian();
                gradients[i][k] = -x[i][k];
            }
        }
        return SteinDiscrepancy.of(x, gradients, metric, random.stream(1)).pValue();
    }
}
