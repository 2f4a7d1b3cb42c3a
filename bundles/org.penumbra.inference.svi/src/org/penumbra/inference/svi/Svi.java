package org.penumbra.inference.svi;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.Training;
import org.penumbra.inference.parts.Parameters;
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
    private static final long VALIDATION_STREAM = 0x5356495f56414c44L;

    /**
     * @param steps planned steps, 0 for as many as it takes
     * @param draws final draws from the guide
     * @param average whether to answer with averaged parameters
     * @param maxSteps where {@code steps} is 0, so many at most
     * @param tolerance where {@code steps} is 0, by how many standard deviations the answer may still move
     * @param epochs passes through all data instead of steps; 0 for steps
     * @param validation share of the rows that is held out; 0 for none
     * @param patience passes without a better bound on these after which training ends; 0 to go on
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
                    value = "0", min = 0, max = 1e9) long epochs,
            @Option(label = "Validation", help = "Where epochs are given and rows are drawn of one plate: the share "
                    + "of the rows that is never trained on. The ELBO on these is measured after every pass, and the "
                    + "answer is that of the best pass, not averaged.",
                    value = "0", min = 0, max = 0.5) double validation,
            @Option(label = "Patience", help = "With validation: after so many passes without a better ELBO on the "
                    + "rows that are held out, training ends. 0 makes all passes.",
                    value = "0", min = 0, max = 1e9) int patience) {

        /** @throws IllegalArgumentException for validation without passes, or patience without validation */
        public Options {
            if (validation > 0 && epochs == 0) {
                throw new IllegalArgumentException("validation = " + validation + " is measured after passes and "
                        + "expects a number of them, such as epochs = 20; found none.");
            }
            if (patience > 0 && validation == 0) {
                throw new IllegalArgumentException("patience = " + patience + " expects rows that are held out, such "
                        + "as validation = 0.1; found none.");
            }
        }

        /** Steps, without passes. */
        public Options(long steps, int draws, boolean average, long maxSteps, double tolerance) {
            this(steps, draws, average, maxSteps, tolerance, 0, 0, 0);
        }

        private Options withSteps(long planned) {
            return new Options(planned, draws, average, maxSteps, tolerance, epochs, validation, patience);
        }
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        Guide guide = context.guide(target);
        Training training = context.training(target, guide, options.validation());
        if (training.rowsPerStep() > 0) {
            context.progress().rows(training.rowsPerStep(), training.rows());
        }
        if (options.epochs() > 0) {
            long steps = Math.multiplyExact(options.epochs(), training.stepsPerPass());
            return planned(target, guide, training, options.withSteps(steps), context);
        }
        return options.steps() > 0 ? planned(target, guide, training, options, context)
                : settled(target, guide, training, options, context);
    }

    private static FitResult planned(Target target, Guide guide, Training training, Options options,
            FitContext context) {
        if (options.epochs() > 0) {
            return passes(target, guide, training, options, context);
        }
        Windows windows = new Windows(guide.parameters().length, options.steps());
        Ascent ascent = ascent(target, guide, training, options.steps(), context, windows);
        Status status = ascent.advance(options.steps(), options.steps(), context).orElse(Status.BUDGET_SPENT);
        ascent.settle();
        return judged(target, training, options, context, ascent, status, windows);
    }

    private static FitResult passes(Target target, Guide guide, Training training, Options options,
            FitContext context) {
        boolean validated = training.validation().isPresent();
        Windows windows = new Windows(validated ? 0 : guide.parameters().length, options.steps());
        Epochs epochs = new Epochs(guide, training, options.epochs(), options.patience(),
                context.random().stream(VALIDATION_STREAM), validated ? Watcher.NOTHING : windows);
        Ascent ascent = ascent(target, guide, training, options.steps(), context, epochs);
        Status status = epochs.run(ascent, context);
        if (!validated) {
            return judged(target, training, options, context, ascent, status, windows);
        }
        List<Finding> findings = new ArrayList<>(ascent.findings(status));
        epochs.finding(status).ifPresent(findings::add);
        epochs.useBest();
        return conclude(target, training, options, context, ascent, status, findings, epochs.measurements());
    }

    private static FitResult judged(Target target, Training training, Options options, FitContext context,
            Ascent ascent, Status end, Windows windows) {
        Status status = end;
        List<Finding> findings = new ArrayList<>(ascent.findings(status));
        if (options.average() && status != Status.FAILED) {
            windows.useAverage(ascent.guide().parameters());
        }
        if (status == Status.BUDGET_SPENT) {
            Convergence.Verdict verdict = Convergence.judge(training.watched(), windows, ascent.steps(),
                    context.random().stream(DRIFT_STREAM));
            status = verdict.converged() ? Status.CONVERGED : Status.BUDGET_SPENT;
            findings.add(verdict.finding());
        }
        return conclude(target, training, options, context, ascent, status, findings, List.of());
    }

    private static FitResult settled(Target target, Guide guide, Training training, Options options,
            FitContext context) {
        Settling settling = new Settling(training.watched(), options.tolerance(), options.maxSteps(),
                context.random().stream(DRIFT_STREAM));
        Ascent ascent = ascent(target, guide, training, options.maxSteps(), context, settling);
        Status status = settling.run(ascent, context);
        List<Finding> findings = new ArrayList<>(ascent.findings(status));
        if (status == Status.CONVERGED || status == Status.BUDGET_SPENT) {
            findings.add(settling.finding(status, ascent.steps()));
        }
        return conclude(target, training, options, context, ascent, status, findings,
                List.of(new Diagnostic.Measurement("iteratesRHat", settling.rHat()),
                        new Diagnostic.Measurement("drift", settling.change())));
    }

    static Ascent ascent(Target target, Guide guide, Training training, long steps, FitContext context,
            Watcher watcher) {
        Ascent ascent = new Ascent(guide, training.objective(), context.optimizer(target, guide, steps),
                watcher instanceof Settling ? 0 : steps, context.random().stream(STEPS_STREAM), watcher);
        context.resume().ifPresent(ascent::resume);
        return ascent;
    }

    private static FitResult conclude(Target target, Training training, Options options, FitContext context,
            Ascent ascent, Status status, List<Finding> findings, List<Diagnostic.Measurement> measurements) {
        double[] state = ascent.state();
        RandomStream random = context.random().stream(DRAWS_STREAM);
        int wanted = drawCount(options, ascent, status);
        int count = FinalDraws.affordable(wanted, target, ascent.guide(), passes(training, ascent));
        FinalDraws last = FinalDraws.take(target, ascent.guide(), count, random);
        findings.addAll(last.findings());
        if (count < wanted && ascent.guide().isDistribution()) {
            findings.add(new Finding(Finding.Trust.CAUTION, "Only " + count + " of " + wanted + " draws were taken, "
                    + "since each has " + Parameters.latentDimension(target) + " numbers"
                    + (ascent.guide() instanceof AmortizedGuide ? " and goes through all rows" : "") + "; 'penumbra "
                    + "draw' takes more from the stored guide."));
        }
        List<Diagnostic.Measurement> all = new ArrayList<>(measurements);
        if (training.rows() > 0) {
            all.add(new Diagnostic.Measurement("elboPerRow", last.elbo().mean() / training.rows()));
        }
        return new FitResult(status, ascent.guide(), last.draws(), ascent.trace(), last.elbo(), ascent.steps(), state,
                findings, all);
    }

    /** Through the rows; 0 where every step sees all of them. */
    private static double passes(Training training, Ascent ascent) {
        return training.rowsPerStep() == 0 ? 0 : (double) ascent.steps() / training.stepsPerPass();
    }

    /** A cancelled run spends no more than a tenth of its steps (or 100) on its draws. */
    private static int drawCount(Options options, Ascent ascent, Status end) {
        return end == Status.CANCELLED
                ? (int) Math.min(options.draws(), Math.max(100, ascent.steps() / 10)) : options.draws();
    }
}
