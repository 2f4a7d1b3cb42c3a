package org.penumbra.inference.svi;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.Algorithm;
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
 * parameters of a guide climb the noisy gradient of an objective for a planned number of steps.
 *
 * <p>The status is CONVERGED only when {@link Convergence} holds, and otherwise BUDGET_SPENT, CANCELLED, or FAILED when
 * the objective stays undefined.
 */
public final class Svi implements Algorithm<Svi.Options> {

    /** Own streams, so that the number of final draws does not change the path, nor the path the draws. */
    static final long STEPS_STREAM = 0x5356495f53544550L;
    private static final long DRAWS_STREAM = 0x5356495f44524157L;
    private static final long DRIFT_STREAM = 0x5356495f44524946L;

    /**
     * @param steps planned steps
     * @param draws final draws from the guide
     * @param average whether to answer with averaged parameters
     * @param epochs passes through all data instead of planned steps; 0 for steps
     */
    public record Options(
            @Option(label = "Steps", help = "Steps of the optimiser. Take more when the ELBO still rises at the end.",
                    value = "1000", min = 1, max = 1e12) long steps,
            @Option(label = "Draws", help = "Draws from the fitted guide, for the posterior table, the final ELBO and "
                    + "k-hat. More make these more exact; they do not change the fit.",
                    value = "5000", min = 1, max = 1e8) int draws,
            @Option(label = "Average", help = "Answer with the mean of the parameters over the last fifth of the steps "
                    + "instead of the last ones; steadies a fit whose learning rate does not fall. Turn it off to "
                    + "see the plain iterates.",
                    value = "true") boolean average,
            @Option(label = "Epochs", help = "Passes through all rows instead of a number of steps, for runs with "
                    + "minibatches: as many steps are taken as that needs. 0 takes the steps given.",
                    value = "0", min = 0, max = 1e9) long epochs) {

        /** A number of steps. */
        public Options(long steps, int draws, boolean average) {
            this(steps, draws, average, 0);
        }
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        Guide guide = context.guide(target);
        long steps = options.epochs() == 0 ? options.steps()
                : Math.multiplyExact(options.epochs(), context.stepsPerPass(target));
        Ascent ascent = new Ascent(guide, context.objective(target, guide),
                context.optimizer(guide.parameters().length, steps), steps,
                context.random().stream(STEPS_STREAM));
        Status end = ascent.run(context.cancellation(), context.progress());
        return conclude(target, options, context, ascent, end);
    }

    private static FitResult conclude(Target target, Options options, FitContext context, Ascent ascent, Status end) {
        Guide guide = ascent.guide();
        List<Finding> findings = new ArrayList<>(ascent.findings(end));
        double[] state = ascent.state();
        Status status = end;
        if (options.average() && end != Status.FAILED) {
            ascent.windows().useAverage(guide.parameters());
        }
        if (end == Status.BUDGET_SPENT) {
            Convergence.Verdict verdict = Convergence.judge(guide, ascent.windows(), ascent.steps(),
                    context.random().stream(DRIFT_STREAM));
            status = verdict.converged() ? Status.CONVERGED : Status.BUDGET_SPENT;
            findings.add(verdict.finding());
        }
        RandomStream random = context.random().stream(DRAWS_STREAM);
        FinalDraws last = FinalDraws.take(target, guide, drawCount(options, ascent, end), random);
        findings.addAll(last.findings());
        return new FitResult(status, guide, last.draws(), ascent.trace(), last.elbo(), ascent.steps(), state, findings);
    }

    /** A cancelled run spends no more than a tenth of its steps (or 100) on its draws, so that it ends soon. */
    private static int drawCount(Options options, Ascent ascent, Status end) {
        return end == Status.CANCELLED
                ? (int) Math.min(options.draws(), Math.max(100, ascent.steps() / 10)) : options.draws();
    }
}
