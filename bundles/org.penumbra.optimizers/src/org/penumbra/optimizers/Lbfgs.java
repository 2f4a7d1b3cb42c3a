package org.penumbra.optimizers;

import org.penumbra.inference.Option;

/**
 * Limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.4), with curvature pairs damped so that noise cannot make
 * them indefinite (Powell 1978; Schraudolph, Yu and Guenter 2007 for noisy gradients). Meant for objectives without
 * noise, such as that of a point guide: noise looks like curvature, which makes it timid.
 */
public final class Lbfgs extends RuleOptimizer<Lbfgs.Options> {

    /**
     * @param lr factor on the quasi-Newton step
     * @param memory curvature pairs that are kept
     * @param maxStep largest change of a parameter in one step
     * @param lineSearch whether steps that do not raise the objective enough are halved
     * @param schedule how the learning rate falls
     * @param finalFactor learning rate at the last step relative to {@code lr}
     * @param warmup steps over which the rate rises to {@code lr}
     * @param clipNorm longest gradient
     * @param clipValue largest component of a gradient
     * @param sites learning rates of single sites
     */
    public record Options(
            @Option(label = "Learning rate", help = "Factor on the quasi-Newton step; 1 is meant for an objective "
                    + "without noise, less for a noisy one.",
                    value = "1", min = 1e-12, max = 1e6) double lr,
            @Option(label = "Memory", help = "Curvature pairs that are kept.", value = "10", min = 1,
                    max = 1000) int memory,
            @Option(label = "Largest step", help = "Largest change of a parameter in one step, which keeps the first "
                    + "steps from leaving the region where the curvature holds.", value = "1", min = 1e-9,
                    max = 1e9) double maxStep,
            @Option(label = "Line search", help = "Halve a step until the objective has risen by its share (Armijo), "
                    + "and believe low curvature. For objectives without noise only: noise looks like a step that "
                    + "failed.", value = "false") boolean lineSearch,
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
        return new LbfgsRule(size, options.memory(), options.maxStep(), options.lineSearch());
    }
}
