package org.penumbra.optimizers;

import org.penumbra.inference.Option;
import org.penumbra.inference.Optimizer;

/**
 * Stochastic gradient ascent (Robbins and Monro 1951), with the momentum of Polyak (1964) or that of Nesterov (1983),
 * in the form in which the learning rate multiplies the velocity.
 */
public final class Sgd implements Optimizer<Sgd.Options> {

    /**
     * @param lr factor on the gradient
     * @param momentum share of the velocity that is kept from step to step
     * @param nesterov whether the gradient looks ahead along the velocity
     * @param schedule how the learning rate falls
     * @param finalFactor learning rate at the last step relative to {@code lr}
     * @param warmup steps over which the rate rises to {@code lr}
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
            @Option(label = "Warm-up steps", help = Help.WARMUP, value = "0", min = 0) int warmup) {
        public Options {
            if (nesterov && momentum == 0) {
                throw new IllegalArgumentException(
                        "nesterov = true expects a momentum above 0, such as momentum = 0.9; found momentum = 0.");
            }
        }
    }

    @Override
    public Updater start(int size, long steps, Options options) {
        return new SgdUpdater(size, options, new LearningRate(options.lr(), options.schedule(),
                options.finalFactor(), options.warmup(), steps));
    }
}
