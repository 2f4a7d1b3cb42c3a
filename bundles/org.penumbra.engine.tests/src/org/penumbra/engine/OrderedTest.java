package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Independent draws in ascending order. */
class OrderedTest {

    private static Target target(String site) {
        return new ModelText("data y : real  m ~ Normal(0, 1)  s : positive ~ Exponential(1)  " + site
                + "  y ~ Normal(sum(x), 1)").scalar("y", 1).compile().target();
    }

    /** log 3! more than the density of independent elements on the ordered vectors. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "x : real[3] ~ Ordered(Normal(m, s))     | x : ordered[3] ~ Normal(m, s)",
        "x : ordered[3] ~ Ordered(StudentT(s))   | x : ordered[3] ~ StudentT(s)",
        "x : positiveOrdered[3] ~ Ordered(Gamma(2, s)) | x : positiveOrdered[3] ~ Gamma(2, s)",
        "x : real[3] ~ Ordered(Truncated(Normal(m, s), min = 0))"
            + " | x : positiveOrdered[3] ~ Truncated(Normal(m, s), min = 0)"})
    void everyOrderIsAsProbable(String ordered, String cut) {
        Target first = target(ordered);
        Target second = target(cut);
        for (double[] x : new double[][] {{0.3, -0.4, 0.2, -0.7, 0.5}, {-1.2, 0.5, -0.3, 0.1, -1}}) {
            double[] a = new double[5];
            double[] b = new double[5];
            assertEquals(second.logDensityAndGradient(x, b) + Math.log(6), first.logDensityAndGradient(x, a), 1e-12);
            assertArrayEquals(b, a, 1e-12);
        }
    }

    /** The mean of the larger of two standard normal numbers is 1 / sqrt(pi); five standard errors. */
    @Test
    void priorDrawsAreInOrder() {
        Target target = target("x : real[2] ~ Ordered(Normal(0, 1))");
        RandomStream random = RandomStream.of(6);
        double[] x = new double[4];
        double[] values = new double[4];
        double sum = 0;
        int draws = 4000;
        for (int i = 0; i < draws; i++) {
            target.samplePrior(random, x);
            target.sites().constrain(x, values);
            assertTrue(values[2] < values[3]);
            sum += values[3];
        }
        assertEquals(1 / Math.sqrt(Math.PI), sum / draws, 5 * 0.83 / Math.sqrt(draws));
    }

    @Test
    void dataInOrderAreObserved() {
        Target target = new ModelText("data n : int  data y : ordered[n]  m ~ Normal(0, 1)  y ~ Ordered(Normal(m, 1))")
                .with("y", -1, 0.5, 2).compile().target();
        Target free = new ModelText("data n : int  data y : real[n]  m ~ Normal(0, 1)  y ~ Normal(m, 1)")
                .with("y", -1, 0.5, 2).compile().target();
        assertEquals(free.logDensity(new double[] {0.3}) + Math.log(6), target.logDensity(new double[] {0.3}), 1e-13);
    }

    @Test
    void sharesAreNotOrdered() {
        assertTrue(assertThrows(PenumbraException.class, () -> new ModelText(
                "m ~ Normal(0, 1)  x : real[2] ~ Ordered(Beta(2, 2))").compileUnchecked()).problems().getFirst()
                .message().contains("found Beta on unit."));
    }
}
