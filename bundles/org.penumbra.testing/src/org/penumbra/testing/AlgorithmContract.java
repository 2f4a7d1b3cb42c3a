package org.penumbra.testing;

import static org.penumbra.testing.Promise.hold;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Options;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * What every algorithm promises, whoever wrote it. {@code AlgorithmContract.of(Mine::new, options, one).check()} in a
 * test of its bundle runs all of it in about as long as a dozen fits of small normal targets take; each method checks
 * one promise.
 *
 * @param <O> the options of the algorithm
 */
public final class AlgorithmContract<O extends Record> {

    private static final KnownGaussian ONE = KnownGaussian.independent(-2.5, new double[] {3}, new double[] {0.8});
    private static final KnownGaussian THREE = KnownGaussian.correlated(4, new double[] {1, -2, 0.5},
            new double[] {2, 0.3, 1}, 0.7);
    private static final KnownGaussian TEN = KnownGaussian.correlated(-100,
            new double[] {0, 1, 2, 3, 4, -1, -2, -3, -4, 0.5}, new double[] {1, 2, 0.5, 1, 1, 0.5, 2, 1, 1, 0.25}, 0.5);

    private final Supplier<? extends Algorithm<O>> algorithm;
    private final O options;
    private final O oneIteration;
    private final Expectation expectation;
    private final UnaryOperator<TestContext> parts;

    private AlgorithmContract(Supplier<? extends Algorithm<O>> algorithm, O options, O oneIteration,
            Expectation expectation, UnaryOperator<TestContext> parts) {
        this.algorithm = algorithm;
        this.options = options;
        this.oneIteration = oneIteration;
        this.expectation = expectation;
        this.parts = parts;
    }

    /**
     * @param algorithm makes a new instance
     * @param options with which it fits a normal target of ten dimensions
     * @param oneIteration the same with a budget of one iteration
     */
    public static <O extends Record> AlgorithmContract<O> of(Supplier<? extends Algorithm<O>> algorithm, O options,
            O oneIteration) {
        return new AlgorithmContract<>(algorithm, options, oneIteration, Expectation.EXACT, UnaryOperator.identity());
    }

    public AlgorithmContract<O> expecting(Expectation other) {
        return new AlgorithmContract<>(algorithm, options, oneIteration, other, parts);
    }

    /** Gives every context the parts that the algorithm asks for. */
    public AlgorithmContract<O> with(UnaryOperator<TestContext> newParts) {
        return new AlgorithmContract<>(algorithm, options, oneIteration, expectation, newParts);
    }

    /** @throws AssertionError for the first promise that is broken */
    public void check() {
        recoversNormals();
        sameSeedSameBits();
        threadsDoNotChangeResults();
        oneIterationIsABudget();
        cancellationEndsSoon();
        resumptionIsExact();
        runsDoNotMeet();
        startIsUsed();
        undefinedStartNamesTheSite();
        optionsAreDescribed();
    }

    /** In one, three and ten dimensions: means, standard deviations and objective. */
    public void recoversNormals() {
        for (KnownGaussian truth : List.of(ONE, THREE, TEN)) {
            String name = "a normal target in " + truth.dimension() + " dimensions";
            FitResult result = fit(truth, options, context());
            hold(result.status() == Status.CONVERGED || result.status() == Status.BUDGET_SPENT,
                    () -> name + ": the status is " + result.status() + ", findings " + result.findings());
            new Recovery(truth, expectation, name).check(result);
        }
    }

    public void sameSeedSameBits() {
        FitResult first = fit(THREE, options, context());
        Promise.same(first, fit(THREE, options, context()), "the same seed again");
        FitResult other = fit(THREE, options, context().seed(2));
        hold(!Arrays.deepEquals(first.draws().points(), other.draws().points()),
                () -> "another seed gives the same draws");
    }

    public void threadsDoNotChangeResults() {
        FitResult alone = fit(THREE, options, context());
        Promise.same(alone, fit(THREE, options, context().threads(2)), "two threads instead of one");
        Promise.same(alone, fit(THREE, options, context().threads(5)), "five threads instead of one");
    }

