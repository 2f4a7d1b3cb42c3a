package org.penumbra.optimizers;

import org.penumbra.inference.Option;

/**
 * Stochastic gradient ascent (Robbins and Monro 1951), with the momentum of Polyak (1964) or that of Nesterov (1983),
 * in the form in which the learning rate multiplies the velocity.
 */
public final class Sgd extends RuleOptimizer<Sgd.Options> {

    /**
     * @param lr factor on the gradient
     * @param momentum share of the velocity that is kept from step to step
     * @param nesterov whether the gradient looks ahead along the velocity
     * @param schedule how the learning rate falls
     * @param finalFactor learning rate at the last step relative to {@code lr}
     * @param warmup steps over which the rate rises to {@code lr}
     * @param clipNorm longest gradient
     * @param clipValue largest component of a gradient
     * @param sites learning rates of single sites
     */
    public record Options(
            @Option(label = "Learning rate", help = "Factor on the gradient; it has to suit the scale of the model. "
                    + "Lower it when the ELBO is not finite or jumps.",
                    value = "0.001", min = 1e-15, max = 1e6) double lr,
            @Option(label = "Momentum", help = "Share of the velocity kept from step to step; 0 is plain ascent, 0.9 "
                    + "goes faster along narrow valleys.", value = "0", min = 0, max = 0.999999) double momentum,
            @Option(label = "Nesterov", help = "Look ahead along the velocity, which damps its overshooting; needs "
                    + "momentum.", value = "false") boolean nesterov,
            @Option(label = "Schedule", help = Help.SCHEDULE, value = "constant") Schedule schedule,
            @Option(label = "Final factor", help = Help.FINAL_FACTOR, value = "0.01", min = 1e-9,
                    max = 1) double finalFactor,
            @Option(label = "Warm-up steps", help = Help.WARMUP, value = "0", min = 0) int warmup,
            @Option(label = "Clip norm", help = Help.CLIP_NORM, value = "Infinity", min = 1e-300) double clipNorm,
            @Option(label = "Clip value", help = Help.CLIP_VALUE, value = "Infinity", min = 1e-300) double clipValue,
            @Option(label = "Sites", help = Help.SITES, value = "") String sites) implements Stepping {

        /** @throws IllegalArgumentException when {@code sites} cannot be read, or for Nesterov without momentum */
        public Options {
            if (nesterov && momentum == 0) {
                throw new IllegalArgumentException(
                        "nesterov = true expects a momentum above 0, such as momentum = 0.9; found momentum = 0.");
            }
            SiteRates.parse(sites);
        }
    }

    @Override
    Rule rule(int size, Options options) {
        return new SgdRule(size, options.momentum(), options.nesterov());
    }
}
