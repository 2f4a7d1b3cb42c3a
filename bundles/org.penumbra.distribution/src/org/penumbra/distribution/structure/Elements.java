package org.penumbra.distribution.structure;

import java.util.Locale;
import java.util.Optional;
import org.penumbra.math.Kernels;

/** What the checks and maps of blocks share. */
final class Elements {

    /** As far as a sum or product may be off: Stan's tolerance for what people write with few digits. */
    static final double TOLERANCE = 1e-8;

    private static final double LOG_2 = 0.69314718055994530942;

    private Elements() {
    }

    static double logCosh(double u) {
        double size = Math.abs(u);
        return size + Kernels.log1p(Kernels.exp(-2 * size)) - LOG_2;
    }

    /** The inverse of sinh, exact near 0 and without overflow far from it. */
    static double asinh(double x) {
        double size = Math.abs(x);
        double value = size > 1e150 ? Kernels.log(size) + LOG_2
                : Kernels.log1p(size + size * size / (1 + Math.sqrt(1 + size * size)));
        return Math.copySign(value, x);
    }

    /** The first element that is not below the next one. */
    static Optional<String> notIncreasing(double[] values, int count) {
        for (int k = 0; k < count; k++) {
            boolean above = k == 0 ? values[0] > Double.NEGATIVE_INFINITY : values[k] > values[k - 1];
            if (!above || values[k] == Double.POSITIVE_INFINITY) {
                return Optional.of(k == 0 ? "element 1 is " + values[0] : "element " + (k + 1) + ", "
                        + number(values[k]) + ", is not above element " + k + ", " + number(values[k - 1]));
            }
        }
        return Optional.empty();
    }

    /** An element above the diagonal that is not 0, or one on it that is not positive. */
    static Optional<String> notTriangular(double[] values, int order) {
        for (int i = 0; i < order; i++) {
            for (int j = i + 1; j < order; j++) {
                if (values[i * order + j] != 0) {
                    return Optional.of(element(values, order, i, j) + ", not 0");
                }
            }
            if (!(values[i * order + i] > 0)) {
                return Optional.of(element(values, order, i, i) + ", not positive");
            }
        }
        return Optional.empty();
    }

    /** An element that differs from the one on the other side of the diagonal. */
    static Optional<String> notSymmetric(double[] values, int order) {
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < i; j++) {
                double size = Math.max(1, Math.abs(values[i * order + j]));
                if (!(Math.abs(values[i * order + j] - values[j * order + i]) <= TOLERANCE * size)) {
                    return Optional.of(element(values, order, i, j) + " and " + element(values, order, j, i));
                }
            }
        }
        return Optional.empty();
    }

    static String element(double[] values, int order, int i, int j) {
        return "element [" + (i + 1) + ", " + (j + 1) + "] is " + number(values[i * order + j]);
    }

    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.10g", value).replaceAll("0+$", "");
    }
}