    /** One iteration is never called converged, and something in the findings says why it may not be trusted. */
    public void oneIterationIsABudget() {
        FitResult result = fit(THREE, oneIteration, context());
        hold(result.status() == Status.BUDGET_SPENT, () -> "after one iteration the status is " + result.status()
                + " instead of " + Status.BUDGET_SPENT);
        hold(result.steps() <= 1, () -> "a budget of one iteration took " + result.steps() + " steps");
        hold(result.findings().stream().anyMatch(finding -> finding.trust() != Finding.Trust.GOOD),
                () -> "no finding says that one iteration is too few: " + result.findings());
        hold(result.draws().count() > 0, () -> "no draws after one iteration");
    }

    public void cancellationEndsSoon() {
        for (int checks : new int[] {0, 1, 2}) {
            FitResult result = fit(THREE, options, context().cancelAfter(checks));
            hold(result.status() == Status.CANCELLED, () -> "cancelled at question " + checks + ": the status is "
                    + result.status());
            hold(result.steps() <= checks, () -> "cancelled at question " + checks + ", yet " + result.steps()
                    + " iterations were done");
            hold(result.draws().count() > 0 && Arrays.stream(result.draws().logP()).anyMatch(Double::isFinite),
                    () -> "cancelled at question " + checks + ": there are no draws of what there was");
        }
    }

    /** From the state of a cancelled run and from a checkpoint on the way, to the bits of a run without a break. */
    public void resumptionIsExact() {
        if (!expectation.resumes()) {
            return;
        }
        TestContext whole = context();
        FitResult straight = fit(THREE, options, whole);
        FitResult cut = fit(THREE, options, context().cancelAfter(2));
        hold(cut.state().length > 0, () -> "a cancelled run has no state to go on from");
        Promise.same(straight, fit(THREE, options, context().resume(cut.state())), "resumed after a cancellation");
        List<double[]> offered = whole.checkpoints();
        hold(!offered.isEmpty(), () -> "no checkpoint was offered on the way");
        Promise.same(straight, fit(THREE, options, context().resume(offered.get(offered.size() / 2))),
                "resumed from checkpoint " + offered.size() / 2 + " of " + offered.size());
        refuses(new double[] {-1});
    }

    private void refuses(double[] state) {
        try {
            fit(THREE, options, context().resume(state));
        } catch (IllegalArgumentException | PenumbraException expected) {
            return;
        }
        throw new AssertionError("a state that is not one of its own is taken without complaint");
    }

    /** A whole other run in the middle of this one changes nothing: nothing is kept outside of a run. */
    public void runsDoNotMeet() {
        FitResult alone = fit(THREE, options, context());
        int[] reports = new int[1];
        FitResult disturbed = fit(THREE, options, context().progress((done, total, objective) -> {
            hold(done >= 0 && (total == 0 || done <= total), () -> "progress: " + done + " of " + total);
            if (reports[0]++ == 1) {
                fit(TEN, options, context().seed(7));
            }
        }));
        hold(reports[0] > 0, () -> "no progress was reported");
        Promise.same(alone, disturbed, "with another run in between");
    }

    /** A given start is where the fit begins; the prior is not asked. */
    public void startIsUsed() {
        KnownGaussian improper = new KnownGaussian(0, new double[] {500}, new double[][] {{2}}) {
            @Override
            public void samplePrior(RandomStream random, double[] x) {
                throw new AssertionError("the start is given, and yet the prior is asked");
            }

            @Override
            public Target fork() {
                return this;
            }
        };
        TestContext warm = context().start(new double[] {501}, new double[] {2.5});
        new Recovery(improper, expectation, "a warm start").check(fit(improper, options, warm));
    }

    public void undefinedStartNamesTheSite() {
        try {
            fit(new UndefinedTarget(), options, context());
        } catch (PenumbraException refused) {
            String all = refused.problems().toString();
            hold(all.contains("PEN-3001") && all.contains(UndefinedTarget.SITE), () -> "a log density of NaN should be "
                    + "refused as PEN-3001 naming " + UndefinedTarget.SITE + ", found " + all);
            return;
        }
        throw new AssertionError("a log density that is NaN everywhere is fitted without complaint");
    }

    /** The record has a description for every component, and its defaults keep to their bounds. */
    public void optionsAreDescribed() {
        Options.read(options.getClass(), "the algorithm", Map.of());
    }

    private TestContext context() {
        return parts.apply(new TestContext());
    }

    private FitResult fit(Target target, O chosen, TestContext context) {
        return algorithm.get().fit(target, chosen, context);
    }
}
