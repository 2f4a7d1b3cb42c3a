package org.penumbra.inference.cavi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.inference.conjugate.Minibatch;

/**
 * Stochastic variational inference in closed form (Hoffman, Blei, Wang and Paisley 2013): the factors of a minibatch
 * are set to the best ones, and the global factors move a step of their natural gradient, towards what they would be if
 * the whole plate were like the batch. The step lengths (t + delay)^-forgetting satisfy Robbins and Monro (1951).
 */
public final class StochasticCavi implements Algorithm<StochasticCavi.Options> {

    private static final long STEPS_STREAM = 0x53434156495f5354L;
    private static final long DRAWS_STREAM = 0x53434156495f4452L;

    /**
     * @param steps minibatches
     * @param batch iterations of the plate in each
     * @param delay t0 of the step lengths
     * @param forgetting exponent of the step lengths
     * @param draws final draws
     */
    public record Options(
            @Option(label = "Steps", help = "Minibatches. Take more when the bound still rises at the end.",
                    value = "1000", min = 1, max = 1e12) long steps,
            @Option(label = "Batch", help = "Iterations of the plate in a minibatch. Larger ones are less noisy and "
                    + "take longer.", value = "256", min = 1, max = 1e8) int batch,
            @Option(label = "Delay", help = "Steps by which the rate is ahead: larger values trust the first "
                    + "minibatches less.", value = "1", min = 0, max = 1e9) double delay,
            @Option(label = "Forgetting", help = "How fast steps become shorter: t to the power of minus this.",
                    value = "0.7", min = 0.5, max = 1) double forgetting,
            @Option(label = "Draws", help = "Draws from the fitted factors, for the posterior table and k-hat.",
                    value = "4000", min = 1, max = 1e8) int draws) {

        public Options {
            if (!(forgetting > 0.5)) {
                throw new IllegalArgumentException("forgetting must be above 0.5: steps would not become short enough");
            }
        }
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        if (target.isStreamed()) {
            return streamed(target, options, context);
        }
        ConjugateForm form = Cavi.form(target);
        Minibatch batch = form.minibatch(options.batch()).orElse(null);
        if (batch == null && target.batches("").updates().isPresent()) {
            return streamed(target, options, context);
        }
        if (batch == null) {
            throw noPlate();
        }
        NoisyAscent ascent = new NoisyAscent(form, batch, options, context.random().stream(STEPS_STREAM));
        ascent.begin(Starts.values(target, context), context.random().stream(STEPS_STREAM + 1));
        context.resume().ifPresent(ascent::restore);
        try {
            Status end = ascent.run(context);
            double[] state = ascent.state();
            double before = ascent.wholeBound();
            double after = ascent.wholeBound();
            FitResult.Draws draws = FactorDraws.take(target, form, ascent.natural(),
                    Cavi.count(target, options.draws(), end), context.random().stream(DRAWS_STREAM));
            return new FitResult(end == Status.BUDGET_SPENT && settled(before, after) ? Status.CONVERGED : end, null,
                    draws, ascent.trace(), new FitResult.Estimate(after, 0), ascent.step(), state,
                    findings(before, after, end, batch));
        } catch (FactorGroup.Improper improper) {
            throw Cavi.improper(improper.getMessage());
        }
    }

    /** Global factors only, with the rows of a batch read when they are drawn. */
    private static FitResult streamed(Target target, Options options, FitContext context) {
        Batches batches = StreamingCavi.batches(target, "", options.batch(), "StochasticCAVI");
        BatchSteps steps = new BatchSteps(target, batches, options, context);
        try {
            context.resume().ifPresentOrElse(steps::restore, steps::begin);
            Status end = steps.run();
            double[] state = steps.state();
            Optional<WholePass> pass = end == Status.CANCELLED ? Optional.empty() : steps.sweep();
            return pass.map(last -> swept(target, batches, options, context, steps, state, last))
                    .orElseGet(() -> cancelled(target, batches, options, context, steps, state));
        } catch (FactorGroup.Improper improper) {
            throw Cavi.improper(improper.getMessage());
        }
    }

    private static FitResult swept(Target target, Batches batches, Options options, FitContext context,
            BatchSteps steps, double[] state, WholePass pass) {
        double away = pass.divergence(batches, steps.natural());
        Status status = away <= StreamingCavi.NEAR ? Status.CONVERGED : Status.BUDGET_SPENT;
        List<Finding> findings = new ArrayList<>();
        findings.add(minibatches(batches.size(), batches.updates().rows()));
        if (status == Status.BUDGET_SPENT) {
            findings.add(StreamingCavi.moving(away, "give more steps, or larger batches"));
        }
        return new FitResult(status, null, draws(target, batches, options, context, steps, status),
                steps.bounds().after(steps.step()), new FitResult.Estimate(pass.bound(), 0), steps.step(), state,
                findings, List.of(new Measurement("nextPass", away)));
    }

    private static FitResult cancelled(Target target, Batches batches, Options options, FitContext context,
            BatchSteps steps, double[] state) {
        FitResult.Draws draws = steps.step() == 0 ? FactorDraws.start(target, steps.values())
                : draws(target, batches, options, context, steps, Status.CANCELLED);
        return new FitResult(Status.CANCELLED, null, draws, steps.bounds().after(steps.step()),
                FitResult.Estimate.NONE, steps.step(), state, List.of());
    }

    private static FitResult.Draws draws(Target target, Batches batches, Options options, FitContext context,
            BatchSteps steps, Status status) {
        return BatchDraws.take(target, batches, steps.natural(), steps.values(),
                BatchDraws.count(target, batches, options.draws(), status), context.random().stream(DRAWS_STREAM));
    }

    /** Whether one sweep over all data changes the bound by less than its hundred-thousandth part. */
    private static boolean settled(double before, double after) {
        return after - before <= 1e-5 * Math.max(1, Math.abs(after));
    }

    private static List<Finding> findings(double before, double after, Status end, Minibatch batch) {
        List<Finding> findings = new ArrayList<>();
        findings.add(minibatches(batch.size(), batch.iterations()));
        if (end == Status.BUDGET_SPENT && !settled(before, after)) {
            findings.add(new Finding(Trust.DISTRUST, "A sweep over all data still raises the bound from " + before
                    + " to " + after + ": give more steps, or use CAVI."));
        }
        return findings;
    }

    private static Finding minibatches(int size, int rows) {
        return new Finding(Trust.GOOD, "Natural-gradient steps on minibatches of " + size + " of " + rows
                + " iterations; the ELBO is that of all data.");
    }

    private static PenumbraException noPlate() {
        return PenumbraException.usage(Problem.error("PEN-3007", "StochasticCAVI needs a plate whose rows can be "
                + "taken a few at a time, and this model has none.")
                .advise("Use CAVI, which goes through all data."));
    }
}
