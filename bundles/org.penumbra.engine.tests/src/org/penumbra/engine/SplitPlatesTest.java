package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.Phase;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.core.Workers;
import org.penumbra.inference.Target;

/** Large plates run in pieces, on as many threads as there are, with the same bits. */
class SplitPlatesTest {

    private static final int ROWS = 200_000;
    /** Enough to be cut, few enough for differences and the slow evaluator. */
    private static final int FEW = 80_000;

    /** Models whose likelihood no sufficient statistics shorten. */
    enum Plate {
        ROBUST {
            @Override
            ModelText of(int n) {
                return new ModelText("""
                        data n : int(min = 1)
                        data x : real[n]
                        data y : real[n]
                        a ~ Normal(0, 5)
                        b ~ Normal(0, 5)
                        sigma ~ HalfNormal(3)
                        plate i in 1..n { y[i] ~ StudentT(4, a + b * x[i], sigma) }""")
                        .with("x", numbers(n, 1)).with("y", numbers(n, 2));
            }
        },
        SPECIAL {
            @Override
            ModelText of(int n) {
                return new ModelText("""
                        data n : int(min = 1)
                        data x : real[n]
                        data y : real[n]
                        a ~ Normal(0, 1)
                        b ~ Normal(0, 1)
                        plate i in 1..n { y[i] ~ Gamma(exp(a + b * x[i]), 2) }""").with("x", numbers(n, 1))
                        .with("y", Arrays.stream(numbers(n, 2)).map(value -> value + 2.5).toArray());
            }
        },
        LOGISTIC {
            @Override
            ModelText of(int n) {
                return new ModelText("""
                        data n : int(min = 1)
                        data X : real[n, 3]
                        data y : bool[n]
                        b : real[3] ~ Normal(0, 2)
                        eta = X @ b
                        plate i in 1..n { y[i] ~ Bernoulli(logits = eta[i]) }""")
                        .shaped("X", List.of(n, 3), numbers(3 * n, 3)).with("y", integers(n, 0, 1));
            }
        },
        GATHERED {
            @Override
            ModelText of(int n) {
                return new ModelText("""
                        data n : int(min = 1)
                        data county : int[n]
                        data y : real[n]
                        mu ~ Normal(0, 5)
                        tau ~ HalfNormal(1)
                        plate j in 1..6 { a[j] ~ Normal(mu, tau) @noncentered }
                        plate i in 1..n { y[i] ~ Logistic(a[county[i]], 2) }""")
                        .with("county", integers(n, 1, 6)).with("y", numbers(n, 4));
            }
        },
        SORTED {
            @Override
            ModelText of(int n) {
                double[] county = integers(n, 1, 9);
                Arrays.sort(county);
                return new ModelText("""
                        data n : int(min = 1)
                        data county : int[n]
                        data y : real[n]
                        plate j in 1..9 { a[j] ~ Normal(0, 1) }
                        sigma ~ HalfNormal(1)
                        plate i in 1..n { y[i] ~ StudentT(4, a[county[i]], sigma) }""")
                        .with("county", county).with("y", numbers(n, 4));
            }
        },
        NESTED {
            @Override
            ModelText of(int n) {
                return new ModelText("""
                        data m : int(min = 1)
                        data y : real[m, 20]
                        s ~ HalfNormal(1)
                        e : real[20] ~ Normal(0, 1)
                        plate i in 1..m { plate j in 1..20 { y[i, j] ~ Logistic(e[j], s) } }""")
                        .shaped("y", List.of(n / 20, 20), numbers(n, 5));
            }
        },
        LONG_ROWS {
            @Override
            ModelText of(int n) {
                return new ModelText("""
                        data m : int(min = 1)
                        data k : int(min = 1)
                        data y : real[m, k]
                        s ~ HalfNormal(1)
                        c : real[m] ~ Normal(0, 1)
                        plate i in 1..m { plate j in 1..k { y[i, j] ~ StudentT(3, c[i], s) } }""")
                        .shaped("y", List.of(10, n / 10), numbers(n, 5));
            }
        };

        abstract ModelText of(int n);
    }

    private static double[] numbers(int count, long seed) {
        return new Random(seed).doubles(count, -2, 2).toArray();
    }

    private static double[] integers(int count, int low, int high) {
        return new Random(7).ints(count, low, high + 1).asDoubleStream().toArray();
    }

    private static boolean isSplit(CompiledModel model) {
        return model.dump(Phase.BYTECODE).contains("SplitLoops.run");
    }

