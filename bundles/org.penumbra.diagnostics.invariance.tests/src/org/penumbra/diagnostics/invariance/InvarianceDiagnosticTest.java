package org.penumbra.diagnostics.invariance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.core.Workers;
import org.penumbra.inference.Diagnostic.Report;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.KnownGaussian;

class InvarianceDiagnosticTest {

    private static final KnownGaussian TARGET = KnownGaussian.correlated(-3, new double[] {1, -2, 30, 0},
            new double[] {1, 0.01, 40, 2}, 0.6);

    /** The limit is set for one false alarm in a thousand fits; twenty right answers give none. */
    @Test
    void rightDrawsStay() {
        for (long seed = 1; seed <= 20; seed++) {
            Report report = assess(draws(TARGET, seed, 0, 1), Workers.SEQUENTIAL);
            assertEquals(Trust.GOOD, report.findings().getFirst().trust(), report.findings().toString());
            assertTrue(report.measurements().get(2).value() > 0.6);
        }
    }

    @Test
    void draftsThatAreShiftedMove() {
        Report report = assess(draws(TARGET, 1, 0.4, 1), Workers.SEQUENTIAL);
        assertEquals(Trust.DISTRUST, report.findings().getFirst().trust());
        assertEquals(0.4, report.measurements().get(0).value(), 0.2);
    }

    @Test
    void drawsThatAreTooNarrowSpread() {
        Report report = assess(draws(TARGET, 1, 0, 0.6), Workers.SEQUENTIAL);
        assertEquals(Trust.DISTRUST, report.findings().getFirst().trust());
        assertEquals(-Math.log(0.6), report.measurements().get(1).value(), 0.15);
        assertTrue(report.findings().getFirst().message().contains("standard deviation of x"));
    }

    @Test
    void threadsDoNotChangeABit() {
        double[] alone = numbers(assess(draws(TARGET, 1, 0, 1), Workers.SEQUENTIAL));
        try (ThreadWorkers workers = new ThreadWorkers(3)) {
            assertArrayEquals(alone, numbers(assess(draws(TARGET, 1, 0, 1), workers)));
        }
    }

    private static double[] numbers(Report report) {
        return report.measurements().stream().mapToDouble(one -> one.value()).toArray();
    }

    private static Report assess(FitResult result, Workers workers) {
        InvarianceDiagnostic diagnostic = new InvarianceDiagnostic();
        assertTrue(diagnostic.appliesTo(result));
        return diagnostic.assess(TARGET, result, new Examination(RandomStream.of(9), workers, Cancellation.NEVER));
    }

    /** Independent draws from the marginals, moved and stretched, then correlated as the target is. */
    private static FitResult draws(KnownGaussian target, long seed, double shift, double stretch) {
        RandomStream random = RandomStream.of(seed);
        double[][] points = new double[3000][4];
        double[] logP = new double[points.length];
        double[] logQ = new double[points.length];
        for (int draw = 0; draw < points.length; draw++) {
            double last = 0;
            for (int i = 0; i < 4; i++) {
                last = i == 0 ? random.nextGaussian() : 0.6 * last + 0.8 * random.nextGaussian();
                points[draw][i] = target.mean(i) + target.sd(i) * (shift + stretch * last);
            }
            logP[draw] = target.logDensity(points[draw]);
            logQ[draw] = Double.NaN;
        }
        return new FitResult(Status.CONVERGED, null, new FitResult.Draws(points, logP, logQ),
                new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 0, new double[0], List.of());
    }
}
