package org.penumbra.multivariate;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayFunction;

/**
 * The log density of a series of T row vectors x_t = z_t B + v_t with hidden z_t = z_(t-1) A + w_t, for Gaussian z_0, w
 * and v, by the filter of Kalman (1960). Inputs are x, then mean m and covariance P of z_0, A, the covariance Q of w,
 * B, and the covariance R of v. For each step the output keeps what the way back needs: m and P before it, the
 * prediction a = m A and V = A' P A + Q, u = S^-1 e, S^-1 for S = B' V B + R, and C = V B, where e = x_t - a B. Then m
 * becomes a + C u, and P becomes V - C S^-1 C'.
 *
 * @param steps T
 * @param hidden number of elements of z
 * @param observed number of elements of x
 */
record KalmanFilter(int steps, int hidden, int observed) implements ArrayFunction {

    private static final double LOG_TWO_PI = 1.83787706640934548356;

    /** Positions of the inputs. */
    static final int X = 0;
    static final int MEAN = 1;
    static final int COVARIANCE = 2;
    static final int TRANSITION = 3;
    static final int TRANSITION_NOISE = 4;
    static final int OBSERVATION = 5;
    static final int OBSERVATION_NOISE = 6;

    @Override
    public String name() {
        return "kalmanFilter[" + steps + ", " + hidden + ", " + observed + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(steps * observed, hidden, hidden * hidden, hidden * hidden, hidden * hidden, hidden * observed,
                observed * observed);
    }

    @Override
    public int outputSize() {
        return 1 + steps * stepSize();
    }

    private int stepSize() {
        return 2 * hidden + 2 * hidden * hidden + observed + observed * observed + hidden * observed;
    }

    /** Where what a step keeps begins. */
    int step(int outAt, int t) {
        return outAt + 1 + t * stepSize();
    }

    int covariance(int step) {
        return step + hidden;
    }

    int predicted(int step) {
        return covariance(step) + hidden * hidden;
    }

    int predictedCovariance(int step) {
        return predicted(step) + hidden;
    }

    int weighted(int step) {
        return predictedCovariance(step) + hidden * hidden;
    }

    int precision(int step) {
        return weighted(step) + observed;
    }

    int cross(int step) {
        return precision(step) + observed * observed;
    }

    @Override
    public int workSize() {
        return KalmanAdjoint.workSize(this);
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        out[outAt] = 0;
        System.arraycopy(in[MEAN], at[MEAN], out, step(outAt, 0), hidden);
        System.arraycopy(in[COVARIANCE], at[COVARIANCE], out, covariance(step(outAt, 0)), hidden * hidden);
        for (int t = 0; t < steps; t++) {
            int step = step(outAt, t);
            predict(in, at, out, step, work);
            out[outAt] += observe(in, at, t, out, step, work);
            if (t + 1 < steps) {
                update(out, step, step(outAt, t + 1), work);
            }
        }
    }

    private void predict(double[][] in, int[] at, double[] out, int step, double[] work) {
        double[] a = in[TRANSITION];
        int aAt = at[TRANSITION];
        Arrays.fill(out, predicted(step), predicted(step) + hidden, 0);
        Dense.add(1, 1, hidden, hidden, out, step, a, aAt, out, predicted(step));
        Arrays.fill(work, 0, hidden * hidden, 0);
        Dense.add(1, hidden, hidden, hidden, out, covariance(step), a, aAt, work, 0);
        System.arraycopy(in[TRANSITION_NOISE], at[TRANSITION_NOISE], out, predictedCovariance(step), hidden * hidden);
        Dense.addTransposed(1, hidden, hidden, hidden, a, aAt, work, 0, out, predictedCovariance(step));
    }

    /** The log density of one observation given those before it. */
    private double observe(double[][] in, int[] at, int t, double[] out, int step, double[] work) {
        double[] b = in[OBSERVATION];
        int bAt = at[OBSERVATION];
        Arrays.fill(out, cross(step), cross(step) + hidden * observed, 0);
        Dense.add(1, hidden, hidden, observed, out, predictedCovariance(step), b, bAt, out, cross(step));
        System.arraycopy(in[OBSERVATION_NOISE], at[OBSERVATION_NOISE], out, precision(step), observed * observed);
        Dense.addTransposed(1, observed, hidden, observed, b, bAt, out, cross(step), out, precision(step));
        double logDeterminant = Dense.invert(observed, out, precision(step));
        System.arraycopy(in[X], at[X] + t * observed, work, 0, observed);
        Dense.add(-1, 1, hidden, observed, out, predicted(step), b, bAt, work, 0);
        Arrays.fill(out, weighted(step), weighted(step) + observed, 0);
        Dense.add(1, observed, observed, 1, out, precision(step), work, 0, out, weighted(step));
        return -0.5 * (Dense.dot(observed, work, 0, out, weighted(step)) + logDeterminant + observed * LOG_TWO_PI);
    }

    private void update(double[] out, int step, int next, double[] work) {
        System.arraycopy(out, predicted(step), out, next, hidden);
        Dense.add(1, hidden, observed, 1, out, cross(step), out, weighted(step), out, next);
        Arrays.fill(work, 0, hidden * observed, 0);
        Dense.add(1, hidden, observed, observed, out, cross(step), out, precision(step), work, 0);
        System.arraycopy(out, predictedCovariance(step), out, covariance(next), hidden * hidden);
        Dense.addByTransposed(-1, hidden, observed, hidden, work, 0, out, cross(step), out, covariance(next));
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        KalmanAdjoint.run(this, in, at, out, outAt, inAdjoint, work, outAdjoint[outAt]);
    }
}
