package org.penumbra.optimizers;

/** State: mean squares, means and velocities. */
final class RmsPropRule implements Rule {

    private final RmsProp.Options options;
    private final double[] square;
    private final double[] mean;
    private final double[] velocity;

    RmsPropRule(int size, RmsProp.Options options) {
        this.options = options;
        this.square = new double[size];
        this.mean = new double[size];
        this.velocity = new double[size];
    }

    @Override
    public void apply(double[] parameters, double[] gradient, double objective, double rate, double[] factor) {
        double alpha = options.alpha();
        for (int i = 0; i < square.length; i++) {
            double g = gradient[i];
            square[i] = alpha * square[i] + (1 - alpha) * g * g;
            mean[i] = alpha * mean[i] + (1 - alpha) * g;
            // Rounding may leave a variance below 0.
            double spread = options.centered() ? Math.max(square[i] - mean[i] * mean[i], 0) : square[i];
            velocity[i] = options.momentum() * velocity[i] + g / (Math.sqrt(spread) + options.eps());
            parameters[i] += factor[i] * (rate * velocity[i]);
        }
    }

    @Override
    public int stateSize() {
        return 3 * square.length;
    }

    @Override
    public void save(double[] state, int offset) {
        int size = square.length;
        System.arraycopy(square, 0, state, offset, size);
        System.arraycopy(mean, 0, state, offset + size, size);
        System.arraycopy(velocity, 0, state, offset + 2 * size, size);
    }

    @Override
    public void restore(double[] state, int offset) {
        int size = square.length;
        System.arraycopy(state, offset, square, 0, size);
        System.arraycopy(state, offset + size, mean, 0, size);
        System.arraycopy(state, offset + 2 * size, velocity, 0, size);
    }
}
