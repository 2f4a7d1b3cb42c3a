package org.penumbra.optimizers;

import org.penumbra.inference.Option;

/** Adagrad: the gradient relative to the root of the sum of all its squares (Duchi, Hazan and Singer 2011, eq. 1). */
public final class Adagrad extends RuleOptimizer<Adagrad.Options> {

    /**
     * @param lr length of the first step
     * @param eps keeps the division defined
     * @param schedule how the learning rate falls
     * @param finalFactor learning rate at the last step relative to {@code lr}
     * @param warmup steps over which the rate rises to {@code lr}
     * @param clipNorm longest gradient
     * @param clipValue largest component of a gradient
     * @param sites learning rates of single sites
     */
    public record Options(
            @Option(label = "Learning rate", help = "Length of the first step; later ones shrink by themselves as 1 "
                    + "/ sqrt(step).",
                    value = "0.5", min = 1e-12, max = 1e6) double lr,
            @Option(label = "Epsilon", help = "Added to the root of the mean squared gradient, so that steps stay "
                    + "finite where the gradient vanishes.", value = "1e-10", min = 1e-300, max = 1) double eps,
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
        return new AdagradRule(size, options.eps());
    }
}
