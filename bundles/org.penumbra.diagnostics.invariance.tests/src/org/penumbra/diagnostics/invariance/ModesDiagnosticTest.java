package org.penumbra.diagnostics.invariance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Workers;
import org.penumbra.inference.Diagnostic.Report;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

class ModesDiagnosticTest {

    /** Two normals with the given log masses, 40 standard deviations apart; prior draws fall near both. */
    private record Twins(double first, double second) implements Target {

        @Override
        public int dimension() {
            return 2;
        }

        private double term(double[] x, int which) {
            double at = which == 0 ? -2 : 2;
            double scale = 0.1;
            return (which == 0 ? first : second) - 2 * Math.log(scale)
                    - 0.5 * (Math.pow((x[0] - at) / scale, 2) + Math.pow((x[1] - at) / scale, 2));
        }

        @Override
        public double logDensity(double[] x) {
            double one = term(x, 0);
            double two = term(x, 1);
            double larger = Math.max(one, two);
            return larger + Math.log(Math.exp(one - larger) + Math.exp(two - larger));
        }

        @Override
        public double logDensityAndGradient(double[] x, double[] gradient) {
            double value = logDensity(x);
            double share = Math.exp(term(x, 0) - value);
            for (int i = 0; i < 2; i++) {
                gradient[i] = -100 * (share * (x[i] + 2) + (1 - share) * (x[i] - 2));
            }
            return value;
        }

        @Override
        public SiteMap sites() {
            return new KnownGaussian.RealSites(2);
        }

        @Override
        public void samplePrior(RandomStream random, double[] x) {
            for (int i = 0; i < 2; i++) {
                x[i] = 3 * random.nextGaussian();
            }
        }

        @Override
        public List<Contribution> contributions(double[] x) {
            return List.of();
        }

        @Override
        public Target fork() {
            return this;
        }
    }

    @Test
    void aHeavierModeElsewhereIsFound() {
        Report report = assess(new Twins(0, 5));
        assertEquals(1, report.measurements().getFirst().value());
        assertEquals(Trust.DISTRUST, report.findings().getFirst().trust());
        assertTrue(report.findings().getFirst().message().contains("far more mass"));
    }

    @Test
    void anEqualModeElsewhereIsFound() {
        assertTrue(assess(new Twins(0, 0)).findings().getFirst().message().contains("times the mass"));
    }

    @Test
    void aNegligibleModeDoesNotMatter() {
        assertEquals(List.of(), assess(new Twins(0, -12)).findings());
    }

    @Test
    void oneModeIsOne() {
        KnownGaussian target = KnownGaussian.correlated(-3, new double[] {1, -2, 30}, new double[] {1, 0.01, 40}, 0.9);
        RandomStream random = RandomStream.of(3);
        double[][] points = new double[2000][3];
        for (double[] point : points) {
            double last = 0;
            for (int i = 0; i < 3; i++) {
                last = i == 0 ? random.nextGaussian() : 0.9 * last + Math.sqrt(0.19) * random.nextGaussian();
                point[i] = target.mean(i) + target.sd(i) * last;
            }
        }
        assertEquals(List.of(), assess(target, points).findings());
    }

    /** Draws from the first of the two. */
    private static Report assess(Twins target) {
        RandomStream random = RandomStream.of(5);
        double[][] points = new double[2000][2];
        for (double[] point : points) {
            point[0] = -2 + 0.1 * random.nextGaussian();
            point[1] = -2 + 0.1 * random.nextGaussian();
        }
        return assess(target, points);
    }

    private static Report assess(Target target, double[][] points) {
        double[] logP = new double[points.length];
        double[] logQ = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            logP[i] = target.logDensity(points[i]);
            logQ[i] = Double.NaN;
        }
        FitResult result = new FitResult(Status.CONVERGED, null, new FitResult.Draws(points, logP, logQ),
                new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 0, new double[0], List.of());
        return new ModesDiagnostic().assess(target, result, new Examination(RandomStream.of(9), Workers.SEQUENTIAL,
                Cancellation.NEVER));
    }
}
