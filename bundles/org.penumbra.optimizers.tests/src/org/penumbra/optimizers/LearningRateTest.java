package org.penumbra.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateTest {

    private static final long STEPS = 101;

    private static double quarter(Schedule schedule) {
        return new LearningRate(2, schedule, 0.01, 0, STEPS).at(25);
    }

    @Test
    void aQuarterOfTheWayByFormula() {
        assertEquals(2, quarter(Schedule.CONSTANT));
        assertEquals(2 * Math.pow(0.01, 0.25), quarter(Schedule.EXPONENTIAL), 1e-15);
        assertEquals(2 * (0.01 + 0.99 * (1 + Math.cos(Math.PI / 4)) / 2), quarter(Schedule.COSINE), 1e-15);
        assertEquals(2 / (1 + 99 * 0.25), quarter(Schedule.POLYNOMIAL), 1e-15);
    }

    @Test
    void twoSteps() {
        LearningRate rate = new LearningRate(2, Schedule.STEP, 0.01, 0, STEPS);
        assertEquals(2, rate.at(49));
        assertEquals(0.2, rate.at(50), 1e-15);
        assertEquals(0.2, rate.at(74), 1e-15);
        assertEquals(0.02, rate.at(75), 1e-15);
    }

    @ParameterizedTest
    @EnumSource(value = Schedule.class, mode = Mode.EXCLUDE, names = "ONE_CYCLE")
    void startsAtTheRateAndEndsAtTheFinalFactor(Schedule schedule) {
        LearningRate rate = new LearningRate(2, schedule, 0.01, 0, STEPS);
        double end = schedule == Schedule.CONSTANT || schedule == Schedule.PLATEAU ? 2 : 0.02;
        assertEquals(2, rate.at(0), 1e-15);
        assertEquals(end, rate.at(STEPS - 1), 1e-15);
        assertEquals(end, rate.at(10 * STEPS), 1e-15);
    }

    @ParameterizedTest
    @EnumSource(value = Schedule.class, mode = Mode.EXCLUDE, names = "ONE_CYCLE")
    void neverRisesAfterTheWarmUp(Schedule schedule) {
        LearningRate rate = new LearningRate(2, schedule, 0.01, 10, STEPS);
        for (long step = 10; step < STEPS; step++) {
            assertTrue(rate.at(step) <= rate.at(step - 1), "step " + step);
        }
    }

    /** Half a cosine from 1/25 up to the peak at three tenths, half a cosine down to the end. */
    @Test
    void oneCycleRisesAndFalls() {
        LearningRate rate = new LearningRate(2, Schedule.ONE_CYCLE, 0.01, 0, STEPS);
        assertEquals(2 * 0.04, rate.at(0), 1e-15);
        assertEquals(2 * (0.04 + 0.96 / 2), rate.at(15), 1e-14);
        assertEquals(2, rate.at(30), 1e-15);
        assertEquals(2 * (0.01 + 0.99 / 2), rate.at(65), 1e-14);
        assertEquals(2 * 0.01, rate.at(100), 1e-15);
    }

    @Test
    void warmUpRisesInEqualStepsToTheRate() {
        LearningRate rate = new LearningRate(2, Schedule.COSINE, 0.01, 4, STEPS);
        for (int step = 0; step < 4; step++) {
            assertEquals(0.5 * (step + 1), rate.at(step), 1e-15);
        }
        assertEquals(2, rate.at(4), 1e-15);
    }

    @ParameterizedTest
    @EnumSource(value = Schedule.class, mode = Mode.EXCLUDE, names = "ONE_CYCLE")
    void oneStepUsesTheFullRate(Schedule schedule) {
        assertEquals(2, new LearningRate(2, schedule, 0.01, 0, 1).at(0), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.25, 0.4999, 0.5, 0.6, 0.75, 0.999, 1})
    void halfCosineAgreesWithTheCosine(double u) {
        assertEquals((1 + Math.cos(Math.PI * u)) / 2, HalfCosine.at(u), 2e-16);
    }
}
