package org.penumbra.distribution.reparameterization;

import java.util.Collections;
import java.util.List;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.Kernels;

/**
 * The free coordinates y of independent draws with P(X &lt;= x(y)) = Phi(z): quantiles, found by the log distribution
 * function below the median and by the log survival function above it, so that both tails keep their digits. As an
 * array function it takes {@code size} standard normal numbers z and as many values of each parameter. It has no
 * derivative of its own: {@link Reparameterization} adds that as an expression.
 *
 * @param signature of a distribution that has a log distribution function
 * @param size number of draws
 */
record ImplicitDraw(Signature signature, int size) implements ArrayFunction {

    private static final int MOST_STEPS = 200;
    private static final double TOLERANCE = 1e-15;
    /** Of a free coordinate: beyond lies no number of the constrained scale. */
    private static final double FARTHEST = 1e4;

    @Override
    public String name() {
        return "draw[" + size + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return Collections.nCopies(1 + signature.parameters().size(), size);
    }

    @Override
    public int outputSize() {
        return size;
    }

    /** With the memory of one thread. */
    @Override
    public ArrayFunction forThread() {
        return new Bound(this, new Tail(signature));
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        forThread().forward(in, at, out, outAt, work);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        // what a draw depends on is followed by the expression around it
    }

    /** A step that stays between the ends as far as they are known, and otherwise goes the right way but not far. */
    private static double within(double next, double low, double high) {
        if (Double.isFinite(low) && Double.isFinite(high)) {
            return next > low && next < high ? next : 0.5 * low + 0.5 * high;
        }
        double from = Double.isFinite(low) ? low : high;
        double direction = Double.isFinite(low) ? 1 : -1;
        double farthest = 2 * Math.abs(from) + 1;
        double length = direction * (next - from);
        return from + direction * (length > 0 && length < farthest ? length : farthest);
    }

    private record Bound(ImplicitDraw draw, Tail tail) implements ArrayFunction {

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
            for (int k = 0; k < draw.size(); k++) {
                for (int i = 1; i < in.length; i++) {
                    tail.parameter(i - 1, in[i][at[i] + k]);
                }
                out[outAt + k] = solve(in[0][at[0] + k]);
            }
        }

        @Override
        public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint,
                double[][] inAdjoint, double[] work) {
            draw.backward(in, at, out, outAt, outAdjoint, inAdjoint, work);
        }

        /** The root of the log tail probability by Newton's method; NaN where the distribution is not defined. */
        private double solve(double z) {
            tail.above(z > 0);
            double wanted = Kernels.logNormalCdf(-Math.abs(z));
            double low = Double.NEGATIVE_INFINITY;
            double high = Double.POSITIVE_INFINITY;
            double y = 0;
            for (int step = 0; step < MOST_STEPS; step++) {
                tail.at(y);
                double excess = tail.excess(wanted);
                if (Double.isNaN(excess) || excess == 0) {
                    return excess == 0 ? y : Double.NaN;
                }
                low = excess < 0 ? y : low;
                high = excess > 0 ? y : high;
                double next = within(y - excess / tail.slope(), low, high);
                if (Math.abs(next - y) <= TOLERANCE * Math.max(1, Math.abs(y)) || Math.abs(next) > FARTHEST) {
                    return next;
                }
                y = next;
            }
            return y;
        }
    }
}
