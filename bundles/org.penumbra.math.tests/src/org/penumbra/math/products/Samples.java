package org.penumbra.math.products;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.penumbra.math.RandomStream;

/** A product with its matrices, which lie in larger arrays with something else around them. */
final class Samples {

    private static final double AROUND = 1e300;

    final MatrixProduct product;
    final double alpha;
    final double beta;
    final double[] a;
    final double[] b;
    final double[] c;
    final int aAt;
    final int bAt;
    final int cAt;

    private Samples(MatrixProduct product, double alpha, double beta, int offset) {
        this.product = product;
        this.alpha = alpha;
        this.beta = beta;
        this.aAt = offset;
        this.bAt = 2 * offset;
        this.cAt = 3 * offset;
        int aRows = product.isATransposed() ? product.inner() : product.rows();
        int bRows = product.isBTransposed() ? product.columns() : product.inner();
        this.a = around(aAt + aRows * product.aStride() + offset);
        this.b = around(bAt + bRows * product.bStride() + offset);
        this.c = around(cAt + product.rows() * product.cStride() + offset);
    }

    private static double[] around(int size) {
        double[] array = new double[size];
        Arrays.fill(array, AROUND);
        return array;
    }

    /** Whole numbers from -4 to 4. */
    static Samples whole(MatrixProduct product, double alpha, double beta, int offset) {
        Samples samples = new Samples(product, alpha, beta, offset);
        int[] seed = {product.rows() + 31 * product.columns()};
        samples.fill(() -> (seed[0] = seed[0] * 1103515245 + 12345 & 0x7fffffff) % 9 - 4);
        return samples;
    }

    /** Standard normal draws. */
    static Samples random(MatrixProduct product, double alpha, double beta, int offset) {
        Samples samples = new Samples(product, alpha, beta, offset);
        RandomStream random = RandomStream.of(product.hashCode());
        samples.fill(random::nextGaussian);
        return samples;
    }

    private void fill(DoubleSupplier draw) {
        for (int k = 0; k < product.inner(); k++) {
            for (int i = 0; i < product.rows(); i++) {
                a[a(i, k)] = draw.getAsDouble();
            }
            for (int j = 0; j < product.columns(); j++) {
                b[b(k, j)] = draw.getAsDouble();
            }
        }
        for (int i = 0; i < product.rows(); i++) {
            for (int j = 0; j < product.columns(); j++) {
                c[c(i, j)] = draw.getAsDouble();
            }
        }
    }

    int a(int i, int k) {
        return aAt + (product.isATransposed() ? k * product.aStride() + i : i * product.aStride() + k);
    }

    int b(int k, int j) {
        return bAt + (product.isBTransposed() ? j * product.bStride() + k : k * product.bStride() + j);
    }

    int c(int i, int j) {
        return cAt + i * product.cStride() + j;
    }

    /** What is in C, and around it, after a multiplication. */
    double[] by(MatrixKernel.Multiplier multiplier) {
        double[] result = c.clone();
        multiplier.multiply(product, alpha, a, aAt, b, bAt, beta, result, cAt);
        return result;
    }

    /** The sequence of operations that {@link MatrixKernel} promises, written down once more. */
    double[] byDefinition() {
        double[] result = c.clone();
        int block = product.inner() == 0 ? 1 : Math.ceilDiv(product.inner(), Math.ceilDiv(product.inner(), 400));
        for (int i = 0; i < product.rows(); i++) {
            for (int j = 0; j < product.columns(); j++) {
                double value = beta == 1 ? c[c(i, j)] : beta == 0 ? 0 : beta * c[c(i, j)];
                for (int k = 0; k < product.inner(); k += block) {
                    int end = Math.min(product.inner(), k + block);
                    value = Math.fma(alpha, product.precision() == Precision.DOUBLE ? sum(i, j, k, end)
                            : sumOfSingles(i, j, k, end), value);
                }
                result[c(i, j)] = value;
            }
        }
        return result;
    }

    private double sum(int i, int j, int from, int to) {
        double sum = 0;
        for (int k = from; k < to; k++) {
            sum = Math.fma(a[a(i, k)], b[b(k, j)], sum);
        }
        return sum;
    }

    private float sumOfSingles(int i, int j, int from, int to) {
        float sum = 0;
        for (int k = from; k < to; k++) {
            sum = Math.fma((float) a[a(i, k)], (float) b[b(k, j)], sum);
        }
        return sum;
    }

    /** The sum of |alpha a b| and |beta c|, to which errors are relative. */
    double magnitude(int i, int j) {
        double sum = beta == 0 ? 0 : Math.abs(beta * c[c(i, j)]);
        for (int k = 0; k < product.inner(); k++) {
            sum += Math.abs(alpha * a[a(i, k)] * b[b(k, j)]);
        }
        return sum;
    }

    /** The sum without any blocks or fma. */
    double plain(int i, int j) {
        double sum = 0;
        for (int k = 0; k < product.inner(); k++) {
            sum += a[a(i, k)] * b[b(k, j)];
        }
        return alpha * sum + (beta == 0 ? 0 : beta * c[c(i, j)]);
    }
}
