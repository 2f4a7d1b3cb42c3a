package org.penumbra.inference.mcmc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Optimizer;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.RandomStream;

/**
 * NUTS in the coordinates of a fitted guide's noise (Hoffman et al. 2019): fits the guide by so many steps, then
 * samples {@link BaseTarget}. Exact whatever the guide, which only decides how fast the chains are.
 */
public final class NeuTra implements Algorithm<NeuTra.Options> {

    private static final int VERSION = 1;
    private static final long FIT_STREAM = 0x4e45555452414649L;
    private static final int BLOCK = 100;
    /** The answer of the fit is the mean over its last part. */
    private static final double AVERAGED = 0.25;

    /**
     * @param steps of the optimiser that the guide is fitted by
     * @param samples draws of each chain that are kept
     * @param warmup iterations of each chain before these
     * @param chains number of chains
     * @param targetAcceptance mean acceptance probability that the step size is adapted to
     * @param maxTreeDepth doublings of a trajectory, at most
     * @param metric what warm-up learns of the shape that the guide leaves
     */
    public record Options(
            @Option(label = "Steps", help = "Steps of the optimiser that the guide is fitted by, before the chains "
                    + "begin; 0 takes the guide as it starts.", value = "3000", min = 0, max = 1e9) long steps,
            @Option(label = SAMPLES_LABEL, help = SAMPLES_HELP, value = SAMPLES, min = 1, max = MOST_SAMPLES)
            int samples,
            @Option(label = WARMUP_LABEL, help = WARMUP_HELP, value = "500", min = 0, max = MOST_SAMPLES) int warmup,
            @Option(label = CHAINS_LABEL, help = CHAINS_HELP, value = CHAINS, min = 1, max = MOST_CHAINS) int chains,
            @Option(label = ACCEPTANCE_LABEL, help = "Mean acceptance probability that the step size is adapted to; "
                    + "raise it to 0.95 or 0.99 when there are divergences.", value = "0.8", min = 0.01, max = 0.9999)
            double targetAcceptance,
            @Option(label = "Most doublings", help = "A trajectory doubles at most so often.", value = "10", min = 1,
                    max = 20) int maxTreeDepth,
            @Option(label = METRIC_LABEL, help = METRIC_HELP, value = METRIC) MetricKind metric)
            implements SamplingOptions {

        /** The chains begin with draws of the guide. */
        @Override
        public boolean climb() {
            return false;
        }

        @Override
        public Initialization init() {
            return Initialization.FEASIBLE;
        }

        @Override
        public String initValues() {
            return VALUES;
        }
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        DifferentiableGuide guide = invertible(context.guide(target), target);
        boolean fitted = StateReader.unfinished(context).map(state -> restore(state, guide)).orElse(false)
                || fit(target, guide, options, context);
        double[] parameters = guide.parameters().clone();
        BaseTarget base = new BaseTarget(target, () -> {
            DifferentiableGuide copy = invertible(context.guide(target), target);
            System.arraycopy(parameters, 0, copy.parameters(), 0, parameters.length);
            return copy;
        });
        double[] ones = new double[target.dimension()];
        Arrays.fill(ones, 1);
        Start start = Start.cold(context.random()).at(new double[ones.length], ones);
        Within within = new Within(context, start, options.steps(),
                new StateWriter(VERSION).add(parameters).state());
        FitResult result = new Sampler(base, options, within,
                (own, cancellation) -> new NutsMove(own, options.maxTreeDepth(), cancellation)).run("NeuTra",
                        List.of(new Measurement("maxTreeDepth", options.maxTreeDepth())));
        double[] state = fitted ? within.headed(result.state()) : StateWriter.beginning(VERSION);
        return inPoints(base, result, state, options.steps());
    }

    private static DifferentiableGuide invertible(Guide guide, Target target) {
        if (guide instanceof DifferentiableGuide differentiable && guide.noiseSize() == target.dimension()) {
            return differentiable;
        }
        throw PenumbraException.usage(Problem.error("PEN-3080", "NeuTra needs a guide whose draws are an invertible "
                + "function of one normal for each coordinate, and this one is not.")
                .advise("Choose a flow, AutoNormal or AutoMultivariateNormal."));
    }

    /** Into the coordinates of the target; the guide is not the answer, so it is not handed on. */
    private static FitResult inPoints(BaseTarget base, FitResult inside, double[] state, long before) {
        FitResult.Draws draws = inside.draws();
        double[][] points = new double[draws.count()][base.dimension()];
        double[] logP = new double[draws.count()];
        for (int i = 0; i < logP.length; i++) {
            logP[i] = base.toPoint(draws.points()[i], draws.logP()[i], points[i]);
        }
        return new FitResult(inside.status(), null, new FitResult.Draws(points, logP, draws.logQ()), inside.trace(),
                inside.elbo(), inside.steps() == 0 ? 0 : before + inside.steps(), state, inside.findings(),
                new ArrayList<>(inside.measurements()), inside.chains());
    }

    private static boolean restore(double[] state, DifferentiableGuide guide) {
        double[] parameters = guide.parameters();
        if (state.length < 1 + parameters.length || state[0] != VERSION) {
            throw new IllegalArgumentException("this is not a state of NeuTra with this guide; start afresh");
        }
        System.arraycopy(state, 1, parameters, 0, parameters.length);
        return true;
    }

    /** @return false when cancelled */
    private static boolean fit(Target target, DifferentiableGuide guide, Options options, FitContext context) {
        Objective.Estimator objective = context.objective(target, guide);
        Optimizer.Updater updater = context.optimizer(target, guide, options.steps());
        double[] gradient = new double[guide.parameters().length];
        double[] sum = new double[gradient.length];
        long averaged = Math.max(1, (long) (AVERAGED * options.steps()));
        long total = options.steps() + (long) options.chains() * (options.warmup() + options.samples());
        RandomStream random = null;
        for (long step = 0; step < options.steps(); step++) {
            if (context.cancellation().isCancelled()) {
                return false;
            }
            random = step % BLOCK == 0 ? context.random().stream(FIT_STREAM + step / BLOCK) : random;
            double value = objective.valueAndGradient(random, gradient);
            updater.step(guide.parameters(), gradient, value);
            for (int i = 0; step >= options.steps() - averaged && i < sum.length; i++) {
                sum[i] += guide.parameters()[i] / averaged;
            }
            if (step % BLOCK == 0) {
                context.progress().report(step, total, value);
            }
        }
        if (options.steps() > 0) {
            System.arraycopy(sum, 0, guide.parameters(), 0, sum.length);
        }
        return true;
    }
}
