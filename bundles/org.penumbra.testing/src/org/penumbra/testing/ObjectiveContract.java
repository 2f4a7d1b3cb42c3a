package org.penumbra.testing;

import java.util.Arrays;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Objective.Estimator;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.DenseNormal;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.OnlineMoments;
import org.penumbra.math.RandomStream;

/**
 * What every objective keeps, whatever it measures, and what most claim besides. Everything is tried on a Gaussian in
 * three dimensions with correlation 0.8, of which all is known.
 *
 * <p>Always: the same seed gives the same bits, for any number of threads; an estimator that goes on from a state goes
 * on with the same bits and refuses a state that is not its own; estimates do not touch the parameters, overwrite the
 * gradient, allocate nothing, and are not finite where the target is undefined.
 *
 * @param <O> the options
 */
public final class ObjectiveContract<O extends Record> {

    private static final int DRAWS = 1500;
    /** Standard errors: six numbers are off by more in 1 of 280,000 seeds, and the seeds are fixed. */
    private static final double ERRORS = 5;
    private static final double STEP = 1e-5;

    private final Objective<O> objective;
    private final O options;
    private final KnownGaussian target = KnownGaussian.correlated(-3, new double[] {1, -2, 0.5},
            new double[] {2, 0.1, 1}, 0.8);

    private ObjectiveContract(Objective<O> objective, O options) {
        this.objective = objective;
        this.options = options;
    }

    /** Checks what is always kept. */
    public static <O extends Record> ObjectiveContract<O> check(Objective<O> objective, O options) {
        ObjectiveContract<O> contract = new ObjectiveContract<>(objective, options);
        contract.sameSeedSameBits();
        contract.goesOnFromAState();
        contract.refusesForeignStates();
        contract.touchesNothingElse();
        contract.allocatesNothing();
        contract.sayUndefinedWhereTheTargetIs();
        return contract;
    }

    /** Where the guide is the posterior every estimate is {@code sign * log evidence + offset}, to 1e-9. */
    public ObjectiveContract<O> exactAtTheTruth(double sign, double offset) {
        Estimator estimator = bind(target, truth());
        RandomStream random = RandomStream.of(3);
        double[] gradient = new double[truth().parameters().length];
        for (int i = 0; i < 20; i++) {
            double value = estimator.valueAndGradient(random, gradient);
            Claims.near(sign * target.logEvidence() + offset, value, 1e-9, "the estimate at the truth");
        }
        return this;
    }

    /** Where the guide is the posterior the gradient has no noise: every component of every gradient is 0, to 1e-8. */
    public ObjectiveContract<O> flatAtTheTruth() {
        Estimator estimator = bind(target, truth());
        RandomStream random = RandomStream.of(4);
        double[] gradient = new double[truth().parameters().length];
        for (int i = 0; i < 20; i++) {
            estimator.valueAndGradient(random, gradient);
            for (double slope : gradient) {
                Claims.near(0, slope, 1e-8, "the gradient at the truth");
            }
        }
        return this;
    }

    /** Where the guide is the posterior the gradient is 0 on average, within {@value #ERRORS} standard errors. */
    public ObjectiveContract<O> restsAtTheTruth() {
        Guide truth = truth();
        OnlineMoments moments = new OnlineMoments(truth.parameters().length);
        Estimator estimator = bind(target, truth);
        RandomStream random = RandomStream.of(5);
        double[] gradient = new double[moments.size()];
        for (int i = 0; i < DRAWS; i++) {
            estimator.valueAndGradient(random, gradient);
            moments.add(gradient);
        }
        for (int j = 0; j < moments.size(); j++) {
            Claims.near(0, moments.mean(j), ERRORS * moments.standardError(j) + 1e-9, "mean slope " + j
                    + " at the truth");
        }
        return this;
    }

    /**
     * The gradient is that of the mean estimate: the mean over many gradients agrees with the mean over central
     * differences of estimates by the same draws, within {@value #ERRORS} standard errors.
     */
    public ObjectiveContract<O> gradientIsUnbiased() {
        Guide guide = astray();
        int size = guide.parameters().length;
        OnlineMoments excess = new OnlineMoments(size);
        OnlineMoments sizes = new OnlineMoments(size);
        double[] gradient = new double[size];
        double[] difference = new double[size];
        for (int seed = 0; seed < DRAWS; seed++) {
            bind(target, guide).valueAndGradient(RandomStream.of(seed), gradient);
            for (int j = 0; j < size; j++) {
                difference[j] = difference(guide, j, seed);
            }
            sizes.add(difference);
            Arrays.setAll(difference, j -> gradient[j] - difference[j]);
            excess.add(difference);
        }
        for (int j = 0; j < size; j++) {
            double rounding = 1e-6 * (1 + Math.abs(sizes.mean(j)) + Math.sqrt(sizes.variance(j)));
            Claims.near(0, excess.mean(j), ERRORS * excess.standardError(j) + rounding, "mean slope " + j
                    + " less the slope of the mean, which is " + sizes.mean(j));
        }
        return this;
    }

