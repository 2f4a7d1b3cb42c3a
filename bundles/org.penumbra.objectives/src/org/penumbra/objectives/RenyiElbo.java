package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * The variational Renyi bound 1 / (1 - alpha) log E_q (p / q)^(1 - alpha), estimated by K draws (Li and Turner 2016,
 * eq. 9 and 14).
 */
public final class RenyiElbo implements Objective<RenyiElbo.Options> {

    /**
     * @param alpha order of the divergence
     * @param particles K
     * @param gradient how the gradient is estimated
     */
    public record Options(
            @Option(label = "Alpha", help = "Order of the divergence: 1 is the ELBO, 0 the importance-weighted bound; "
                    + "below 1 the guide covers more of the posterior, above 1 it seeks a mode harder than the ELBO.",
                    value = "0.5", min = -100, max = 100) double alpha,
            @Option(label = "Particles", help = "Draws per step. The bound of few draws lies nearer to the ELBO than "
                    + "its order says.", value = "10", min = 1, max = 1e6) int particles,
            @Option(label = "Gradient", help = BoundGradient.HELP, value = "dreg") BoundGradient gradient) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new ImportanceBound("RenyiELBO", target, guide, options.particles(), 1 - options.alpha(),
                options.gradient() == BoundGradient.DREG, workers);
    }
}
