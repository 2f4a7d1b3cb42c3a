package org.penumbra.optimizers;

import org.penumbra.inference.Option;

/**
 * Adam with bounded gradients and a learning rate that falls by the same factor with every step, as Pyro's optimiser of
 * this name.
 */
public final class ClippedAdam extends RuleOptimizer<ClippedAdam.Options> {

    /**
     * @param lr alpha, about how far a parameter moves in one step
     * @param beta1 decay of the mean gradient
     * @param beta2 decay of the mean squared gradient
     * @param eps keeps the division defined
     * @param lrd factor on the learning rate from step to step
     * @param schedule how the learning rate falls
     * @param finalFactor learning rate at the last step relative to {@code lr}
     * @param warmup steps over which the rate rises to {@code lr}
     * @param clipNorm longest gradient
     * @param clipValue largest component of a gradient
     * @param sites learning rates of single sites
     */
    public record Options(
            @Option(label = "Learning rate", help = "About how far a parameter moves in one step. Raise it when the "
                    + "ELBO still rises at the end, lower it when the ELBO jumps.",
                    value = "0.02", min = 1e-12, max = 1e6) double lr,
            @Option(label = "Beta 1", help = "Decay of the running mean of the gradient; nearer to 1 is smoother.",
                    value = "0.9", min = 0, max = 0.999999) double beta1,
            @Option(label = "Beta 2", help = "Decay of the running mean of the squared gradient; nearer to 1 is "
                    + "smoother.", value = "0.999", min = 0, max = 0.999999999) double beta2,
            @Option(label = "Epsilon", help = "Added to the root of the mean squared gradient, so that steps stay "
                    + "finite where the gradient vanishes.", value = "1e-8", min = 1e-300, max = 1) double eps,
            @Option(label = "Rate decay", help = "Factor on the learning rate from step to step, on top of the "
                    + "schedule; 0.1^(1 / steps) ends at a tenth.", value = "1", min = 1e-3, max = 1) double lrd,
            @Option(label = "Schedule", help = Help.SCHEDULE, value = "constant") Schedule schedule,
            @Option(label = "Final factor", help = Help.FINAL_FACTOR, value = "0.01", min = 1e-9,
                    max = 1) double finalFactor,
            @Option(label = "Warm-up steps", help = Help.WARMUP, value = "0", min = 0) int warmup,
            @Option(label = "Clip norm", help = Help.CLIP_NORM, value = "Infinity", min = 1e-300) double clipNorm,
            @Option(label = "Clip value", help = Help.CLIP_VALUE, value = "10", min = 1e-300) double clipValue,
            @Option(label = "Sites", help = Help.SITES, value = "") String sites) implements Stepping {

        /** @throws IllegalArgumentException when {@code sites} cannot be read */
        public Options {
            SiteRates.parse(sites);
        }
    }

    @Override
    Rule rule(int size, Options options) {
        return new AdamRule(size, options.beta1(), options.beta2(), options.eps(), 0, options.lrd());
    }
}
