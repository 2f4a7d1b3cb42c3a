package org.penumbra.optimizers;

/**
 * The learning rate over the steps of one optimisation: a linear rise over the warm-up, then a {@link Schedule}.
 *
 * @param initial the rate after the warm-up, positive
 * @param schedule how it falls
 * @param finalFactor the rate at the last step relative to {@code initial}, in (0, 1]
 * @param warmup steps over which it rises from {@code initial / warmup} to {@code initial}
 * @param steps planned number of steps; the rate stays at its last value beyond them
 */
record LearningRate(double initial, Schedule schedule, double finalFactor, int warmup, long steps) {

    /** @param step 0 for the first */
    double at(long step) {
        if (step < warmup) {
            return initial * (step + 1) / warmup;
        }
        long last = steps - 1 - warmup;
        double progress = last <= 0 ? 0 : Math.min((double) (step - warmup) / last, 1);
        return initial * schedule.decay(progress, finalFactor);
    }
}
