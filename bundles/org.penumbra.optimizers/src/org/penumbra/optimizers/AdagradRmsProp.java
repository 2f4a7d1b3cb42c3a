package org.penumbra.optimizers;

import org.penumbra.inference.Option;

/**
 * The steps of automatic differentiation variational inference, between Adagrad and RMSProp (Kucukelbir, Tran,
 * Ranganath, Gelman and Blei 2017, eq. 10 and 11): lr k^(-1/2 + delta) / (tau + sqrt(s_k)) times the gradient, with
 * s_k = t g_k^2 + (1 - t) s_(k-1) and s_1 = g_1^2.
 */
public final class AdagradRmsProp extends RuleOptimizer<AdagradRmsProp.Options> {

    /**
     * @param lr eta
     * @param delta keeps the rate from falling exactly as 1 / sqrt(k)
     * @param t share of the new squared gradient
     * @param tau added to the root
     * @param schedule how the learning rate falls
     * @param finalFactor learning rate at the last step relative to {@code lr}
     * @param warmup steps over which the rate rises to {@code lr}
     * @param clipNorm longest gradient
     * @param clipValue largest component of a gradient
     * @param sites learning rates of single sites
     */
    public record Options(
            @Option(label = "Learning rate", help = "eta; 0.01 to 100 are worth trying, in factors of 10.",
                    value = "1", min = 1e-12, max = 1e6) double lr,
            @Option(label = "Delta", help = "Added to the power -1/2 by which the rate falls.", value = "1e-16",
                    min = 0, max = 0.5) double delta,
            @Option(label = "Memory", help = "Share of the new squared gradient in the running mean.", value = "0.1",
                    min = 1e-9, max = 1) double t,
            @Option(label = "Tau", help = "Added to the root of the running mean, so that the first steps are not too "
                    + "long.", value = "1", min = 1e-300, max = 1e6) double tau,
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
        return new AdagradRmsPropRule(size, options);
    }
}
