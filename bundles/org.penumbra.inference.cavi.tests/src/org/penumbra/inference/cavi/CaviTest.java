package org.penumbra.inference.cavi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.math.RandomStream;
import org.penumbra.testing.AlgorithmContract;
import org.penumbra.testing.Expectation;
import org.penumbra.testing.KnownGaussian;

class CaviTest {

    private static final Cavi.Options USUAL = new Cavi.Options(2000, 1e-12, 3, 2000, true);
    private final NormalGamma model = new NormalGamma(1.2, -0.4, 0.9, 2.3, 1.1, 0.7);

    /** What a test gives to a run. */
    private record Context(long seed, Cancellation cancellation, Workers workers, Optional<double[]> resume,
            Start start) implements FitContext {

        static Context of(long seed) {
            return new Context(seed, Cancellation.NEVER, Workers.SEQUENTIAL, Optional.empty(),
                    Start.cold(RandomStream.of(seed)));
        }

        @Override
        public RandomStream random() {
            return RandomStream.of(seed);
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public Guide guide(Target target) {
            throw new AssertionError("coordinate ascent asks for a guide");
        }

        @Override
        public Objective.Estimator objective(Target target, Guide guide) {
            throw new AssertionError("coordinate ascent asks for an objective");
        }

        @Override
        public Optimizer.Updater optimizer(int size, long steps) {
            throw new AssertionError("coordinate ascent asks for an optimizer");
        }
    }

    private FitResult fit(Cavi.Options options, Context context) {
        return new Cavi().fit(model, options, context);
    }

    /** All but the refusal of an undefined density: a target without a symbolic one is refused for that. */
    @Test
    void keepsTheContractOfAlgorithms() {
        AlgorithmContract<Cavi.Options> contract = AlgorithmContract.of(Cavi::new, USUAL,
                new Cavi.Options(1, 1e-12, 3, 2000, true)).expecting(Expectation.INDEPENDENT);
        contract.recoversNormals();
        contract.sameSeedSameBits();
        contract.threadsDoNotChangeResults();
        contract.oneIterationIsABudget();
        contract.cancellationEndsSoon();
        contract.resumptionIsExact();
        contract.runsDoNotMeet();
        contract.startIsUsed();
        contract.optionsAreDescribed();
    }

    @Test
    void reachesTheFixedPointWithABoundThatNeverFalls() {
        FitResult result = fit(USUAL, Context.of(1));
        assertEquals(Status.CONVERGED, result.status());
        double tau = 1;
        double mean = 0;
        for (int k = 0; k < 200; k++) {
            double variance = 1 / (0.01 + 6 * tau);
            mean = variance * tau * 5.8;
            tau = 5 / (1 + 0.5 * (10.2 - 2 * mean * 5.8 + 6 * (mean * mean + variance)));
        }
        double[] draws = Arrays.stream(result.draws().points()).mapToDouble(x -> x[0]).toArray();
        double sd = 1 / Math.sqrt(0.01 + 6 * tau);
        assertEquals(mean, Arrays.stream(draws).average().getAsDouble(), 5 * sd / Math.sqrt(2000));
        double[] bounds = result.trace().values();
        for (int k = 1; k < bounds.length; k++) {
            assertTrue(bounds[k] >= bounds[k - 1] - 1e-12, "sweep " + k);
        }
    }

    /** The bound is the mean of log p - log q, within five of its standard errors. */
    @Test
    void drawsAgreeWithTheBound() {
        FitResult result = fit(USUAL, Context.of(2));
        double[] terms = new double[result.draws().count()];
        Arrays.setAll(terms, i -> result.draws().logP()[i] - result.draws().logQ()[i]);
        double mean = Arrays.stream(terms).average().getAsDouble();
        double variance = Arrays.stream(terms).map(t -> (t - mean) * (t - mean)).average().getAsDouble();
        assertEquals(result.elbo().mean(), mean, 5 * Math.sqrt(variance / terms.length));
        assertEquals(0, result.elbo().standardError());
    }

    @Test
    void aBudgetOfOneIsAnHonestStatus() {
        FitResult result = fit(new Cavi.Options(1, 1e-12, 2, 100, true), Context.of(3));
        assertEquals(Status.BUDGET_SPENT, result.status());
        assertTrue(result.findings().stream().anyMatch(finding -> finding.trust() == Trust.DISTRUST));
    }

    @Test
    void sameSeedSameBitsForAnyNumberOfThreads() {
        Workers backwards = new Workers() {
            @Override
            public int threads() {
                return 4;
            }

            @Override
            public void run(int tasks, IntConsumer task) {
                for (int i = tasks - 1; i >= 0; i--) {
                    task.accept(i);
                }
            }
        };
        FitResult one = fit(USUAL, Context.of(4));
        FitResult other = fit(USUAL, new Context(4, Cancellation.NEVER, backwards, Optional.empty(),
                Start.cold(RandomStream.of(4))));
        assertArrayEquals(one.state(), other.state(), 0);
        assertArrayEquals(one.draws().logQ(), other.draws().logQ(), 0);
    }

    @Test
    void resumesToTheSameBits() {
        FitResult whole = fit(USUAL, Context.of(5));
        FitResult part = fit(new Cavi.Options(7, 1e-12, 3, 100, true), Context.of(5));
        FitResult rest = fit(USUAL, new Context(5, Cancellation.NEVER, Workers.SEQUENTIAL,
                Optional.of(part.state()), Start.cold(RandomStream.of(5))));
        assertArrayEquals(whole.trace().values(), rest.trace().values(), 0);
        assertArrayEquals(whole.draws().logQ(), rest.draws().logQ(), 0);
    }

    @Test
    void stopsWithinASweepWhenCancelled() {
        AtomicInteger asked = new AtomicInteger();
        FitResult result = fit(new Cavi.Options(2000, 0, 1, 2000, true), new Context(6,
                () -> asked.incrementAndGet() > 5, Workers.SEQUENTIAL, Optional.empty(),
                Start.cold(RandomStream.of(6))));
        assertEquals(Status.CANCELLED, result.status());
        assertTrue(result.steps() <= 6 && result.draws().count() <= 100, result.steps() + " sweeps");
    }

    @Test
    void cancelledBeforeTheFirstSweepItHasItsStart() {
        FitResult result = fit(USUAL, new Context(6, () -> true, Workers.SEQUENTIAL, Optional.empty(),
                Start.cold(RandomStream.of(6))));
        assertEquals(Status.CANCELLED, result.status());
        assertEquals(1, result.draws().count());
        assertTrue(Double.isFinite(result.draws().logP()[0]));
    }

    @Test
    void startsWhereItIsTold() {
        FitResult cold = fit(new Cavi.Options(1, 0, 1, 10, true), Context.of(7));
        FitResult warm = fit(new Cavi.Options(1, 0, 1, 10, true), new Context(7, Cancellation.NEVER, Workers.SEQUENTIAL,
                Optional.empty(), Start.cold(RandomStream.of(7)).at(new double[] {0.95, 0.1})));
        assertTrue(warm.elbo().mean() > cold.elbo().mean());
    }

    @Test
    void refusesWhatHasNoUpdates() {
        Target opaque = new KnownGaussian(0, new double[] {0}, new double[][] {{1}}) {
            @Override
            public Conjugacy conjugacy() {
                return Conjugacy.none("'x1' is in the way.");
            }
        };
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> new Cavi().fit(opaque, USUAL, Context.of(8)));
        assertTrue(refused.problems().getFirst().message().contains("'x1' is in the way."));
        assertEquals("PEN-3005", refused.problems().getFirst().code());
    }

    @Test
    void refusesAStateOfAnother() {
        assertThrows(IllegalArgumentException.class, () -> fit(USUAL, new Context(9, Cancellation.NEVER,
                Workers.SEQUENTIAL, Optional.of(new double[] {1, 7}), Start.cold(RandomStream.of(9)))));
    }
}
