package org.penumbra.optimizers;

import java.util.Arrays;
import org.penumbra.core.Workers;

/** Adam and its relatives. State: {@code beta1^step, beta2^step, lrd^step}, means, mean squares. */
final class AdamRule implements Rule {

    private static final int SCALARS = 3;
    /** Parameters that are worth another thread. */
    private static final long FEWEST = 1 << 15;

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
    private Runnable work = () -> part(0);
    private int parts = 1;
    /** Of the step that is being made. */
    private double scaledRate;
    private double squareScale;
    private double shrink;
    private double[] parameters;
    private double[] gradient;
    private double[] factors;
    /** Whether all factors are 1. */
    private boolean isEven;

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
    public void sharedBy(Workers workers) {
        parts = (int) Math.clamp(mean.length / FEWEST, 1L, workers.threads());
        work = workers.batch(parts, this::part);
    }

    @Override
    public void apply(double[] theParameters, double[] theGradient, double objective, double rate, double[] factor) {
        power1 *= beta1;
        power2 *= beta2;
        double now = rate * decayed;
        decayed *= rateDecay;
        scaledRate = now / (1 - power1);
        squareScale = 1 / (1 - power2);
        shrink = now * weightDecay;
        parameters = theParameters;
        gradient = theGradient;
        if (factors != factor) {
            factors = factor;
            isEven = Arrays.stream(factor).allMatch(one -> one == 1);
        }
        work.run();
    }

    private void part(int number) {
        int from = (int) ((long) mean.length * number / parts);
        int to = (int) ((long) mean.length * (number + 1) / parts);
        if (isEven && shrink == 0) {
            even(mean, square, parameters, gradient, from, to);
        } else {
            uneven(from, to);
        }
    }

    /** The usual case, without factors and decay. Memory is what it waits for. */
    private void even(double[] means, double[] squares, double[] values, double[] slopes, int from, int to) {
        double keep1 = beta1;
        double keep2 = beta2;
        double rate = scaledRate;
        double scale = squareScale;
        double least = eps;
        for (int i = from; i < to; i++) {
            double g = slopes[i];
            double m = keep1 * means[i] + (1 - keep1) * g;
            double s = keep2 * squares[i] + (1 - keep2) * g * g;
            means[i] = m;
            squares[i] = s;
            values[i] += rate * m / (Math.sqrt(s * scale) + least);
        }
    }

    private void uneven(int from, int to) {
        for (int i = from; i < to; i++) {
            double g = gradient[i];
            mean[i] = beta1 * mean[i] + (1 - beta1) * g;
            square[i] = beta2 * square[i] + (1 - beta2) * g * g;
            double step = scaledRate * mean[i] / (Math.sqrt(square[i] * squareScale) + eps) - shrink * parameters[i];
            parameters[i] += factors[i] * step;
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
