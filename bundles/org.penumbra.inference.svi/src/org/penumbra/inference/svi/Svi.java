package org.penumbra.inference.svi;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Stochastic variational inference (Hoffman, Blei, Wang and Paisley 2013; Ranganath, Gerrish and Blei 2014): the
 * parameters of a guide climb the noisy gradient of an objective, until the fit has settled ({@link Settling}) or for
 * a planned number of steps.
 *
 * <p>The status is CONVERGED only when {@link Settling} or {@link Convergence} says so, and otherwise BUDGET_SPENT,
 * CANCELLED, or FAILED when the objective stays undefined.
 */
public final class Svi implements Algorithm<Svi.Options> {

    /** Own streams, so that the number of final draws does not change the path, nor the path the draws. */
    static final long STEPS_STREAM = 0x5356495f53544550L;
    private static final long DRAWS_STREAM = 0x5356495f44524157L;
    private static final long DRIFT_STREAM = 0x5356495f44524946L;

    /**
     * @param steps planned steps, 0 for as many as it takes
     * @param draws final draws from the guide
     * @param average whether to answer with averaged parameters
     * @param maxSteps where {@code steps} is 0, so many at most
     * @param tolerance where {@code steps} is 0, by how many standard deviations the answer may still move
     * @param epochs passes through all data instead of steps; 0 for steps
     */
    public record Options(
            @Option(label = "Steps", help = "Steps of the optimiser; 0 steps until the fit has settled, with steps "
                    + "that get smaller on the way.", value = "0", min = 0, max = 1e12) long steps,
            @Option(label = "Draws", help = "Draws from the fitted guide, for the posterior table, the final ELBO and "
                    + "k-hat. More make these more exact; they do not change the fit.",
                    value = "5000", min = 1, max = 1e8) int draws,
            @Option(label = "Average", help = "Answer with the mean of the parameters over the last fifth of the steps "
                    + "instead of the last ones; steadies a fit whose learning rate does not fall. Turn it off to "
                    + "see the plain iterates.",
                    value = "true") boolean average,
            @Option(label = "Most steps", help = "Where steps = 0: so many at most. A fit that has not settled by then "
                    + "says so.", value = "200000", min = 100, max = 1e12) long maxSteps,
            @Option(label = "Tolerance", help = "Where steps = 0: how far the answer may still move, in posterior "
                    + "standard deviations.", value = "0.05", min = 1e-4, max = 1) double tolerance,
            @Option(label = "Epochs", help = "Passes through all rows instead of a number of steps, for runs with "
                    + "minibatches: as many steps are taken as that needs. 0 takes the steps given.",
                    value = "0", min = 0, max = 1e9) long epochs) {

        /** Steps, without passes. */
        public Options(long steps, int draws, boolean average, long maxSteps, double tolerance) {
            this(steps, draws, average, maxSteps, tolerance, 0);
        }

        private Options withSteps(long planned) {
            return new Options(planned, draws, average, maxSteps, tolerance, epochs);
        }
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        Guide guide = context.guide(target);
        if (options.epochs() > 0) {
            long steps = Math.multiplyExact(options.epochs(), context.stepsPerPass(target));
            return planned(target, guide, options.withSteps(steps), context);
        }
        return options.steps() > 0 ? planned(target, guide, options, context)
                : settled(target, guide, options, context);
    }

    private static FitResult planned(Target target, Guide guide, Options options, FitContext context) {
        Windows windows = new Windows(guide.parameters().length, options.steps());
        Ascent ascent = ascent(target, guide, options.steps(), context, windows);
        Status status = ascent.advance(options.steps(), options.steps(), context).orElse(Status.BUDGET_SPENT);
        ascent.settle();
        List<Finding> findings = new ArrayList<>(ascent.findings(status));
        if (options.average() && status != Status.FAILED) {
            windows.useAverage(guide.parameters());
        }
        if (status == Status.BUDGET_SPENT) {
            Convergence.Verdict verdict = Convergence.judge(guide, windows, ascent.steps(),
                    context.random().stream(DRIFT_STREAM));
            status = verdict.converged() ? Status.CONVERGED : Status.BUDGET_SPENT;
            findings.add(verdict.finding());
        }
        return conclude(target, options, context, ascent, status, findings, List.of());
    }

    private static FitResult settled(Target target, Guide guide, Options options, FitContext context) {
        Settling settling = new Settling(guide, options.tolerance(), options.maxSteps(),
                context.random().stream(DRIFT_STREAM));
        Ascent ascent = ascent(target, guide, options.maxSteps(), context, settling);
        Status status = settling.run(ascent, context);
        List<Finding> findings = new ArrayList<>(ascent.findings(status));
        if (status == Status.CONVERGED || status == Status.BUDGET_SPENT) {
            findings.add(settling.finding(status, ascent.steps()));
        }
        return conclude(target, options, context, ascent, status, findings,
                List.of(new Diagnostic.Measurement("iteratesRHat", settling.rHat()),
                        new Diagnostic.Measurement("drift", settling.change())));
    }

    static Ascent ascent(Target target, Guide guide, long steps, FitContext context, Watcher watcher) {
        Ascent ascent = new Ascent(guide, context.objective(target, guide),
                context.optimizer(target, guide, steps), watcher instanceof Settling ? 0 : steps,
                context.random().stream(STEPS_STREAM), watcher);
        context.resume().ifPresent(ascent::resume);
        return ascent;
    }

    private static FitResult conclude(Target target, Options options, FitContext context, Ascent ascent, Status status,
            List<Finding> findings, List<Diagnostic.Measurement> measurements) {
        double[] state = ascent.state();
        RandomStream random = context.random().stream(DRAWS_STREAM);
        int wanted = drawCount(options, ascent, status);
        int count = FinalDraws.affordable(wanted, target.dimension());
        FinalDraws last = FinalDraws.take(target, ascent.guide(), count, random);
        findings.addAll(last.findings());
        if (count < wanted && ascent.guide().isDistribution()) {
            findings.add(new Finding(Finding.Trust.CAUTION, "Only " + count + " of " + wanted + " draws were kept, "
                    + "since each has " + target.dimension() + " numbers."));
        }
        return new FitResult(status, ascent.guide(), last.draws(), ascent.trace(), last.elbo(), ascent.steps(), state,
                findings, measurements);
    }

    /** A cancelled run spends no more than a tenth of its steps (or 100) on its draws, so that it ends soon. */
    private static int drawCount(Options options, Ascent ascent, Status end) {
        return end == Status.CANCELLED
                ? (int) Math.min(options.draws(), Math.max(100, ascent.steps() / 10)) : options.draws();
    }
}
