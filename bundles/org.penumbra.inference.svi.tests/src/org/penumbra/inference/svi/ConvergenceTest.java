package org.penumbra.inference.svi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.math.RandomStream;

/** Every clause of the criterion, each broken by itself. */
class ConvergenceTest {

    private static final RandomStream RANDOM = RandomStream.of(5);
    private static final long STEPS = 1000;

    @Test
    void steadyIsConverged() {
        Convergence.Verdict verdict = judge(new Script());
        assertTrue(verdict.converged(), verdict.finding().message());
        assertEquals(Trust.GOOD, verdict.finding().trust());
    }

    @Test
    void aRiseIsSeenAndMeasured() {
        Script script = new Script();
        script.rise = 0.6;
        refused(script, Trust.CAUTION, "still rising, by 0.60 over the last 200 of 1000 steps");
        script.rise = 30;
        refused(script, Trust.DISTRUST, "still rising, by 30 over the last 200 of 1000 steps");
    }

    @Test
    void aFallIsSeen() {
        Script script = new Script();
        script.rise = -5;
        refused(script, Trust.DISTRUST, "fell towards the end");
    }

    /** Noise of 20 makes a standard error of 1.4 per window and 2 for their difference: a rise of 3 means nothing. */
    @Test
    void aRiseWithinTheNoiseIsLevel() {
        Script script = new Script();
        script.noise = 20;
        script.rise = 3;
        assertTrue(judge(script).converged());
    }

    @Test
    void aCreepingFitIsSeenByItsGradient() {
        Script script = new Script();
        script.slope = 0.5;
        refused(script, Trust.CAUTION, "the fit creeps");
    }

    @Test
    void parametersThatMoveAreNotAtRest() {
        Script script = new Script();
        script.drift = 0.3;
        refused(script, Trust.CAUTION, "not come to rest");
    }

    /** The log scale of the guide was 0.3 smaller: its standard deviation has changed by a third. */
    @Test
    void aSpreadThatChangesIsNotAtRest() {
        Script script = new Script();
        script.stretch = 0.3;
        refused(script, Trust.CAUTION, "moved by 0.30 posterior standard deviations");
        script.stretch = 0.15;
        assertTrue(judge(script).converged());
    }

    @Test
    void theGuideIsLeftAsItWas() {
        TestGuide guide = new TestGuide(1, true);
        guide.parameters()[0] = 0.7;
        new Script().judge(guide);
        assertArrayEquals(new double[] {0.7, 0}, guide.parameters());
    }

    @Test
    void tooFewStepsAreNoEvidence() {
        Windows windows = new Windows(2, 90);
        for (long step = 1; step <= 90; step++) {
            windows.add(step, 0, new double[2], new double[2]);
        }
        assertEquals(Trust.CAUTION,
                Convergence.judge(new TestGuide(1, true), windows, 90, RANDOM).finding().trust());
    }

    /** Far from its goal at a rate of nearly nothing: the objective looks level within its noise. */
    @Test
    void aRateNearZeroDoesNotPassForConvergence() {
        Run run = new Run(new TestGuide(1, true));
        run.rate = 1e-9;
        FitResult result = run.fit(GaussianTarget.independent(0, new double[] {3}, new double[] {1}));
        assertEquals(Status.BUDGET_SPENT, result.status());
        assertTrue(result.findings().getFirst().message().contains("creeps"));
    }

    @Test
    void aPointThatCreepsIsSeenToo() {
        Run run = new Run(new TestGuide(1, false));
        run.rate = 1e-9;
        FitResult result = run.fit(GaussianTarget.independent(0, new double[] {3}, new double[] {1}));
        assertEquals(Status.BUDGET_SPENT, result.status());
        assertTrue(result.findings().getFirst().message().contains("The objective (log density) looks level"));
    }

    /** Of 200 fits that start at the optimum with a falling rate, the criterion may refuse 2 % and some by chance. */
    @Test
    void falseAlarmsAreRare() {
        int refused = 0;
        for (long seed = 1; seed <= 200; seed++) {
            Run run = new Run(new TestGuide(1, true));
            run.seed = seed;
            run.steps = 1000;
            run.rate = 0.2;
            run.draws = 1;
            FitResult result = run.fit(GaussianTarget.independent(0, new double[] {0}, new double[] {1}));
            refused += result.status() == Status.CONVERGED ? 0 : 1;
        }
        assertTrue(refused <= 12, refused + " of 200 refused");
    }

    private static Convergence.Verdict judge(Script script) {
        return script.judge(new TestGuide(1, true));
    }

    private static void refused(Script script, Trust trust, String words) {
        Convergence.Verdict verdict = judge(script);
        assertEquals(Status.BUDGET_SPENT, verdict.converged() ? Status.CONVERGED : Status.BUDGET_SPENT);
        assertEquals(trust, verdict.finding().trust());
        assertTrue(verdict.finding().message().contains(words), verdict.finding().message());
    }

    /** A run told instead of done: noise that alternates, so that its mean is exact. */
    private static final class Script {
        double rise;
        double noise = 1;
        double slope;
        double drift;
        double stretch;

        Convergence.Verdict judge(TestGuide guide) {
            Windows windows = new Windows(2, STEPS);
            double[] parameters = guide.parameters().clone();
            double location = parameters[0];
            for (long step = 1; step <= STEPS; step++) {
                double sign = step % 2 == 0 ? 1 : -1;
                boolean late = step > 800;
                parameters[0] = location - (late ? 0 : drift);
                parameters[1] = late ? 0 : -stretch;
                windows.add(step, noise * sign + (late ? rise : 0), parameters, new double[] {slope + sign, -sign});
            }
            return Convergence.judge(guide, windows, STEPS, RANDOM);
        }
    }
}
