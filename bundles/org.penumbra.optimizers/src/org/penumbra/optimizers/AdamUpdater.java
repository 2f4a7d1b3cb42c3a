package org.penumbra.optimizers;

import org.penumbra.inference.Optimizer;

/** State of one optimisation by {@link Adam}: {@code step, beta1^step, beta2^step, means, mean squares}. */
final class AdamUpdater implements Optimizer.Updater {

    private static final int SCALARS = 3;

    private final Adam.Options options;
    private final LearningRate rate;
    private final double[] mean;
    private final double[] square;
    private long step;
    private double power1 = 1;
    private double power2 = 1;

    AdamUpdater(int size, Adam.Options options, LearningRate rate) {
        this.options = options;
        this.rate = rate;
        this.mean = new double[size];
        this.square = new double[size];
    }

    @Override
    public void step(double[] parameters, double[] gradient) {
        double beta1 = options.beta1();
        double beta2 = options.beta2();
        power1 *= beta1;
        power2 *= beta2;
        double scaledRate = rate.at(step++) / (1 - power1);
        double squareScale = 1 / (1 - power2);
        for (int i = 0; i < mean.length; i++) {
            double g = gradient[i];
            mean[i] = beta1 * mean[i] + (1 - beta1) * g;
            square[i] = beta2 * square[i] + (1 - beta2) * g * g;
            parameters[i] += scaledRate * mean[i] / (Math.sqrt(square[i] * squareScale) + options.eps());
        }
    }

    @Override
    public double[] state() {
        double[] state = new double[SCALARS + 2 * mean.length];
        state[0] = step;
        state[1] = power1;
        state[2] = power2;
        System.arraycopy(mean, 0, state, SCALARS, mean.length);
        System.arraycopy(square, 0, state, SCALARS + mean.length, mean.length);
        return state;
    }

    @Override
    public void restore(double[] state) {
        Check.length(state, SCALARS + 2 * mean.length);
        step = (long) state[0];
        power1 = state[1];
        power2 = state[2];
        System.arraycopy(state, SCALARS, mean, 0, mean.length);
        System.arraycopy(state, SCALARS + mean.length, square, 0, mean.length);
    }
}