    private double difference(Guide guide, int j, int seed) {
        double[] parameters = guide.parameters();
        double[] ignored = new double[parameters.length];
        double kept = parameters[j];
        double step = STEP * Math.max(Math.abs(kept), 0.1);
        parameters[j] = kept + step;
        double up = bind(target, guide).valueAndGradient(RandomStream.of(seed), ignored);
        parameters[j] = kept - step;
        double down = bind(target, guide).valueAndGradient(RandomStream.of(seed), ignored);
        parameters[j] = kept;
        return (up - down) / (2 * step);
    }

    private void sameSeedSameBits() {
        double[] once = run(bind(new Expensive(target), astray()), 11, 20);
        Claims.sameBits(once, run(bind(new Expensive(target), astray()), 11, 20), "the same seed");
        for (int threads : new int[] {1, 2, 5}) {
            try (ThreadWorkers workers = new ThreadWorkers(threads)) {
                Estimator estimator = objective.bind(new Expensive(target), astray(), options, workers);
                Claims.sameBits(once, run(estimator, 11, 20), threads + " threads");
            }
        }
    }

    private void goesOnFromAState() {
        Estimator whole = bind(target, astray());
        RandomStream random = RandomStream.of(12);
        run(whole, random, 7);
        Estimator resumed = bind(target, astray());
        resumed.restore(whole.state().clone());
        double[] expected = run(whole, 13, 7);
        Claims.sameBits(expected, run(resumed, 13, 7), "estimates after a restored state");
        Claims.sameBits(whole.state(), resumed.state(), "states after a restored state");
    }

    private void refusesForeignStates() {
        Estimator estimator = bind(target, astray());
        int length = estimator.state().length;
        if (length > 0) {
            Claims.refusesState(() -> estimator.restore(new double[length + 1]), "the estimator");
            Claims.refusesState(() -> estimator.restore(new double[length - 1]), "the estimator");
        }
    }

    private void touchesNothingElse() {
        Guide guide = astray();
        double[] before = guide.parameters().clone();
        double[] gradient = new double[before.length];
        double[] full = new double[before.length];
        Arrays.fill(full, 1e9);
        bind(target, guide).valueAndGradient(RandomStream.of(14), gradient);
        bind(target, guide).valueAndGradient(RandomStream.of(14), full);
        Claims.sameBits(before, guide.parameters(), "parameters after an estimate");
        Claims.sameBits(gradient, full, "a gradient that is to be overwritten");
    }

    private void allocatesNothing() {
        Guide guide = astray();
        Estimator estimator = bind(target, guide);
        RandomStream random = RandomStream.of(15);
        double[] gradient = new double[guide.parameters().length];
        Allocation.free(() -> estimator.valueAndGradient(random, gradient), "an estimate");
    }

    private void sayUndefinedWhereTheTargetIs() {
        KnownGaussian broken = new KnownGaussian(Double.NaN, new double[3],
                new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}) {
            @Override
            public double logDensityAndGradient(double[] x, double[] gradient) {
                super.logDensityAndGradient(x, gradient);
                Arrays.fill(gradient, Double.NaN);
                return Double.NaN;
            }
        };
        double value = bind(broken, astray()).valueAndGradient(RandomStream.of(16), new double[6]);
        Claims.hold(!Double.isFinite(value), "the target is NaN, the estimate is " + value);
    }

    private Estimator bind(Target aTarget, Guide guide) {
        return objective.bind(aTarget, guide, options, Workers.SEQUENTIAL);
    }

    private double[] run(Estimator estimator, long seed, int estimates) {
        return run(estimator, RandomStream.of(seed), estimates);
    }

    /** Values and gradients, one after another. */
    private double[] run(Estimator estimator, RandomStream random, int estimates) {
        int size = astray().parameters().length;
        double[] all = new double[estimates * (size + 1)];
        double[] gradient = new double[size];
        for (int i = 0; i < estimates; i++) {
            all[i * (size + 1)] = estimator.valueAndGradient(random, gradient);
            System.arraycopy(gradient, 0, all, i * (size + 1) + 1, size);
        }
        return all;
    }

    /** The posterior itself. */
    private Guide truth() {
        int n = target.dimension();
        double[] mean = new double[n];
        Arrays.setAll(mean, target::mean);
        return DenseNormal.of(mean, target.cholesky());
    }

    /** A mean field that is off by 0.3 standard deviations and a fifth too narrow. */
    private Guide astray() {
        double[] locations = new double[target.dimension()];
        double[] scales = new double[target.dimension()];
        Arrays.setAll(locations, i -> target.mean(i) + 0.3 * target.sd(i));
        Arrays.setAll(scales, i -> 0.8 * target.sd(i));
        return new MeanFieldNormal(locations, scales);
    }

    /** The same target, which claims to be worth handing over to threads. */
    private static final class Expensive extends KnownGaussian {

        Expensive(KnownGaussian same) {
            super(same.logEvidence(), same.means(), same.cholesky());
        }

        @Override
        public long cost() {
            return 1_000_000_000;
        }

        @Override
        public Target fork() {
            return new Expensive(this);
        }
    }
}
