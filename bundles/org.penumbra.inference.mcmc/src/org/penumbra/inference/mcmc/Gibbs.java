package org.penumbra.inference.mcmc;

import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * Gibbs sampling of the discrete sites ({@link DiscreteMove}), also of those that could be summed out, and the
 * No-U-Turn sampler for the continuous ones given them.
 */
public final class Gibbs implements Algorithm<Gibbs.Options> {

    /**
     * @param samples draws of each chain that are kept
     * @param warmup iterations of each chain before these
     * @param chains number of chains
     * @param sweeps through all discrete elements in each iteration
     * @param targetAcceptance mean acceptance probability that the step size is adapted to
     * @param maxTreeDepth doublings of a trajectory, at most
     * @param metric what warm-up learns of the shape
     * @param climb whether chains climb to the bulk first
     * @param init how a chain finds its start
     * @param initValues values of some sites to begin with
     */
    public record Options(
            @Option(label = SAMPLES_LABEL, help = SAMPLES_HELP, value = SAMPLES, min = 1, max = MOST_SAMPLES)
            int samples,
            @Option(label = WARMUP_LABEL, help = WARMUP_HELP, value = "1000", min = 0, max = MOST_SAMPLES) int warmup,
            @Option(label = CHAINS_LABEL, help = CHAINS_HELP, value = CHAINS, min = 1, max = MOST_CHAINS) int chains,
            @Option(label = "Sweeps", help = "Passes through all discrete elements in each iteration; more of them "
                    + "help where elements depend on each other and the continuous sites cost most of the time.",
                    value = "1", min = 1, max = 1e6) int sweeps,
            @Option(label = ACCEPTANCE_LABEL, help = "Mean acceptance probability that the step size is adapted to; "
                    + "raise it to 0.95 or 0.99 when there are divergences.", value = "0.8", min = 0.01, max = 0.9999)
            double targetAcceptance,
            @Option(label = "Most doublings", help = "A trajectory doubles at most so often; raise it when draws "
                    + "saturate it and the model cannot be reparameterised.", value = "10", min = 1, max = 20)
            int maxTreeDepth,
            @Option(label = METRIC_LABEL, help = METRIC_HELP, value = METRIC) MetricKind metric,
            @Option(label = CLIMB_LABEL, help = CLIMB_HELP, value = CLIMB) boolean climb,
            @Option(label = INIT_LABEL, help = INIT_HELP, value = UNIFORM) Initialization init,
            @Option(label = VALUES_LABEL, help = VALUES_HELP, value = VALUES) String initValues)
            implements SamplingOptions {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        return new Sampler(target, options, context,
                (own, cancellation) -> new NutsMove(own, options.maxTreeDepth(), cancellation)).run("Gibbs",
                        List.of(new Measurement("maxTreeDepth", options.maxTreeDepth())));
    }
}
