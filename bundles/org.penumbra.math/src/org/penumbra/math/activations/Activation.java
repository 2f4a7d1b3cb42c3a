package org.penumbra.math.activations;

import org.penumbra.math.Kernels;
import org.penumbra.math.LaneKernels;
import org.penumbra.math.Lanewise;

/**
 * Functions of one number that make networks more than linear. Those with an inverse have their derivative from the
 * value; the others need the argument as well. Each is written twice, for one number and over any {@link Lanewise}
 * arithmetic, with the same bits.
 */
public enum Activation {

    IDENTITY {
        @Override
        public double value(double x) {
            return x;
        }

        @Override
        public double slope(double x, double y) {
            return 1;
        }

        @Override
        public <D, L, M> D value(Lanewise<D, L, M> a, D x) {
            return x;
        }

        @Override
        public <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y) {
            return a.constant(1);
        }
    },
    /** max(x, 0). */
    RELU {
        @Override
        public double value(double x) {
            return x <= 0 ? 0 : x;
        }

        @Override
        public double slope(double x, double y) {
            return y > 0 ? 1 : 0;
        }

        @Override
        public <D, L, M> D value(Lanewise<D, L, M> a, D x) {
            D zero = a.constant(0);
            return a.select(a.lessOrEqual(x, zero), zero, x);
        }

        @Override
        public <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y) {
            D zero = a.constant(0);
            return a.select(a.less(zero, y), a.constant(1), zero);
        }
    },
    TANH {
        @Override
        public double value(double x) {
            return Kernels.tanh(x);
        }

        @Override
        public double slope(double x, double y) {
            return (1 - y) * (1 + y);
        }

        @Override
        public <D, L, M> D value(Lanewise<D, L, M> a, D x) {
            return LaneKernels.tanh(a, x);
        }

        @Override
        public <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y) {
            D one = a.constant(1);
            return a.times(a.minus(one, y), a.plus(one, y));
        }
    },
    /** 1 / (1 + exp(-x)). */
    SIGMOID {
        @Override
        public double value(double x) {
            return Kernels.expit(x);
        }

        @Override
        public double slope(double x, double y) {
            return y * (1 - y);
        }

        @Override
        public <D, L, M> D value(Lanewise<D, L, M> a, D x) {
            return LaneKernels.expit(a, x);
        }

        @Override
        public <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y) {
            return a.times(y, a.minus(a.constant(1), y));
        }
    },
    /** log(1 + exp(x)), with the derivative 1 / (1 + exp(-x)) = 1 - exp(-y). */
    SOFTPLUS {
        @Override
        public double value(double x) {
            return Kernels.softplus(x);
        }

        @Override
        public double slope(double x, double y) {
            return -Kernels.expm1(-y);
        }

        @Override
        public <D, L, M> D value(Lanewise<D, L, M> a, D x) {
            return LaneKernels.softplus(a, x);
        }

        @Override
        public <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y) {
            return a.negate(LaneKernels.expm1(a, a.negate(y)));
        }
    },
    /** x for positive x, exp(x) - 1 else (Clevert, Unterthiner and Hochreiter 2016). */
    ELU {
        @Override
        public double value(double x) {
            return x > 0 ? x : Kernels.expm1(x);
        }

        @Override
        public double slope(double x, double y) {
            return y > 0 ? 1 : y + 1;
        }

        @Override
        public <D, L, M> D value(Lanewise<D, L, M> a, D x) {
            return a.select(a.less(a.constant(0), x), x, LaneKernels.expm1(a, x));
        }

        @Override
        public <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y) {
            D one = a.constant(1);
            return a.select(a.less(a.constant(0), y), one, a.plus(y, one));
        }
    },
    /** x for positive x, x / 100 else. */
    LEAKY_RELU {
        @Override
        public double value(double x) {
            return x > 0 ? x : LEAK * x;
        }

        @Override
        public double slope(double x, double y) {
            return y > 0 ? 1 : LEAK;
        }

        @Override
        public <D, L, M> D value(Lanewise<D, L, M> a, D x) {
            return a.select(a.less(a.constant(0), x), x, a.times(a.constant(LEAK), x));
        }

        @Override
        public <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y) {
            return a.select(a.less(a.constant(0), y), a.constant(1), a.constant(LEAK));
        }
    },
    /** x / (1 + exp(-x)), also called swish. */
    SILU {
        @Override
        public double value(double x) {
            return x * Kernels.expit(x);
        }

        @Override
        public double slope(double x, double y) {
            double share = Kernels.expit(x);
            return share * (1 + x * (1 - share));
        }

        @Override
        public <D, L, M> D value(Lanewise<D, L, M> a, D x) {
            return a.times(x, LaneKernels.expit(a, x));
        }

        @Override
        public <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y) {
            D one = a.constant(1);
            D share = LaneKernels.expit(a, x);
            return a.times(share, a.plus(one, a.times(x, a.minus(one, share))));
        }

        @Override
        public boolean needsArgument() {
            return true;
        }
    },
    /** x Phi(x), with the normal distribution function (Hendrycks and Gimpel 2016); in scalar code only. */
    GELU {
        @Override
        public double value(double x) {
            return x * Kernels.normalCdf(x);
        }

        @Override
        public double slope(double x, double y) {
            return Kernels.normalCdf(x) + x * INVERSE_ROOT_TWO_PI * Kernels.exp(-0.5 * x * x);
        }

        @Override
        public <D, L, M> D value(Lanewise<D, L, M> a, D x) {
            throw new UnsupportedOperationException("gelu has no vector form");
        }

        @Override
        public <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y) {
            throw new UnsupportedOperationException("gelu has no vector form");
        }

        @Override
        public boolean needsArgument() {
            return true;
        }

        @Override
        public boolean hasVectorForm() {
            return false;
        }
    };

    private static final double LEAK = 0.01;
    private static final double INVERSE_ROOT_TWO_PI = 1 / StrictMath.sqrt(2 * StrictMath.PI);

    private final ActivationLoop scalar = new ScalarActivation(this);

    /** The activation of x; NaN of NaN. */
    public abstract double value(double x);

    /** Its derivative at x, where it is y; only y is read unless {@link #needsArgument()}. */
    public abstract double slope(double x, double y);

    /** {@link #value(double)} in other arithmetic. */
    public abstract <D, L, M> D value(Lanewise<D, L, M> a, D x);

    /** {@link #slope(double, double)} in other arithmetic. */
    public abstract <D, L, M> D slope(Lanewise<D, L, M> a, D x, D y);

    /** Whether the derivative takes x. */
    public boolean needsArgument() {
        return false;
    }

    /** Whether the forms for other arithmetic are there. */
    public boolean hasVectorForm() {
        return true;
    }

    /** Applies it to one number after the other. */
    public ActivationLoop scalar() {
        return scalar;
    }
}
