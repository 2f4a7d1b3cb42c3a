package org.penumbra.engine;

import java.util.Arrays;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Options;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** A model from text, fitted by the installed coordinate ascent, with the exact marginals of its factors. */
final class ConjugateFit {

    private static final Registry REGISTRY = Registry.open();

    final Target target;
    final ConjugateForm form;
    final FitResult result;
    private final double[] mean;
    private final double[] variance;

    ConjugateFit(ModelText model, Map<String, ?> options, long seed) {
        this(model, options, seed, Cancellation.NEVER);
    }

    ConjugateFit(ModelText model, Map<String, ?> options, long seed, Cancellation cancellation) {
        target = model.compile().target();
        form = target.conjugacy().form().orElseThrow(() -> new AssertionError(target.conjugacy().obstacle()));
        result = fit(target, options, seed, cancellation);
        mean = new double[form.valueCount()];
        variance = new double[form.valueCount()];
        double[] natural = natural(result, form);
        form.groups().stream().filter(FactorGroup::isContinuous)
                .forEach(group -> group.marginals(natural, mean, variance));
        assertMonotone();
        naturalParametersAreDifferencesOfTheEnergy();
        energyAtAPointIsTheDensity();
    }

    static ConjugateFit of(ModelText model) {
        return new ConjugateFit(model, Map.of(), 1);
    }

    static FitResult fit(Target target, Map<String, ?> options, long seed, Cancellation cancellation) {
        return fit("CAVI", target, options, seed, cancellation);
    }

    static FitResult fit(String algorithm, Target target, Map<String, ?> options, long seed,
            Cancellation cancellation) {
        return fit(algorithm, target, options, new Context(RandomStream.of(seed), cancellation));
    }

    static FitResult fit(String algorithm, Target target, Map<String, ?> options, FitContext context) {
        Contribution cavi = REGISTRY.require(Point.ALGORITHMS, algorithm);
        Algorithm<Record> made = made(cavi);
        return made.fit(target, Options.read(options(cavi), algorithm, options), context);
    }

    @SuppressWarnings("unchecked")
    private static Algorithm<Record> made(Contribution part) {
        return part.create(Algorithm.class);
    }

    @SuppressWarnings("unchecked")
    private static Class<Record> options(Contribution part) {
        Class<?> type = part.optionsType();
        return (Class<Record>) type;
    }

    /** The natural parameters are the last numbers of the state of the best start; with one start, of the state. */
    private static double[] natural(FitResult result, ConjugateForm form) {
        double[] bounds = result.trace().values();
        double best = bounds[bounds.length - 1];
        double[] state = result.state();
        int at = 2;
        while (true) {
            int sweeps = (int) state[at];
            int capacity = (int) state[at + 3];
            int size = 4 + capacity + form.groups().size() + 2 * form.size();
            if (state[at + 4 + sweeps - 1] == best) {
                return Arrays.copyOfRange(state, at + size - form.size(), at + size);
            }
            at += size;
        }
    }

    double mean(String name) {
        return mean[position(name)];
    }

    double sd(String name) {
        return Math.sqrt(variance[position(name)]);
    }

    private int position(String name) {
        for (int k = 0; k < mean.length; k++) {
            if (target.sites().valueName(k).equals(name)) {
                return k;
            }
        }
        throw new AssertionError("no value " + name);
    }

    double elbo() {
        return result.elbo().mean();
    }

    private void assertMonotone() {
        double[] bounds = result.trace().values();
        for (int k = 1; k < bounds.length; k++) {
            assertTrue(bounds[k] >= bounds[k - 1] - 1e-10 * Math.max(1, Math.abs(bounds[k])),
                    "sweep " + (k + 1) + ": " + bounds[k - 1] + " then " + bounds[k]);
        }
    }

    /** The energy is linear in each moment of a factor, so that differences are exact but for rounding. */
    private void naturalParametersAreDifferencesOfTheEnergy() {
        RandomStream random = RandomStream.of(8);
        double[] moments = new double[form.size()];
        Arrays.setAll(moments, k -> random.nextDouble());
        double[] natural = new double[form.size()];
        for (int g = 0; g < form.groups().size(); g++) {
            form.natural(g, moments, natural);
        }
        double energy = form.energy(moments);
        for (int trial = 0; trial < 40; trial++) {
            int k = random.nextInt(form.size());
            double kept = moments[k];
            moments[k] += 1;
            double difference = form.energy(moments) - energy;
            assertEquals(difference, natural[k], 1e-9 * Math.max(1, Math.abs(energy)), "statistic " + k);
            moments[k] = kept;
        }
    }

    /** Where all statistics are those of one point, the expected log density is that at the point. */
    private void energyAtAPointIsTheDensity() {
        boolean continuous = form.groups().stream().allMatch(FactorGroup::isContinuous);
        if (!continuous) {
            return;
        }
        double[] x = TargetContract.point(target, 9);
        double[] values = new double[form.valueCount()];
        target.sites().constrain(x, values);
        double[] moments = new double[form.size()];
        form.groups().forEach(group -> group.begin(values, RandomStream.of(1), 0, moments));
        double[] back = new double[x.length];
        double expected = target.logDensity(x) - form.toFree(values, back);
        assertEquals(expected, form.energy(moments), 1e-9 * Math.max(1, Math.abs(expected)), "energy at a point");
        assertArrayEquals(x, back, 1e-8);
    }

    /** The posterior of a site by mean and standard deviation, and that the fit says it is exact. */
    ConjugateFit expect(String name, double expectedMean, double expectedSd) {
        assertEquals(expectedMean, mean(name), 1e-8 * Math.max(1, Math.abs(expectedMean)), name);
        assertEquals(expectedSd, sd(name), 1e-8 * Math.max(1, Math.abs(expectedSd)), "sd of " + name);
        return this;
    }

    ConjugateFit exact(double logEvidence) {
        assertTrue(form.isExact(), "exact");
        assertEquals(logEvidence, elbo(), 1e-8 * Math.max(1, Math.abs(logEvidence)), "log evidence");
        return drawsFit();
    }

    /** Where q is the posterior, log p - log q is the log evidence at every draw. */
    private ConjugateFit drawsFit() {
        for (int i = 0; i < 50; i++) {
            double weight = result.draws().logP()[i] - result.draws().logQ()[i];
            assertEquals(elbo(), weight, 1e-6 * Math.max(1, Math.abs(elbo())), "log weight of a draw");
        }
        return this;
    }

    /** Nothing but randomness and cancellation. */
    record Context(RandomStream random, Cancellation cancellation, Optional<double[]> resume) implements FitContext {

        Context(RandomStream random, Cancellation cancellation) {
            this(random, cancellation, Optional.empty());
        }

        Context resuming(double[] state) {
            return new Context(random, cancellation, Optional.of(state));
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public Start start() {
            return Start.cold(random);
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
}
