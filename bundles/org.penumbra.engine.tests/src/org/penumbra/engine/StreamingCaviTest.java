package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.penumbra.compiler.RowSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Coordinate ascent from batches of rows, which are read when they are needed. */
class StreamingCaviTest {

    private static final int N = 10_000;

    private static double[] drawn(long seed, int count, ToDoubleFunction<RandomStream> number) {
        RandomStream random = RandomStream.of(seed);
        double[] values = new double[count];
        Arrays.setAll(values, k -> number.applyAsDouble(random));
        return values;
    }

    static FitResult stream(Target target, Map<String, ?> options) {
        return ConjugateFit.fit("StreamingCAVI", target, options, 3, Cancellation.NEVER);
    }

    /** The posterior of a conjugate model is the same however rows are cut; and so is the log evidence. */
    private static void exact(String text, Map<String, double[]> columns) {
        ModelText memory = new ModelText(text);
        ModelText disk = new ModelText(text);
        columns.forEach((name, values) -> {
            memory.with(name, values);
            disk.streamed(name, values);
        });
        ConjugateFit whole = ConjugateFit.of(memory);
        int rows = columns.values().iterator().next().length;
        for (int batch : new int[] {1, 7, rows, 2 * rows}) {
            for (Target target : List.of(memory.compile().target(), disk.compile().target())) {
                FitResult result = stream(target, Map.of("batch", batch, "draws", 10));
                assertEquals(Status.CONVERGED, result.status());
                assertEquals(whole.elbo(), result.elbo().mean(), 1e-8 * Math.abs(whole.elbo()), "batch " + batch);
                for (int i = 0; i < 10; i++) {
                    double weight = result.draws().logP()[i] - result.draws().logQ()[i];
                    assertEquals(whole.elbo(), weight, 1e-8 * Math.abs(whole.elbo()), "log weight of a draw");
                }
                assertEquals(Math.ceilDiv(rows, Math.min(batch, rows)), result.steps());
            }
        }
    }

    @Test
    void conjugateModelsAreExactForAnySizeOfBatch() {
        exact("""
                data n : int  data x : real[n]  data y : real[n]
                a ~ Normal(0, 10)  b ~ Normal(1, 2)
                plate i in 1..n { y[i] ~ Normal(a + b * x[i], 0.7) }
                """, Map.of("x", drawn(1, 53, RandomStream::nextGaussian), "y", drawn(2, 53,
                RandomStream::nextGaussian)));
        exact("""
                data n : int  data y : int(min = 0)[n]  data t : positive[n]
                rate ~ Gamma(2, 0.5)
                plate i in 1..n { y[i] ~ Poisson(rate * t[i]) }
                """, Map.of("t", drawn(3, 40, random -> 0.2 + random.nextDouble()), "y", drawn(4, 40,
                random -> random.nextInt(6))));
        exact("""
                data n : int  data g : int(min = 1, max = 3)[n]  data y : bool[n]
                p : unit[3] ~ Beta(2, 3)
                plate i in 1..n { y[i] ~ Bernoulli(p[g[i]]) }
                """, Map.of("g", drawn(5, 41, random -> 1 + random.nextInt(3)), "y", drawn(6, 41,
                random -> random.nextInt(2))));
    }

    /** The mean and standard deviation of draws of the rate, against the gamma posterior in closed form. */
    @Test
    void gammaPosteriorByHand() {
        double[] y = drawn(7, 1000, random -> random.nextInt(9));
        Target target = new ModelText("""
                data n : int  data y : int(min = 0)[n]
                rate ~ Gamma(3, 2)
                plate i in 1..n { y[i] ~ Poisson(rate) }
                """).streamed("y", y).compile().target();
        FitResult result = stream(target, Map.of("batch", 64, "draws", 4000));
        double shape = 3 + Arrays.stream(y).sum();
        double mean = Arrays.stream(result.draws().points()).mapToDouble(x -> Math.exp(x[0])).average().orElseThrow();
        double sd = Math.sqrt(shape) / 1002;
        assertEquals(shape / 1002, mean, 4 * sd / Math.sqrt(4000)); // misses 1 seed in 15000
    }

