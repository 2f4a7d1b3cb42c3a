package org.penumbra.objectives;

import org.penumbra.core.Workers;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Option;
import org.penumbra.inference.Target;

/**
 * The kernelised Stein discrepancy of the guide from the posterior (Liu, Lee and Jordan 2016, definition 3.2;
 * Chwialkowski et al. 2016), by its unbiased U-statistic over draws from the guide. Of the target it needs the gradient
 * alone, and of the guide its draws alone: never log q, so it fits guides without a density. The estimate is its
 * negative.
 */
public final class SteinDiscrepancy implements Objective<SteinDiscrepancy.Options> {

    /**
     * @param particles draws per estimate
     * @param kernel of the discrepancy
     * @param bandwidth squared length scale in free coordinates, 0 for the median
     */
    public record Options(
            @Option(label = "Particles", help = "Draws per step, compared in pairs. Each costs three gradients of the "
                    + "model.", value = "30", min = 2, max = 1e4) int particles,
            @Option(label = "Kernel", help = Help.KERNEL, value = "imq") Kernel kernel,
            @Option(label = "Bandwidth", help = Bandwidth.HELP, value = "0", min = 0) double bandwidth) {
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options) {
        return bind(target, guide, options, Workers.SEQUENTIAL);
    }

    @Override
    public Estimator bind(Target target, Guide guide, Options options, Workers workers) {
        return new SteinEstimator(new Particles(target, guide, options.particles(), workers),
                Needs.path("KSD", guide), options.kernel(), options.bandwidth());
    }
}
