package org.penumbra.optimizers;

/**
 * Halves the learning rate whenever the objective has stopped rising: when its mean over a twentieth of the steps (at
 * least {@value #FEWEST}) is not above the best such mean by its standard error. State: {@code factor, best, count,
 * mean, squares}.
 */
final class Plateau {

    static final int STATE = 5;
    private static final int FEWEST = 10;
    private static final int SHARE = 20;

    private final boolean active;
    private final long window;
    private final double lowest;
    private double factor = 1;
    private double best = Double.NEGATIVE_INFINITY;
    private long count;
    private double mean;
    private double squares;

    /**
     * @param active whether the factor ever changes
     * @param lowest factor
     */
    Plateau(boolean active, long steps, double lowest) {
        this.active = active;
        this.window = Math.max(FEWEST, steps / SHARE);
        this.lowest = lowest;
    }

    double factor() {
        return factor;
    }

    /** @param objective one estimate; what is not finite tells nothing */
    void see(double objective) {
        if (!active || !Double.isFinite(objective)) {
            return;
        }
        count++;
        double deviation = objective - mean;
        mean += deviation / count;
        squares += deviation * (objective - mean);
        if (count == window) {
            judge();
        }
    }

    private void judge() {
        double error = Math.sqrt(squares / (count - 1) / count);
        if (mean > best + error) {
            best = mean;
        } else {
            factor = Math.max(0.5 * factor, lowest);
        }
        count = 0;
        mean = 0;
        squares = 0;
    }

    void save(double[] state, int offset) {
        state[offset] = factor;
        state[offset + 1] = best;
        state[offset + 2] = count;
        state[offset + 3] = mean;
        state[offset + 4] = squares;
    }

    void restore(double[] state, int offset) {
        factor = state[offset];
        best = state[offset + 1];
        count = (long) state[offset + 2];
        mean = state[offset + 3];
        squares = state[offset + 4];
    }
}