    private static ModelText mixture(boolean streamed) {
        double[] y = drawn(21, N, random -> 5 * random.nextInt(3) + random.nextGaussian());
        ModelText text = new ModelText("""
                data n : int(min = 1)
                data y : real[n]
                w ~ Dirichlet(ones(3))
                mu : real[3] ~ Normal(0, 20)
                tau : positive[3] ~ Gamma(2, 1)
                plate i in 1..n { z[i] ~ Categorical(w)  y[i] ~ Normal(mu[z[i]], 1 / sqrt(tau[z[i]])) }""");
        return streamed ? text.streamed("y", y) : text.with("y", y);
    }

    /** Within 0.5 nats of 25 073 after one pass, and within 0.001 nats after passes that end where CAVI does. */
    @Test
    void mixtureOfTenThousandRows() {
        double whole = ConjugateFit.of(mixture(false)).elbo();
        Target target = mixture(true).compile().target();
        FitResult once = stream(target, Map.of("batch", 500, "draws", 100));
        assertEquals(whole, once.elbo().mean(), 0.5);
        assertEquals(Status.BUDGET_SPENT, once.status());
        FitResult often = stream(target, Map.of("batch", 500, "passes", 60, "draws", 100));
        assertEquals(whole, often.elbo().mean(), 1e-3);
        assertEquals(Status.CONVERGED, often.status());
        assertTrue(often.steps() < 60 * 20, often.steps() + " batches");
        FitResult steps = ConjugateFit.fit("StochasticCAVI", target, Map.of("steps", 600, "batch", 250, "delay", 5.0,
                "draws", 100), 2, Cancellation.NEVER);
        assertEquals(whole, steps.elbo().mean(), 0.05);
    }

    @Test
    void logisticRegressionAndCountsWithPartsFollowTheirRows() {
        double[] x = drawn(11, 900, RandomStream::nextGaussian);
        RandomStream random = RandomStream.of(12);
        double[] y = Arrays.stream(x).map(one -> random.nextDouble() < 1 / (1 + Math.exp(0.5 - one)) ? 1 : 0)
                .toArray();
        same("""
                data n : int  data x : real[n]  data y : bool[n]
                a ~ Normal(0, 3)  b ~ Normal(0, 3)
                plate i in 1..n { y[i] ~ Bernoulli(logits = a + b * x[i]) }
                """, Map.of("x", x, "y", y), 1e-6);
        same("""
                data n : int  data t : positive[n]  data y : int(min = 0)[n]
                a ~ Gamma(2, 1)  b ~ Gamma(2, 1)
                plate i in 1..n { y[i] ~ Poisson(a + b * t[i]) }
                """, Map.of("t", drawn(13, 300, one -> 0.1 + one.nextDouble()), "y", drawn(14, 300,
                one -> one.nextInt(6))), 1e-4);
    }

    /** Passes end at the bound of CAVI. */
    private static void same(String text, Map<String, double[]> columns, double tolerance) {
        ModelText memory = new ModelText(text);
        ModelText disk = new ModelText(text);
        columns.forEach((name, values) -> {
            memory.with(name, values);
            disk.streamed(name, values);
        });
        double whole = ConjugateFit.of(memory).elbo();
        FitResult result = stream(disk.compile().target(), Map.of("batch", 64, "passes", 300, "draws", 50));
        assertEquals(whole, result.elbo().mean(), tolerance);
        assertEquals(Status.CONVERGED, result.status());
    }

    @Test
    void sameSeedSameBitsAndResumption() {
        Target target = mixture(true).compile().target();
        Map<String, ?> options = Map.of("batch", 700, "passes", 2, "draws", 20);
        FitResult straight = stream(target, options);
        assertArrayEquals(straight.state(), stream(target.fork(), options).state(), 0);
        int[] asked = new int[1];
        FitResult cut = ConjugateFit.fit("StreamingCAVI", target, options, 3, () -> asked[0]++ >= 17);
        assertEquals(Status.CANCELLED, cut.status());
        assertEquals(17, cut.steps());
        FitResult resumed = ConjugateFit.fit("StreamingCAVI", target, options,
                new ConjugateFit.Context(RandomStream.of(3), Cancellation.NEVER).resuming(cut.state()));
        assertArrayEquals(straight.state(), resumed.state(), 0);
        assertArrayEquals(straight.draws().logQ(), resumed.draws().logQ(), 0);
    }

