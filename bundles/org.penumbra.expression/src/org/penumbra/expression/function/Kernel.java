package org.penumbra.expression.function;

import org.penumbra.math.Kernels;

/**
 * Covariance functions of Gaussian processes for sigma = 1, by r = d^2, the square of the distance, and by parameters:
 * the length l, and the period p of the periodic one (Rasmussen and Williams 2006, "Gaussian processes for machine
 * learning", section 4.2). None needs an exponential for its derivatives once its value v is known.
 */
public enum Kernel {
    /** exp(-r / (2 l^2)). */
    EXP_QUAD {
        @Override
        double value(double r, double l, double p) {
            return Kernels.exp(r * (-0.5 / (l * l)));
        }

        @Override
        boolean isExponential() {
            return true;
        }

        @Override
        void exponents(double l, double[] r, int at, double[] out, int outAt, int count) {
            double factor = -0.5 / (l * l);
            for (int k = 0; k < count; k++) {
                out[outAt + k] = r[at + k] * factor;
            }
        }

        @Override
        double byDistance(double v, double r, double l, double p) {
            return -0.5 * v / (l * l);
        }

        @Override
        double byLength(double v, double r, double l, double p) {
            return v * r / (l * l * l);
        }
    },
    /** exp(-d / l). */
    EXPONENTIAL {
        @Override
        double value(double r, double l, double p) {
            return Kernels.exp(Math.sqrt(r) * (-1 / l));
        }

        @Override
        boolean isExponential() {
            return true;
        }

        @Override
        void exponents(double l, double[] r, int at, double[] out, int outAt, int count) {
            double factor = -1 / l;
            for (int k = 0; k < count; k++) {
                out[outAt + k] = Math.sqrt(r[at + k]) * factor;
            }
        }

        /** Infinite at r = 0, where a distance does not move. */
        @Override
        double byDistance(double v, double r, double l, double p) {
            return r == 0 ? 0 : -0.5 * v / (l * Math.sqrt(r));
        }

        @Override
        double byLength(double v, double r, double l, double p) {
            return v * Math.sqrt(r) / (l * l);
        }
    },
    /** (1 + a) exp(-a) with a = sqrt(3) d / l. */
    MATERN32 {
        @Override
        double value(double r, double l, double p) {
            double a = Math.sqrt(3 * r) / l;
            return (1 + a) * Kernels.exp(-a);
        }

        @Override
        double byDistance(double v, double r, double l, double p) {
            return -1.5 * v / ((1 + Math.sqrt(3 * r) / l) * l * l);
        }

        @Override
        double byLength(double v, double r, double l, double p) {
            return 3 * r * v / ((1 + Math.sqrt(3 * r) / l) * l * l * l);
        }
    },
    /** (1 + a + a^2 / 3) exp(-a) with a = sqrt(5) d / l. */
    MATERN52 {
        @Override
        double value(double r, double l, double p) {
            double a = Math.sqrt(5 * r) / l;
            return (1 + a + a * a / 3) * Kernels.exp(-a);
        }

        @Override
        double byDistance(double v, double r, double l, double p) {
            double a = Math.sqrt(5 * r) / l;
            return -5.0 / 6 * (1 + a) * v / ((1 + a + a * a / 3) * l * l);
        }

        @Override
        double byLength(double v, double r, double l, double p) {
            double a = Math.sqrt(5 * r) / l;
            return 5.0 / 3 * r * (1 + a) * v / ((1 + a + a * a / 3) * l * l * l);
        }
    },
    /** exp(-2 sin(pi d / p)^2 / l^2). */
    PERIODIC {
        @Override
        double value(double r, double l, double p) {
            double s = Kernels.sin(Math.PI * Math.sqrt(r) / p);
            return Kernels.exp(-2 * s * s / (l * l));
        }

        @Override
        double byDistance(double v, double r, double l, double p) {
            double d = Math.sqrt(r);
            double perSquare = d == 0 ? 2 * Math.PI / p : Kernels.sin(2 * Math.PI * d / p) / d;
            return -v * Math.PI * perSquare / (p * l * l);
        }

        @Override
        double byLength(double v, double r, double l, double p) {
            double s = Kernels.sin(Math.PI * Math.sqrt(r) / p);
            return 4 * v * s * s / (l * l * l);
        }

        @Override
        double byPeriod(double v, double r, double l, double p) {
            double d = Math.sqrt(r);
            return 2 * v * Math.PI * d * Kernels.sin(2 * Math.PI * d / p) / (p * p * l * l);
        }
    };

    abstract double value(double r, double l, double p);

    /** Whether the value is nothing but an exponential, of {@link #exponents}. */
    boolean isExponential() {
        return false;
    }

    /** Writes the logarithms of some values. */
    void exponents(double l, double[] r, int at, double[] out, int outAt, int count) {
        throw new IllegalStateException(this + " is not an exponential");
    }

    /** The derivative by r. */
    abstract double byDistance(double v, double r, double l, double p);

    abstract double byLength(double v, double r, double l, double p);

    double byPeriod(double v, double r, double l, double p) {
        return 0;
    }

    /** Whether there is a period beside the length. */
    public boolean isPeriodic() {
        return this == PERIODIC;
    }
}
