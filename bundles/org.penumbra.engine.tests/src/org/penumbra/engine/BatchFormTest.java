package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.BatchConjugacy;
import org.penumbra.inference.conjugate.BatchForm;
import org.penumbra.inference.conjugate.BatchUpdates;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/** What stands outside of the rows and what all batches add is the whole density, in memory and from disk. */
class BatchFormTest {

    private static final String LINE = """
            data n : int  data x : real[n]  data y : real[n]
            a ~ Normal(0, 10)  b ~ Normal(0, 1)
            tau ~ Gamma(2, 1)
            plate row: i in 1..n { y[i] ~ Normal(a + b * x[i], 1 / sqrt(tau)) }
            """;

    private static double[] drawn(int seed, int count, BiFunction<RandomStream, Integer, Double> number) {
        RandomStream random = RandomStream.of(seed);
        double[] values = new double[count];
        Arrays.setAll(values, k -> number.apply(random, k));
        return values;
    }

    private static double[] normal(int seed, int count) {
        return drawn(seed, count, (random, k) -> random.nextGaussian());
    }

    static BatchUpdates updates(Target target) {
        BatchConjugacy batches = target.batches("");
        return batches.updates().orElseThrow(() -> new AssertionError(batches.obstacle()));
    }

    private static void begin(BatchForm form, double[] values, double[] moments) {
        double[] own = new double[form.valueCount()];
        form.gather(values, own);
        form.groups().forEach(group -> group.begin(own, RandomStream.of(1), 0, moments));
    }

    /** At a point, moments are those of the point, and energies are densities. */
    private static void addsUp(Target target, int size) {
        BatchUpdates updates = updates(target);
        double[] x = TargetContract.point(target, 4);
        double[] values = new double[updates.valueCount()];
        target.sites().constrain(x, values);
        double[] back = new double[x.length];
        double expected = target.logDensity(x) - updates.toFree(values, back);
        assertArrayEquals(x, back, 1e-8);
        double energy = 0;
        for (int first = 0; first < updates.rows(); first += size) {
            BatchForm form = updates.form(Math.min(size, updates.rows() - first));
            int start = first;
            int[] rows = new int[form.rows()];
            Arrays.setAll(rows, k -> start + k);
            form.load(rows);
            double[] moments = new double[form.size()];
            begin(form, values, moments);
            energy += form.rowsEnergy(moments) + (first == 0 ? form.restEnergy(moments) : 0);
        }
        assertEquals(expected, energy, 1e-9 * Math.max(1, Math.abs(expected)));
    }

    @Test
    void regression() {
        ModelText model = new ModelText(LINE).with("x", normal(1, 23)).with("y", normal(2, 23));
        addsUp(model.compile().target(), 7);
        addsUp(new ModelText(LINE).streamed("x", normal(1, 23)).streamed("y", normal(2, 23)).compile().target(), 7);
    }

    @Test
    void groupsThatRowsNameAreCoupledWithAllThatTheyMayBe() {
        Target target = new ModelText("""
                data n : int  data g : int(min = 1, max = 3)[n]  data x : real[n]
                a : real[3] ~ Normal(0, 1)
                b ~ Normal(0, 1)
                plate row: i in 1..n { x[i] ~ Normal(a[g[i]] + b, 1) }
                """).streamed("g", drawn(3, 20, (random, k) -> 1.0 + k % 3)).streamed("x", normal(4, 20))
                .compile().target();
        addsUp(target, 6);
        BatchForm form = updates(target).form(2);
        assertTrue(form.isExact());
        assertEquals(List.of(1), form.groups().stream().map(FactorGroup::count).toList());
    }

    @Test
    void localSitesAreThoseOfTheBatch() {
        String text = """
                data n : int  data x : real[n]  data y : real[n]
                mu ~ Normal(0, 1)
                w : real[2] ~ Normal(0, 1)
                plate row: i in 1..n {
                  t[i] ~ Normal(mu, 1)
                  u[i] : real[2] ~ Normal(0, 1)
                  x[i] ~ Normal(t[i] + u[i, 1], 1)
                  y[i] ~ Normal(w[1] * u[i, 1] + w[2] * u[i, 2], 0.5)
                }
                """;
        Target target = new ModelText(text).streamed("x", normal(5, 11)).streamed("y", normal(6, 11)).compile()
                .target();
        addsUp(target, 4);
        BatchForm form = updates(target).form(4);
        assertFalse(form.isExact());
        for (int g = 0; g < form.groups().size(); g++) {
            FactorGroup group = form.groups().get(g);
            assertEquals(group.name().contains("t") ? 4 : 1, group.count(), group.name());
            assertEquals(group.name().contains("t"), form.isLocal(g));
        }
    }

    @Test
    void countsWithPartsFollowTheRows() {
        Target target = new ModelText("""
                data n : int  data y : int(min = 0)[n]  data x : positive[n]
                a ~ Gamma(2, 1)  b ~ Gamma(2, 1)
                plate row: i in 1..n { y[i] ~ Poisson(a + b * x[i]) }
                """).streamed("y", drawn(7, 9, (random, k) -> (double) random.nextInt(5)))
                .streamed("x", drawn(8, 9, (random, k) -> 0.5 + random.nextDouble())).compile().target();
        BatchForm form = updates(target).form(3);
        assertTrue(form.isAugmented());
    }
}