    @ParameterizedTest
    @EnumSource
    void theNumberOfThreadsChangesNoBit(Plate plate) {
        CompiledModel model = plate.of(ROWS).compile();
        assertTrue(isSplit(model), "worth several cores");
        Target alone = model.target();
        double[][] points = {TargetContract.point(alone, 1), TargetContract.point(alone, 2)};
        for (int threads : new int[] {1, 2, 3, 8}) {
            try (ThreadWorkers workers = new ThreadWorkers(threads)) {
                Target target = alone.withWorkers(workers);
                for (double[] x : points) {
                    requireSameBits(alone, target, x);
                    requireSameBits(alone, target.fork(), x);
                }
            }
        }
    }

    private static void requireSameBits(Target one, Target other, double[] x) {
        double[] expected = new double[x.length];
        double[] actual = new double[x.length];
        assertEquals(one.logDensity(x), other.logDensity(x), 0.0);
        assertEquals(one.logDensityAndGradient(x, expected), other.logDensityAndGradient(x, actual), 0.0);
        assertArrayEquals(expected, actual, 0.0);
    }

    @ParameterizedTest
    @EnumSource
    void theContractHoldsForPieces(Plate plate) {
        CompiledModel model = plate.of(FEW).compile();
        assertTrue(isSplit(model), "worth several cores");
        Target target = model.target();
        double[] x = TargetContract.point(target, 1);
        TargetContract.densityIsTheSumOfItsTerms(target, x);
        TargetContract.gradientAgreesWithDifferences(target, x);
        TargetContract.valuesLeadBack(target, x);
        TargetContract.forksShareNoState(target);
    }

    /** The order of additions is that of the program, whatever order a hash gives its parts. */
    @ParameterizedTest
    @EnumSource
    void compilingAgainGivesTheSameCode(Plate plate) {
        ModelText model = plate.of(200);
        String gradient = model.compile().dump(Phase.GRADIENT);
        for (int k = 0; k < 20; k++) {
            assertEquals(gradient, model.compile().dump(Phase.GRADIENT));
        }
    }

    @Test
    void smallPlatesStayWhole() {
        for (Plate plate : Plate.values()) {
            assertFalse(isSplit(plate.of(1_000).compile()), plate.name());
        }
    }

    @Test
    void forksRunAtOnceOnTheSameWorkers() {
        Target target = Plate.GATHERED.of(ROWS).compile().target();
        double[] x = TargetContract.point(target, 3);
        double[] expected = new double[x.length];
        double value = target.logDensityAndGradient(x, expected);
        try (ThreadWorkers workers = new ThreadWorkers(3)) {
            Target shared = target.withWorkers(workers);
            Stream<Target> forks = IntStream.range(0, 6).mapToObj(k -> shared.fork()).toList().parallelStream();
            forks.forEach(fork -> {
                double[] gradient = new double[x.length];
                for (int k = 0; k < 20; k++) {
                    assertEquals(value, fork.logDensityAndGradient(x, gradient), 0.0);
                    assertArrayEquals(expected, gradient, 0.0);
                }
            });
        }
    }

    @Test
    void whatIsUndefinedStaysSo() {
        Target target = Plate.ROBUST.of(ROWS).compile().target();
        try (ThreadWorkers workers = new ThreadWorkers(2)) {
            Target split = target.withWorkers(workers);
            double[] gradient = new double[split.dimension()];
            assertTrue(Double.isNaN(split.logDensityAndGradient(new double[] {Double.NaN, 0, 0}, gradient)));
            requireSameBits(target, split, new double[] {0.1, 0.2, 0.3});
        }
    }

    /** A run that is stopped closes its workers while an algorithm that does not listen goes on. */
    @Test
    void goesOnAloneWhenItsWorkersAreGone() {
        Target target = Plate.GATHERED.of(ROWS).compile().target();
        ThreadWorkers workers = new ThreadWorkers(3);
        Target split = target.withWorkers(workers);
        requireSameBits(target, split, TargetContract.point(target, 4));
        workers.close();
        requireSameBits(target, split, TargetContract.point(target, 5));
    }

    @Test
    void targetsThatCannotBeSplitStayWhatTheyAre() {
        Target target = Plate.ROBUST.of(100).compile().target();
        requireSameBits(target, target.withWorkers(Workers.SEQUENTIAL), TargetContract.point(target, 6));
    }
}