    /** Whatever the number of rows, factors are those of a batch, and each row is read once in a pass. */
    @Test
    void memoryDoesNotGrowWithRows() {
        long[] read = new long[1];
        int[] sizes = new int[2];
        int[] states = new int[2];
        for (int k = 0; k < 2; k++) {
            int rows = k == 0 ? 4_000 : 400_000;
            Target target = new ModelText("""
                    data n : int(min = 1)  data y : real[n]
                    w ~ Dirichlet(ones(3))
                    mu : real[3] ~ Normal(0, 20)
                    plate i in 1..n { z[i] ~ Categorical(w)  y[i] ~ Normal(mu[z[i]], 1) }""")
                    .streamed("y", List.of(rows), -3, 12, new RowSource() {
                        @Override
                        public int width() {
                            return 1;
                        }

                        @Override
                        public boolean isFinite() {
                            return true;
                        }

                        @Override
                        public void read(int row, double[] to, int at) {
                            read[0]++;
                            to[at] = 4 * (row % 3) + (row % 7 - 3) * 0.5;
                        }
                    }).compile().target();
            sizes[k] = BatchFormTest.updates(target).form(2000).size();
            read[0] = 0;
            FitResult result = stream(target, Map.of("batch", 2000, "draws", 10));
            states[k] = result.state().length;
            // a pass, the one that ends the fit, log p of the draws, and a few batches
            long most = 3L * rows + 10 * 4096;
            assertTrue(read[0] <= most, read[0] + " rows were read, of " + rows);
        }
        assertEquals(3 + 2 * 3 + 3 * 2000, sizes[0]);
        assertEquals(sizes[0], sizes[1]);
        assertEquals(states[0], states[1]);
    }

    @Test
    void refusalsSayWhatIsInTheWay() {
        Target curved = new ModelText("""
                data n : int  data x : real[n]  data y : real[n]
                a ~ Normal(0, 1)
                plate i in 1..n { y[i] ~ Normal(exp(a * x[i]), 1) }
                """).streamed("x", 1, 2, 3).streamed("y", 1, 2, 3).compile().target();
        refused("PEN-3009", "a", () -> stream(curved, Map.of()));
        refused("PEN-3009", "a", () -> ConjugateFit.fit("StochasticCAVI", curved, Map.of(), 1, Cancellation.NEVER));
        Target line = new ModelText("""
                data n : int  data y : real[n]
                a ~ Normal(0, 1)
                plate i in 1..n { y[i] ~ Normal(a, 1) }
                """).streamed("y", 1, 2, 3).compile().target();
        refused("PEN-3005", "read from disk", () -> ConjugateFit.fit(line, Map.of(), 1, Cancellation.NEVER));
        refused("PEN-3009", "no plate 'rows'", () -> stream(line, Map.of("plate", "rows")));
        refused("PEN-3018", "no such run", () -> stream(line, Map.of("carryOn", true)));
        Target tied = new ModelText("""
                data n : int  data y : real[n]
                mu ~ Normal(0, 1)
                plate i in 1..n { t[i] ~ Normal(mu, 1)  y[i] ~ Normal(t[i], 1) }
                plate k in 2..n { factor -0.5 * (t[k] - t[k - 1]) ^ 2 }
                """).with("y", 1, 2, 3, 4).compile().target();
        refused("PEN-3009", "'t' has an element for each of its rows", () -> stream(tied, Map.of("plate", "i")));
    }

    private static void refused(String code, String said, Executable fit) {
        PenumbraException refused = assertThrows(PenumbraException.class, fit);
        assertEquals(code, refused.problems().getFirst().code());
        assertTrue(refused.getMessage().contains(said), refused.getMessage());
    }
}
