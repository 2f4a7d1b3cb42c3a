package org.penumbra.distributions;

import java.util.Collections;
import java.util.List;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.Kernels;

/**
 * The free coordinates y of independent von Mises draws x = 2 pi expit(y) - pi with F(x) = Phi(z), and their
 * derivatives -(dF/dtheta) / f by location and concentration (Figurnov, Mohamed and Mnih 2018, "Implicit
 * reparameterization gradients", equation 5). Inputs are standard normal numbers z, locations and concentrations.
 *
 * <p>Draws above the median are those below it of the mirrored distribution, so that both tails keep their digits.
 *
 * @param size number of draws
 */
record VonMisesDraw(int size) implements ArrayFunction {

    private static final int MOST_STEPS = 100;
    private static final double TOLERANCE = 1e-14;
    /** Of a free coordinate: beyond lies no angle but the end. */
    private static final double FARTHEST = 700;

    @Override
    public String name() {
        return "drawVonMises[" + size + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return Collections.nCopies(3, size);
    }

    /** Coordinates, then their derivatives by location and by concentration. */
    @Override
    public int outputSize() {
        return 3 * size;
    }

    @Override
    public ArrayFunction forThread() {
        return new Bound(this, new VonMisesTail());
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        forThread().forward(in, at, out, outAt, work);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        for (int input = 1; input <= 2; input++) {
            for (int k = 0; inAdjoint[input] != null && k < size; k++) {
                inAdjoint[input][at[input] + k] += outAdjoint[outAt + k] * out[outAt + input * size + k];
            }
        }
    }

    /** The same with the memory of one thread. */
    private record Bound(VonMisesDraw draw, VonMisesTail tail) implements ArrayFunction {

        @Override
        public String name() {
            return draw.name();
        }

        @Override
        public List<Integer> inputSizes() {
            return draw.inputSizes();
        }

        @Override
        public int outputSize() {
            return draw.outputSize();
        }

        @Override
        public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
            int size = draw.size();
            for (int k = 0; k < size; k++) {
                double z = in[0][at[0] + k];
                double side = z > 0 ? -1 : 1;
                tail.of(side * in[1][at[1] + k], in[2][at[2] + k]);
                out[outAt + k] = side * solve(-Math.abs(z));
                out[outAt + size + k] = tail.byLocation();
                out[outAt + 2 * size + k] = side * tail.byConcentration();
            }
        }

        @Override
        public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint,
                double[][] inAdjoint, double[] work) {
            draw.backward(in, at, out, outAt, outAdjoint, inAdjoint, work);
        }

        /** Newton's method on the log tail probability within the bracket that is known so far. */
        private double solve(double z) {
            double wanted = Kernels.logNormalCdf(z);
            double low = -FARTHEST;
            double high = FARTHEST;
            double y = tail.guess(z);
            for (int step = 0; step < MOST_STEPS; step++) {
                tail.at(y);
                double excess = tail.logProbability() - wanted;
                if (Double.isNaN(excess)) {
                    return Double.NaN;
                }
                low = excess <= 0 ? y : low;
                high = excess >= 0 ? y : high;
                double next = y - excess / tail.slope();
                next = next > low && next < high ? next : 0.5 * low + 0.5 * high;
                if (excess == 0 || Math.abs(next - y) <= TOLERANCE * Math.max(1, Math.abs(y))) {
                    return y;
                }
                y = next;
            }
            return y;
        }
    }
}
