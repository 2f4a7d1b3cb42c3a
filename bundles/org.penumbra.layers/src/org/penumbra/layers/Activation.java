package org.penumbra.layers;

import java.util.Arrays;
import java.util.List;
import org.penumbra.math.Kernels;

/**
 * What a layer does to each number in the end. Those with an inverse have their derivative from the value; the others
 * need what they were computed from.
 */
enum Activation {

    IDENTITY("identity") {
        @Override
        double value(double x) {
            return x;
        }

        @Override
        double slope(double x, double y) {
            return 1;
        }
    },
    /** max(x, 0). */
    RELU("relu") {
        @Override
        double value(double x) {
            return x > 0 || x != x ? x : 0;
        }

        @Override
        double slope(double x, double y) {
            return y > 0 ? 1 : 0;
        }
    },
    TANH("tanh") {
        @Override
        double value(double x) {
            return Kernels.tanh(x);
        }

        @Override
        double slope(double x, double y) {
            return (1 - y) * (1 + y);
        }
    },
    /** 1 / (1 + exp(-x)). */
    SIGMOID("sigmoid") {
        @Override
        double value(double x) {
            return Kernels.expit(x);
        }

        @Override
        double slope(double x, double y) {
            return y * (1 - y);
        }
    },
    /** log(1 + exp(x)), with the derivative 1 / (1 + exp(-x)) = 1 - exp(-y). */
    SOFTPLUS("softplus") {
        @Override
        double value(double x) {
            return Kernels.softplus(x);
        }

        @Override
        double slope(double x, double y) {
            return -Kernels.expm1(-y);
        }
    },
    /** x for positive x, exp(x) - 1 else (Clevert, Unterthiner and Hochreiter 2016). */
    ELU("elu") {
        @Override
        double value(double x) {
            return x > 0 ? x : Kernels.expm1(x);
        }

        @Override
        double slope(double x, double y) {
            return y > 0 ? 1 : y + 1;
        }
    },
    /** x for positive x, x / 100 else. */
    LEAKY_RELU("leakyRelu") {
        @Override
        double value(double x) {
            return x > 0 ? x : 0.01 * x;
        }

        @Override
        double slope(double x, double y) {
            return y > 0 ? 1 : 0.01;
        }
    },
    /** x / (1 + exp(-x)), also called swish. */
    SILU("silu") {
        @Override
        double value(double x) {
            return x * Kernels.expit(x);
        }

        @Override
        double slope(double x, double y) {
            double share = Kernels.expit(x);
            return share * (1 + x * (1 - share));
        }

        @Override
        boolean needsArgument() {
            return true;
        }
    },
    /** x Phi(x), with the normal distribution function (Hendrycks and Gimpel 2016). */
    GELU("gelu") {
        @Override
        double value(double x) {
            return x * Kernels.normalCdf(x);
        }

        @Override
        double slope(double x, double y) {
            return Kernels.normalCdf(x) + x * INVERSE_ROOT_TWO_PI * Kernels.exp(-0.5 * x * x);
        }

        @Override
        boolean needsArgument() {
            return true;
        }
    };

    private static final double INVERSE_ROOT_TWO_PI = 1 / StrictMath.sqrt(2 * StrictMath.PI);

    private final String word;

    Activation(String word) {
        this.word = word;
    }

    /** The one that models write so; a registration lists the words, so that no other arrives here. */
    static Activation named(String word) {
        return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst().orElseThrow();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(one -> one.word).toList();
    }

    /** The activation of x. */
    abstract double value(double x);

    /** Its derivative at x, where it is y; only y is known unless {@link #needsArgument()}. */
    abstract double slope(double x, double y);

    /** Whether the derivative takes x. */
    boolean needsArgument() {
        return false;
    }

    /** As in models. */
    @Override
    public String toString() {
        return word;
    }
}
