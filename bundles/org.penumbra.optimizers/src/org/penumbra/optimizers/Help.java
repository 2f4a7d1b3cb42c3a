package org.penumbra.optimizers;

/** Option texts that all optimisers share. */
final class Help {

    static final String SCHEDULE = "How the learning rate falls over the run. A rate that falls (cosine, exponential, "
            + "polynomial) lets the fit settle at the end; polynomial is 1 / (1 + c step).";
    static final String FINAL_FACTOR = "Learning rate at the last step relative to lr; the constant schedule ignores "
            + "it.";
    static final String WARMUP = "Steps over which the learning rate rises from nearly nothing to lr; helps when the "
            + "first steps go astray.";

    private Help() {
    }
}
