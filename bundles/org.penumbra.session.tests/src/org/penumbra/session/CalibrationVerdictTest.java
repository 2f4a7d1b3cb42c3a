package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.penumbra.math.RandomStream;
import org.penumbra.math.SpecialFunctions;
import org.penumbra.math.SymmetryWalk;
import org.penumbra.math.UniformityEnvelope;

/** Probabilities as Normal posteriors with known faults give them, and the words for them. */
class CalibrationVerdictTest {

    private static final int COUNT = 200;
    private static final double LEVEL = 0.0025;

    /** Uniform numbers, bent as posteriors bend them that are 1 / factor times too wide and off by a shift. */
    private static CalibrationVerdict verdict(double factor, double shift) {
        return verdict(u -> SpecialFunctions.normalCdf((SpecialFunctions.normalQuantile(u) + shift) * factor));
    }

    private static CalibrationVerdict verdict(DoubleUnaryOperator bent) {
        RandomStream random = RandomStream.of(5);
        double[] sample = new double[COUNT];
        Arrays.setAll(sample, i -> bent.applyAsDouble(random.nextDouble()));
        return CalibrationVerdict.of(sample, new UniformityEnvelope(COUNT).pValue(sample),
                SymmetryWalk.pValue(sample), LEVEL);
    }

    /** With a fixed seed; false alarm at most 2 LEVEL = 0.5 %. */
    @Test
    void uniformIsRight() {
        assertEquals(List.of(), verdict(1, 0).faults());
    }

    @Test
    void eachFaultHasItsWords() {
        assertEquals(List.of(CalibrationFault.TOO_NARROW), verdict(2, 0).faults());
        assertEquals(List.of(CalibrationFault.TOO_WIDE), verdict(0.5, 0).faults());
        assertEquals(List.of(CalibrationFault.SHIFTED_DOWN), verdict(1, 0.6).faults());
        assertEquals(List.of(CalibrationFault.SHIFTED_UP), verdict(1, -0.6).faults());
        assertEquals(List.of(CalibrationFault.SHIFTED_UP, CalibrationFault.TOO_NARROW), verdict(3, -0.4).faults());
    }

    /** Three lumps with the mean and the variance of uniform numbers. */
    @Test
    void anotherShapeIsNoneOfThese() {
        CalibrationVerdict lumps = verdict(u -> 0.5 + 0.354 * (Math.floor(3 * u) - 1) + 0.05 * (u - 0.5));
        assertEquals(List.of(CalibrationFault.OF_ANOTHER_SHAPE), lumps.faults());
    }

    @Test
    void theHistogramCountsEverything() {
        double[] sample = {0, 0.05, 0.1, 0.55, 1};
        CalibrationVerdict verdict = CalibrationVerdict.of(sample, 1, 1, LEVEL);
        assertEquals(List.of(2, 1, 0, 0, 0, 1, 0, 0, 0, 1), verdict.histogram());
        assertEquals(0.34, verdict.mean(), 1e-15);
    }
}
