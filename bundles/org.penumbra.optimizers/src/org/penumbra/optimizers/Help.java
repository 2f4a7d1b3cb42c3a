package org.penumbra.optimizers;

/** Option texts that all optimisers share. */
final class Help {

    static final String SCHEDULE = "How the learning rate falls over the run. A rate that falls (cosine, exponential, "
            + "step, polynomial) lets the fit settle at the end; step falls in two steps, after one half and three "
            + "quarters of the way, and polynomial is 1 / (1 + c step). one_cycle first rises over "
            + "three tenths of the steps; plateau halves the rate when the objective has stopped rising.";
    static final String FINAL_FACTOR = "Learning rate at the last step relative to lr; the constant schedule ignores "
            + "it, and plateau does not fall below it.";
    static final String WARMUP = "Steps over which the learning rate rises from nearly nothing to lr; helps when the "
            + "first steps go astray.";
    static final String CLIP_NORM = "Shorten gradients that are longer than this; helps when single steps throw the "
            + "fit back.";
    static final String CLIP_VALUE = "Bound every component of the gradient to this size.";
    static final String SITES = "Learning rates for single sites, such as \"sigma: lr = 0.1; theta: lr = 0.01\"; the "
            + "other sites keep lr.";

    private Help() {
    }
}
