package org.penumbra.inference.svi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;

/** How runs end that do not go well, or are not let go on. */
class EndingsTest {

    private static final double[] MEAN = {3};
    private static final double[] SD = {0.8};

    @Test
    void cancellationEndsWithinOneStep() {
        Run run = new Run(new TestGuide(1, true));
        AtomicLong asked = new AtomicLong();
        run.cancellation = () -> asked.incrementAndGet() > 250;
        FitResult result = run.fit(GaussianTarget.independent(0, MEAN, SD));
        assertEquals(Status.CANCELLED, result.status());
        assertEquals(250, result.steps());
        assertEquals(250, result.trace().values().length);
        assertEquals(100, result.draws().count());
        assertTrue(Double.isFinite(result.elbo().mean()));
    }

    @Test
    void aRunCancelledBeforeItsFirstStepStillHasAResult() {
        Run run = new Run(new TestGuide(1, true));
        run.cancellation = () -> true;
        run.average = true;
        FitResult result = run.fit(GaussianTarget.independent(0, MEAN, SD));
        assertEquals(0, result.steps());
        assertArrayEquals(new double[] {0, 0}, run.guide.parameters());
    }

    @Test
    void everyStepIsReported() {
        long[] last = new long[2];
        Run run = new Run(new TestGuide(1, true));
        run.steps = 37;
        run.progress = (done, total, objective) -> {
            assertEquals(last[0] + 1, done);
            assertTrue(Double.isFinite(objective));
            last[0] = done;
            last[1] = total;
        };
        run.fit(GaussianTarget.independent(0, MEAN, SD));
        assertArrayEquals(new long[] {37, 37}, last);
    }

    @Test
    void oneStepIsABudgetAndSaysSo() {
        Run run = new Run(new TestGuide(1, true));
        run.steps = 1;
        run.average = true;
        FitResult result = run.fit(GaussianTarget.independent(0, MEAN, SD));
        assertEquals(Status.BUDGET_SPENT, result.status());
        assertEquals(1, result.steps());
        assertEquals(Trust.CAUTION, only(result).trust());
        assertTrue(only(result).message().contains("cannot tell"));
    }

    @Test
    void aTargetThatIsNeverDefinedFails() {
        FitResult result = new Run(new TestGuide(1, true)).fit(new Holed(x -> Double.NaN));
        assertEquals(Status.FAILED, result.status());
        assertEquals(Ascent.UNDEFINED_LIMIT, result.steps());
        assertEquals(0, result.trace().values().length);
        assertTrue(Double.isNaN(result.elbo().mean()));
        assertEquals(Trust.DISTRUST, result.findings().getFirst().trust());
    }

    @Test
    void aShortRunThatIsNeverDefinedFailsToo() {
        Run run = new Run(new TestGuide(1, true));
        run.steps = 5;
        assertEquals(Status.FAILED, run.fit(new Holed(x -> Double.NEGATIVE_INFINITY)).status());
    }

    /** Undefined above 4.5, nearly two standard deviations from the mean: few draws fall there. */
    @Test
    void undefinedStepsAreSkippedAndCounted() {
        Run run = new Run(new TestGuide(1, true));
        FitResult result = run.fit(new Holed(x -> x > 4.5 ? Double.NaN : 0));
        assertEquals(2000, result.steps());
        int skipped = 2000 - result.trace().values().length;
        assertTrue(skipped > 0);
        assertTrue(result.findings().getFirst().message().startsWith(skipped + " of 2000 steps were skipped"));
        assertEquals(3, run.guide.parameters()[0], 0.3);
        long undrawn = java.util.Arrays.stream(result.draws().logP()).filter(Double::isNaN).count();
        assertTrue(undrawn > 0);
        assertTrue(result.findings().getLast().message().startsWith(undrawn + " of 1000 draws"));
        assertTrue(Double.isFinite(result.elbo().mean()));
    }

    /** One giant step leaves the region where the target is defined; the answer is the place before it. */
    @Test
    void failureGoesBackToTheLastDefinedParameters() {
        Run run = new Run(new TestGuide(1, false));
        run.rate = 1e6;
        FitResult result = run.fit(new Holed(x -> Math.abs(x) > 100 ? Double.NaN : 0));
        assertEquals(Status.FAILED, result.status());
        assertArrayEquals(new double[] {0}, run.guide.parameters());
        assertTrue(Double.isFinite(result.draws().logP()[0]));
    }

    @Test
    void anOverflowingGradientCountsAsUndefined() {
        Run run = new Run(new TestGuide(1, true));
        GaussianTarget steep = new GaussianTarget(0, MEAN, new double[][] {{1}}) {
            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                gradient[0] = 1e200;
                return 0;
            }
        };
        assertEquals(Status.FAILED, run.fit(steep).status());
        assertArrayEquals(new double[] {0, 0}, run.guide.parameters());
    }

    @Test
    void aResumedRunHasTheSameBits() {
        GaussianTarget target = GaussianTarget.independent(0, MEAN, SD);
        Run whole = new Run(new TestGuide(1, true));
        Ascent straight = whole.ascent(target);
        whole.run(straight);

        Run cut = new Run(new TestGuide(1, true));
        AtomicLong asked = new AtomicLong();
        Ascent before = cut.ascent(target);
        cut.cancellation = () -> asked.incrementAndGet() > 1765;
        assertEquals(Status.CANCELLED, cut.run(before));
        Run resumed = new Run(new TestGuide(1, true));
        resumed.resumed = before.state();
        Ascent after = resumed.ascent(target);
        assertEquals(1700, after.steps());
        assertEquals(Status.BUDGET_SPENT, resumed.run(after));

        assertArrayEquals(whole.guide.parameters(), resumed.guide.parameters());
        assertArrayEquals(straight.state(), after.state());
        assertFalse(java.util.Arrays.equals(before.state(), after.state()));
    }

    private static Finding only(FitResult result) {
        assertEquals(1, result.findings().size());
        return result.findings().getFirst();
    }

    /** A normal with an added term that is not always a number. */
    private static final class Holed extends GaussianTarget {
        private final DoubleUnaryOperator extra;

        Holed(DoubleUnaryOperator extra) {
            super(0, MEAN, new double[][] {{1 / (0.8 * 0.8)}});
            this.extra = extra;
        }

        @Override
        public double logDensity(double[] x) {
            return super.logDensity(x) + extra.applyAsDouble(x[0]);
        }
    }
}
