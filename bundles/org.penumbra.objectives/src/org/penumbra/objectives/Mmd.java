package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * The ELBO with its divergence of the guide from the prior replaced by maximum mean discrepancy: E_q[log likelihood] -
 * lambda MMD^2(q, prior) (Zhao, Song and Ermon 2019, eq. 6; MMD as in Gretton et al. 2012). The result is no
 * approximate posterior in the sense of Bayes; the density of the guide is not needed.
 */
public final class Mmd implements Objective<Mmd.Options> {

    /**
     * @param particles draws from the guide, and as many from the prior
     * @param kernel of the discrepancy
     * @param bandwidth squared length scale in free coordinates, 0 for the median
     * @param lambda weight of the discrepancy
     */
    public record Options(
            @Option(label = "Particles", help = "Draws from the guide per step, and as many from the prior.",
                    value = "30", min = 2, max = 1e4) int particles,
            @Option(label = "Kernel", help = Help.KERNEL, value = "imq") Kernel kernel,
            @Option(label = "Bandwidth", help = "Squared length scale h of the kernel in free coordinates; 0 takes the "
                    + "median of the squared distances between draws from the prior at every step.", value = "0",
                    min = 0) double bandwidth,
            @Option(label = "Lambda", help = "Weight of the discrepancy from the prior against the log likelihood.",
                    value = "1", min = 0, max = 1e12) double lambda) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new PriorMatching("MMD", target, Needs.path("MMD", guide), options.particles(), options.kernel(),
                options.bandwidth(), options.lambda(), workers);
    }
}
