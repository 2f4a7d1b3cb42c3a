package org.penumbra.optimizers;

import org.penumbra.inference.Option;

/**
 * RMSProp: the gradient relative to the root of its running mean square (Tieleman and Hinton 2012, lecture 6.5), or of
 * its running variance (Graves 2013, eq. 38 to 40).
 */
public final class RmsProp extends RuleOptimizer<RmsProp.Options> {

    /**
     * @param lr about how far a parameter moves in one step
     * @param alpha decay of the mean squared gradient
     * @param eps keeps the division defined
     * @param momentum share of the velocity that is kept from step to step
     * @param centered whether the variance takes the place of the mean square
     * @param schedule how the learning rate falls
     * @param finalFactor learning rate at the last step relative to {@code lr}
     * @param warmup steps over which the rate rises to {@code lr}
     * @param clipNorm longest gradient
     * @param clipValue largest component of a gradient
     * @param sites learning rates of single sites
     */
    public record Options(
            @Option(label = "Learning rate", help = "About how far a parameter moves in one step.",
                    value = "0.01", min = 1e-12, max = 1e6) double lr,
            @Option(label = "Alpha", help = "Decay of the running mean of the squared gradient; nearer to 1 is "
                    + "smoother.", value = "0.99", min = 0, max = 0.999999999) double alpha,
            @Option(label = "Epsilon", help = "Added to the root of the mean squared gradient, so that steps stay "
                    + "finite where the gradient vanishes.", value = "1e-8", min = 1e-300, max = 1) double eps,
            @Option(label = "Momentum", help = "Share of the velocity kept from step to step; 0 is none.",
                    value = "0", min = 0, max = 0.999999) double momentum,
            @Option(label = "Centered", help = "Divide by the running standard deviation of the gradient instead of "
                    + "its root mean square.", value = "false") boolean centered,
            @Option(label = "Schedule", help = Help.SCHEDULE, value = "constant") Schedule schedule,
            @Option(label = "Final factor", help = Help.FINAL_FACTOR, value = "0.01", min = 1e-9,
                    max = 1) double finalFactor,
            @Option(label = "Warm-up steps", help = Help.WARMUP, value = "0", min = 0) int warmup,
            @Option(label = "Clip norm", help = Help.CLIP_NORM, value = "Infinity", min = 1e-300) double clipNorm,
            @Option(label = "Clip value", help = Help.CLIP_VALUE, value = "Infinity", min = 1e-300) double clipValue,
            @Option(label = "Sites", help = Help.SITES, value = "") String sites) implements Stepping {

        /** @throws IllegalArgumentException when {@code sites} cannot be read */
        public Options {
            SiteRates.parse(sites);
        }
    }

    @Override
    Rule rule(int size, Options options) {
        return new RmsPropRule(size, options);
    }
}
