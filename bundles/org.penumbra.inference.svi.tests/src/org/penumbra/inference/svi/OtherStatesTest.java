package org.penumbra.inference.svi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Status;

/** A state of something else is wrong input of a person's, not a fault of the program. */
class OtherStatesTest {

    private static final GaussianTarget LINE = new GaussianTarget(0, new double[] {1}, new double[][] {{2}});

    private static Run run(double[] state, long steps) {
        Run run = new Run(new TestGuide(1, true));
        run.steps = steps;
        run.resumed = state;
        return run;
    }

    /** @param steps 0 for a run until it has settled */
    private static double[] state(long steps) {
        int[] reports = new int[1];
        Run run = run(null, steps);
        run.progress = (done, total, objective) -> reports[0]++;
        run.cancellation = () -> reports[0] > 3;
        var result = run.fit(LINE);
        assertEquals(Status.CANCELLED, result.status());
        return result.state();
    }

    private static void refused(double[] state, long steps) {
        PenumbraException refused = assertThrows(PenumbraException.class, () -> run(state, steps).fit(LINE));
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        assertEquals("PEN-3071", refused.problems().getFirst().code());
        assertTrue(refused.getMessage().contains("the state to go on from does not fit this run: "),
                refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5000})
    void statesThatAreCutOff(long steps) {
        double[] state = state(steps);
        for (int length = 0; length < state.length; length += 1 + length / 10) {
            refused(Arrays.copyOf(state, length), steps);
        }
    }

    @Test
    void statesOfAnotherVersionOrGuide() {
        double[] state = state(5000);
        double[] other = state.clone();
        other[0] = 1;
        refused(other, 5000);
        Run larger = new Run(new TestGuide(2, true));
        larger.steps = 5000;
        larger.resumed = state;
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> larger.fit(new GaussianTarget(0, new double[2], new double[][] {{1, 0}, {0, 1}})));
        assertTrue(refused.getMessage().contains("belongs to another model, guide or optimiser"),
                refused.getMessage());
    }

    /** A run until it has settled keeps other numbers than one with a plan. */
    @Test
    void statesOfAnotherPlan() {
        refused(state(5000), 0);
    }
}
