package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * The chi upper bound CUBO_n = (1 / n) log E_q (p / q)^n of the log evidence (Dieng, Tran, Ranganath, Paisley and Blei
 * 2017, eq. 5), which is to fall: the estimate is its negative. With finitely many draws it is biased downwards.
 */
public final class Cubo implements Objective<Cubo.Options> {

    /**
     * @param order n
     * @param particles draws per estimate
     * @param gradient how the gradient is estimated
     */
    public record Options(
            @Option(label = "Order", help = "n of the chi divergence; a larger one fears missing mass more, and is "
                    + "noisier.", value = "2", min = 1, max = 10) double order,
            @Option(label = "Particles", help = "Draws per step; the bound is biased downwards with few.",
                    value = "30", min = 1, max = 1e6) int particles,
            @Option(label = "Gradient", help = BoundGradient.HELP, value = "dreg") BoundGradient gradient) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new ImportanceBound("CUBO", target, guide, options.particles(), options.order(), -1,
                options.gradient() == BoundGradient.DREG, workers);
    }
}
