package org.penumbra.inference.mcmc;

import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/** Random-walk Metropolis whose proposals take the shape that warm-up sees ({@link WalkMove}). */
public final class RandomWalk implements Algorithm<RandomWalk.Options> {

    /**
     * @param samples draws of each chain that are kept
     * @param warmup iterations of each chain before these
     * @param chains number of chains
     * @param targetAcceptance share of accepted proposals that their size is adapted to
     * @param proposals for each draw
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
            @Option(label = ACCEPTANCE_LABEL, help = "Share of accepted proposals that their size is adapted to; 0.234 "
                    + "is best for many coordinates, 0.44 for one.", value = "0.234", min = 0.01, max = 0.99)
            double targetAcceptance,
            @Option(label = "Proposals", help = "Proposals for each draw that is kept: cheap, and neighbours are "
                    + "nearly the same.", value = "20", min = 1, max = 1e6) int proposals,
            @Option(label = METRIC_LABEL, help = METRIC_HELP, value = METRIC) MetricKind metric,
            @Option(label = CLIMB_LABEL, help = CLIMB_HELP, value = CLIMB) boolean climb,
            @Option(label = INIT_LABEL, help = INIT_HELP, value = UNIFORM) Initialization init,
            @Option(label = VALUES_LABEL, help = VALUES_HELP, value = VALUES) String initValues)
            implements SamplingOptions {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        return new Sampler(target, options, context,
                (own, cancellation) -> new WalkMove(own, options.proposals(), cancellation))
                .run("RandomWalk", List.of());
    }
}
