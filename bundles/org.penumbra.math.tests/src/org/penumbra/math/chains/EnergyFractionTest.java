package org.penumbra.math.chains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.penumbra.math.RandomStream;

class EnergyFractionTest {

    /** Worked out by hand: steps 1, -2 and 3, mean 1.5. */
    @Test
    void ofFourEnergies() {
        double spread = 0.25 + 0.25 + 2.25 + 2.25;
        assertEquals((1 + 4 + 9) / spread, EnergyFraction.of(new double[] {1, 2, 0, 3}), 1e-15);
    }

    /** Independent energies have 2, an autoregression of memory r has 2 (1 - r); three standard errors are 0.02. */
    @Test
    void tellsSlowEnergiesFromIndependentOnes() {
        RandomStream random = RandomStream.of(3);
        double[] free = new double[100_000];
        double[] slow = new double[100_000];
        for (int i = 0; i < free.length; i++) {
            free[i] = random.nextGaussian();
            slow[i] = i == 0 ? 0 : 0.9 * slow[i - 1] + free[i];
        }
        assertEquals(2, EnergyFraction.of(free), 0.02);
        assertEquals(0.2, EnergyFraction.of(slow), 0.02);
    }

    @Test
    void constantEnergiesHaveNone() {
        assertTrue(Double.isNaN(EnergyFraction.of(new double[] {2, 2, 2})));
        assertTrue(Double.isNaN(EnergyFraction.of(new double[] {2})));
    }
}
