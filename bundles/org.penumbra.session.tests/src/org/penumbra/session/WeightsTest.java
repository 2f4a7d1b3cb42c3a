package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.math.RandomStream;

class WeightsTest {

    /** Draws from N(0, 1.5^2) weighted to N(0.5, 1): with 20,000 draws moments within five standard errors. */
    @Test
    void importanceWeightsCorrectMomentsAndQuantiles() {
        int count = 20_000;
        RandomStream random = RandomStream.of(5);
        double[] values = new double[count];
        Arrays.setAll(values, i -> 1.5 * random.nextGaussian());
        Weights weights = Weights.of(result(values, 0.5, 1, 1.5));
        assertTrue(weights.corrected());
        WeightedValues all = new WeightedValues(values, weights.values());
        assertEquals(0.5, all.mean(), 0.05);
        assertEquals(1, all.deviation(), 0.05);
        assertEquals(0.5, all.quantile(0.5), 0.06);
        assertEquals(0.5 + 1.645, all.quantile(0.95), 0.1);
    }

    /** A guide much too narrow has weights that nobody should use. */
    @Test
    void withoutASoundTailAllDrawsCountAlike() {
        RandomStream random = RandomStream.of(5);
        double[] values = new double[5000];
        Arrays.setAll(values, i -> 0.1 * random.nextGaussian());
        Weights weights = Weights.of(result(values, 0, 1, 0.1));
        assertFalse(weights.corrected());
        assertEquals(1.0 / 5000, weights.values()[7]);
    }

    @Test
    void equalWeightsGiveTheUsualFormulas() {
        double[] values = {3, 1, 2, 10};
        WeightedValues all = new WeightedValues(values, Weights.equal(4).values());
        assertEquals(4, all.mean(), 1e-12);
        assertEquals(Math.sqrt((1 + 9 + 4 + 36) / 3.0), all.deviation(), 1e-12);
        assertEquals(2.5, all.quantile(0.5), 1e-12);
    }

    private static FitResult result(double[] values, double mean, double sd, double guideSd) {
        double[][] points = new double[values.length][];
        double[] logP = new double[values.length];
        double[] logQ = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            points[i] = new double[] {values[i]};
            logP[i] = -0.5 * Math.pow((values[i] - mean) / sd, 2) - Math.log(sd);
            logQ[i] = -0.5 * Math.pow(values[i] / guideSd, 2) - Math.log(guideSd);
        }
        return new FitResult(Status.CONVERGED, null, new FitResult.Draws(points, logP, logQ),
                new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 1, new double[0], List.of());
    }
}
