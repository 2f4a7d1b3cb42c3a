package org.penumbra.optimizers;

/** Adam and its relatives. State: {@code beta1^step, beta2^step, lrd^step}, means, mean squares. */
final class AdamRule implements Rule {

    private static final int SCALARS = 3;

    private final double beta1;
    private final double beta2;
    private final double eps;
    private final double weightDecay;
    private final double rateDecay;
    private final double[] mean;
    private final double[] square;
    private double power1 = 1;
    private double power2 = 1;
    private double decayed = 1;

    AdamRule(int size, double beta1, double beta2, double eps, double weightDecay, double rateDecay) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.eps = eps;
        this.weightDecay = weightDecay;
        this.rateDecay = rateDecay;
        this.mean = new double[size];
        this.square = new double[size];
    }

    @Override
    public void apply(double[] parameters, double[] gradient, double objective, double rate, double[] factor) {
        power1 *= beta1;
        power2 *= beta2;
        double now = rate * decayed;
        decayed *= rateDecay;
        double scaledRate = now / (1 - power1);
        double squareScale = 1 / (1 - power2);
        double shrink = now * weightDecay;
        for (int i = 0; i < mean.length; i++) {
            double g = gradient[i];
            mean[i] = beta1 * mean[i] + (1 - beta1) * g;
            square[i] = beta2 * square[i] + (1 - beta2) * g * g;
            double step = scaledRate * mean[i] / (Math.sqrt(square[i] * squareScale) + eps) - shrink * parameters[i];
            parameters[i] += factor[i] * step;
        }
    }

    @Override
    public int stateSize() {
        return SCALARS + 2 * mean.length;
    }

    @Override
    public void save(double[] state, int offset) {
        state[offset] = power1;
        state[offset + 1] = power2;
        state[offset + 2] = decayed;
        System.arraycopy(mean, 0, state, offset + SCALARS, mean.length);
        System.arraycopy(square, 0, state, offset + SCALARS + mean.length, mean.length);
    }

    @Override
    public void restore(double[] state, int offset) {
        power1 = state[offset];
        power2 = state[offset + 1];
        decayed = state[offset + 2];
        System.arraycopy(state, offset + SCALARS, mean, 0, mean.length);
        System.arraycopy(state, offset + SCALARS + mean.length, square, 0, mean.length);
    }
}
