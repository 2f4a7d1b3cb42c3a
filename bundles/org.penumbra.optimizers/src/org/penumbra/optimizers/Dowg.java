package org.penumbra.optimizers;

import org.penumbra.inference.Option;

/**
 * DoWG, "distance over weighted gradients": no learning rate to choose. With the largest distance from the start so
 * far, r, the step is r^2 over the root of the sum of all squared gradient norms, each weighted by its own r^2 (Khaled,
 * Mishchenko and Jin 2023, algorithm 1). Longer steps than {@link Dog}.
 */
public final class Dowg extends RuleOptimizer<Dowg.Options> {

    /**
     * @param lr factor on the step
     * @param initial length of the first step, relative
     * @param schedule how the learning rate falls
     * @param finalFactor learning rate at the last step relative to {@code lr}
     * @param warmup steps over which the rate rises to {@code lr}
     * @param clipNorm longest gradient
     * @param clipValue largest component of a gradient
     * @param sites learning rates of single sites
     */
    public record Options(
            @Option(label = "Learning rate", help = "Factor on the step that the rule chooses by itself; 1 is meant.",
                    value = "1", min = 1e-12, max = 1e6) double lr,
            @Option(label = "First step", help = "Length of the first step relative to 1 + the length of the "
                    + "parameters; it hardly matters.", value = "1e-4", min = 1e-12, max = 1) double initial,
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
        return new DistanceRule(size, options.initial(), true);
    }
}
