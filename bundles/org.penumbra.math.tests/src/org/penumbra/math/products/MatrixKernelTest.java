package org.penumbra.math.products;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.penumbra.math.RandomStream;

/** Products against the sums that define them. */
class MatrixKernelTest {

    @Test
    void scalar() {
        for (int m = 1; m < 12; m++) {
            for (int n = 1; n < 12; n++) {
                for (int k : new int[] {0, 1, 3, 4, 9, 401}) {
                    MatrixProduct p = MatrixProduct.of(m, n, k, Precision.DOUBLE);
                    double[] a = new double[m * k];
                    double[] b = new double[k * n];
                    java.util.Arrays.setAll(a, i -> i % 7 - 3);
                    java.util.Arrays.setAll(b, i -> i % 11 - 5);
                    double[] c = new double[m * n];
                    double[] d = new double[m * n];
                    MatrixKernel.SCALAR.multiplier().multiply(p, 2, a, 0, b, 0, 0, c, 0);
                    for (int i = 0; i < m; i++) {
                        for (int j = 0; j < n; j++) {
                            for (int l = 0; l < k; l++) {
                                d[i * n + j] += 2 * a[i * k + l] * b[l * n + j];
                            }
                        }
                    }
                    assertArrayEquals(d, c);
                }
            }
        }
    }
}
