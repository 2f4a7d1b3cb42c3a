package org.penumbra.inference.svi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;

/** Fits without a planned number of steps. */
class SettlingTest {

    private static final double[] MEAN = {3, -1, 200};
    private static final double[] SD = {0.8, 0.01, 40};

    private static Run untilSettled(double rate) {
        Run run = new Run(new TestGuide(3, true));
        run.steps = 0;
        run.rate = rate;
        run.constant = true;
        return run;
    }

    private static GaussianTarget target() {
        return GaussianTarget.independent(-7, MEAN, SD);
    }

    /** Over ten seeds every answer that says it has settled is within 0.15 posterior standard deviations. */
    @Test
    void whatHasSettledIsRight() {
        for (long seed = 1; seed <= 10; seed++) {
            Run run = new Run(new TestGuide(3, true));
            run.steps = 0;
            run.rate = 0.3;
            run.constant = true;
            run.seed = seed;
            FitResult result = run.fit(GaussianTarget.independent(-7, new double[] {3, -1, 0},
                    new double[] {0.8, 1, 2}));
            assertEquals(Status.CONVERGED, result.status(), "seed " + seed + result.findings());
            assertEquals(Trust.GOOD, result.findings().getFirst().trust());
            double[] sd = {0.8, 1, 2};
            double[] mean = {3, -1, 0};
            for (int i = 0; i < 3; i++) {
                assertEquals(mean[i], run.guide.parameters()[i], 0.15 * sd[i], "seed " + seed);
                assertEquals(0, Math.log(run.guide.scale(i) / sd[i]), 0.15, "seed " + seed);
            }
            assertEquals(-7, result.elbo().mean(), 0.05);
        }
    }

    /** A rate so small that the way cannot be walked within the budget. */
    @Test
    void aCreepingFitIsNotCalledSettled() {
        Run run = untilSettled(1e-5);
        run.maxSteps = 5000;
        FitResult result = run.fit(target());
        assertEquals(Status.BUDGET_SPENT, result.status());
        assertEquals(5000, result.steps());
        assertEquals(Trust.DISTRUST, result.findings().getFirst().trust());
        assertTrue(result.findings().getFirst().message().contains("travelling"));
    }

    @Test
    void aPointSettlesAtTheMode() {
        Run run = new Run(new TestGuide(2, false));
        run.steps = 0;
        run.rate = 0.2;
        run.constant = true;
        FitResult result = run.fit(GaussianTarget.independent(0, new double[] {3, -1}, new double[] {0.8, 1.5}));
        assertEquals(Status.CONVERGED, result.status());
        assertArrayEquals(new double[] {3, -1}, run.guide.parameters(), 0.02);
    }

    @Test
    void measurementsTellHowItSettled() {
        FitResult result = untilSettled(0.3).fit(GaussianTarget.independent(0, new double[] {1, 2, 3},
                new double[] {1, 1, 1}));
        assertTrue(measured(result, "iteratesRHat") <= Settling.LARGEST_R_HAT);
        assertTrue(measured(result, "drift") <= 0.05);
    }

    @Test
    void aResumedRunHasTheSameBits() {
        GaussianTarget target = GaussianTarget.independent(0, new double[] {1, 2, 3}, new double[] {1, 2, 1});
        FitResult whole = untilSettled(0.3).fit(target);
        for (long cut : new long[] {50, 430, whole.steps() / 2, whole.steps() - 1}) {
            Run first = untilSettled(0.3);
            AtomicLong asked = new AtomicLong();
            first.cancellation = () -> asked.incrementAndGet() > cut;
            FitResult stopped = first.fit(target);
            assertEquals(Status.CANCELLED, stopped.status());
            Run second = untilSettled(0.3);
            second.resumed = stopped.state();
            FitResult resumed = second.fit(target);
            assertEquals(whole.steps(), resumed.steps());
            assertArrayEquals(whole.state(), resumed.state());
            assertArrayEquals(whole.draws().logP(), resumed.draws().logP());
            assertNotEquals(stopped.steps(), resumed.steps());
        }
    }

    private static double measured(FitResult result, String name) {
        return result.measurements().stream().filter(one -> one.name().equals(name)).findFirst()
                .map(Diagnostic.Measurement::value).orElseThrow();
    }
}
