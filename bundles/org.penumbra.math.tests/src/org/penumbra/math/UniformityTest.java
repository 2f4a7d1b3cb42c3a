package org.penumbra.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** The two tests of calibration, {@link UniformityEnvelope} and {@link SymmetryWalk}. */
class UniformityTest {

    private static final int SAMPLES = 2000;

    /**
     * Two numbers: the only z is 1/2, where the count is binomial. Both below, or both above, has probability 1/2; one
     * on each side is the middle, and nothing is more likely.
     */
    @Test
    void twoNumbersByHand() {
        UniformityEnvelope envelope = new UniformityEnvelope(2);
        assertEquals(0.5, envelope.pValue(new double[] {0.1, 0.3}), 1e-14);
        assertEquals(0.5, envelope.pValue(new double[] {0.9, 0.6}), 1e-14);
        assertEquals(1, envelope.pValue(new double[] {0.9, 0.3}), 1e-14);
    }

    /** Three: z is 1/3 and 2/3; the extreme is that all lie in one outer third, of probability 2 / 27. */
    @Test
    void threeNumbersByHand() {
        UniformityEnvelope envelope = new UniformityEnvelope(3);
        assertEquals(2.0 / 27, envelope.pValue(new double[] {0.1, 0.2, 0.3}), 1e-14);
        assertEquals(2.0 / 27, envelope.pValue(new double[] {0.7, 0.8, 0.9}), 1e-14);
    }

    /** A walk of 3 steps is 3 away in 2 of 8 cases, at least 2 away in 4 (++. and --.), and always 1. */
    @Test
    void walksByHand() {
        assertEquals(0.25, SymmetryWalk.reaches(3, 3), 1e-15);
        assertEquals(0.5, SymmetryWalk.reaches(2, 3), 1e-15);
        assertEquals(1, SymmetryWalk.reaches(1, 3), 1e-15);
        assertEquals(0.25, SymmetryWalk.pValue(new double[] {0.6, 0.99, 0.7}), 1e-15);
        assertEquals(1, SymmetryWalk.pValue(new double[] {0.05, 0.9, 0.7}), 1e-15);
    }

    /** The largest of |B| on [0, 1] exceeds 2.2414 with probability 0.05; a walk of 10 000 steps is near to it. */
    @Test
    void longWalksAreBrownian() {
        assertEquals(0.05, SymmetryWalk.reaches(225, 10_000), 0.002);
    }

    /**
     * Under uniformity a p-value is below 5 % in at most 5 % of samples, and nearly so often, as the tests are exact but
     * discrete. Bounds are 4 standard errors away: false alarm below 1e-4.
     */
    @Test
    void falseAlarmsAreAsRareAsStated() {
        for (int size : new int[] {60, 250}) {
            UniformityEnvelope envelope = new UniformityEnvelope(size);
            double error = 4 * Math.sqrt(0.05 * 0.95 / SAMPLES);
            double uniform = alarms(size, envelope::pValue, Math::abs);
            assertEquals(0.04, uniform, 0.01 + error, "uniformity at " + size);
            double symmetric = alarms(size, SymmetryWalk::pValue, Math::abs);
            assertEquals(0.04, symmetric, 0.01 + error, "symmetry at " + size);
        }
    }

    private interface Bend {
        double of(double uniform);
    }

    private static double alarms(int size, ToDoubleFunction<double[]> test, Bend bend) {
        int alarms = 0;
        for (int i = 0; i < SAMPLES; i++) {
            alarms += test.applyAsDouble(sample(size, i, bend)) < 0.05 ? 1 : 0;
        }
        return (double) alarms / SAMPLES;
    }

    private static double[] sample(int size, long seed, Bend bend) {
        RandomStream random = RandomStream.of(seed);
        double[] sample = new double[size];
        Arrays.setAll(sample, k -> bend.of(random.nextDouble()));
        return sample;
    }

    /** The p of a Normal posterior whose standard deviation is that factor too small, or that is off to one side. */
    private static double normal(double uniform, double factor, double shift) {
        return SpecialFunctions.normalCdf((SpecialFunctions.normalQuantile(uniform) + shift) * factor);
    }

    @Test
    void eachTestSeesItsOwnFault() {
        double[] narrow = sample(200, 1, u -> normal(u, 1.7, 0));
        double[] wide = sample(200, 2, u -> normal(u, 0.5, 0));
        double[] shifted = sample(200, 3, u -> normal(u, 1, 0.5));
        UniformityEnvelope envelope = new UniformityEnvelope(200);
        for (double[] faulty : new double[][] {narrow, wide, shifted}) {
            assertTrue(envelope.pValue(faulty) < 1e-3, () -> "uniformity " + envelope.pValue(faulty));
        }
        assertTrue(SymmetryWalk.pValue(shifted) < 1e-4);
        assertTrue(SymmetryWalk.pValue(narrow) > 0.01 && SymmetryWalk.pValue(wide) > 0.01);
    }

    @Test
    void samplesHaveTheStatedSize() {
        assertThrows(IllegalArgumentException.class, () -> new UniformityEnvelope(3).pValue(new double[2]));
        assertThrows(IllegalArgumentException.class, () -> new UniformityEnvelope(0));
        assertEquals(1, new UniformityEnvelope(1).pValue(new double[] {0.001}));
    }
}
