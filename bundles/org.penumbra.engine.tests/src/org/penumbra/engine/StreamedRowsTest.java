package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Columns that are read row by row give the density, gradient and minibatches that columns in memory give. */
class StreamedRowsTest {

    private static final String COUNTS = """
            data n : int  data x : real[n]  data g : int(min = 1, max = 3)[n]  data y : int(min = 0)[n]
            a : real[3] ~ Normal(0, 1)
            b ~ Normal(0, 0.1)
            plate row: i in 1..n { y[i] ~ Poisson(exp(a[g[i]] + b * x[i])) }
            factor -b ^ 2
            """;

    @Test
    void theDensityIsTheSameInOneBlockOrSeveral() {
        for (int rows : new int[] {5, 4096, 5000, 9000}) {
            Target expected = counts(COUNTS, rows, ModelText::with).compile().target();
            Target streamed = counts(COUNTS, rows, ModelText::streamed).compile().target();
            same(expected, streamed);
            same(expected, streamed.fork());
        }
    }

    private static ModelText counts(String text, int rows, Column column) {
        RandomStream random = RandomStream.of(rows);
        BiFunction<Integer, Double, double[]> drawn = (from, to) -> {
            double[] values = new double[rows];
            Arrays.setAll(values, k -> from + Math.floor(random.nextDouble() * to));
            return values;
        };
        ModelText model = new ModelText(text);
        column.add(model, "x", drawn.apply(-5, 10.0));
        column.add(model, "g", drawn.apply(1, 3.0));
        column.add(model, "y", drawn.apply(0, 6.0));
        return model;
    }

    /** How a column is bound. */
    private interface Column {
        ModelText add(ModelText model, String name, double... values);
    }

    private static void same(Target expected, Target streamed) {
        double[] x = TargetContract.point(expected, 1);
        double[] slopes = new double[x.length];
        double[] found = new double[x.length];
        double density = expected.logDensityAndGradient(x, slopes);
        assertEquals(density, streamed.logDensityAndGradient(x, found), 1e-9 * Math.abs(density));
        assertArrayEquals(slopes, found, 1e-9 * Math.abs(density));
        double[][] points = {x, TargetContract.point(expected, 2)};
        double[] values = new double[2];
        streamed.logDensities(points, values);
        assertEquals(streamed.logDensity(x), values[0], 0.0);
        assertEquals(expected.logDensity(points[1]), values[1], 1e-9 * Math.abs(values[1]));
    }

    @Test
    void minibatchesAreWithoutBias() {
        SubsampleTest.unbiased(counts(COUNTS, 5, ModelText::streamed), Map.of("row", 2), 10);
    }

    @Test
    void theSameRowsGiveTheSameEstimate() {
        Target expected = counts(COUNTS, 50, ModelText::with).compile().target();
        Target streamed = counts(COUNTS, 50, ModelText::streamed).compile().target();
        var one = expected.subsample(Map.of("row", 20), Sampling.PASSES);
        var other = streamed.subsample(Map.of("row", 20), Sampling.PASSES);
        double[] x = TargetContract.point(expected, 1);
        for (int k = 0; k < 10; k++) {
            one.draw(RandomStream.of(k));
            other.draw(RandomStream.of(k));
            assertEquals(one.logDensity(x), other.logDensity(x), 1e-10 * Math.abs(one.logDensity(x)));
        }
    }

    @Test
    void localSitesAndThePrior() {
        String text = """
                data n : int  data x : real[n]  data g : int[n]  data y : int[n]
                mu ~ Normal(0, 1)
                plate row: i in 1..n {
                  t[i] ~ Normal(mu, 1)
                  x[i] ~ Normal(t[i], 1)
                }""";
        Target expected = counts(text, 7, ModelText::with).compile().target();
        Target streamed = counts(text, 7, ModelText::streamed).compile().target();
        same(expected, streamed);
        same(expected.prior().orElseThrow(), streamed.prior().orElseThrow());
        double[] drawn = new double[8];
        streamed.samplePrior(RandomStream.of(1), drawn);
        assertTrue(Arrays.stream(drawn).allMatch(Double::isFinite));
    }

    @Test
    void typesAreChecked() {
        PenumbraException wrong = assertThrows(PenumbraException.class,
                () -> counts(COUNTS.replace("max = 3", "max = 2"), 50, ModelText::streamed).compile());
        assertTrue(wrong.getMessage().contains("PEN-2202"), wrong.getMessage());
    }

    @Test
    void whatNeedsAllRowsIsRefused() {
        refused("factor -sum(x) * b", "'factor' needs all of them at once");
        refused("deterministic w = b * x[1]", "'w' is reported for every row");
    }

    private static void refused(String statement, String message) {
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> counts(COUNTS + statement, 50, ModelText::streamed).compile());
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        assertEquals("PEN-2953", refused.problems().getFirst().code());
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
