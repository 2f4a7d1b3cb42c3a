package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixProduct;
import org.penumbra.math.products.Precision;

/** What multiplies matrices is said in words, and a BLAS is taken only where there is one. */
class HostProductsTest {

    private static final Optional<String> NO = Optional.empty();

    @Test
    void oursIsTheRule() {
        assertEquals("vectors of 512 bits; the same bits on every machine. A BLAS of the machine is used with"
                + " -Dpenumbra.blas=native only.", HostProducts.describe(false, 8, NO, NO));
    }

    @Test
    void scalarCodeHasAReason() {
        assertEquals("scalar code, because this Java shows no jdk.incubator.vector; the same bits on every machine. A"
                + " BLAS of the machine is used with -Dpenumbra.blas=native only.",
                HostProducts.describe(false, 0, NO, NO));
        assertEquals("scalar code, because -Dpenumbra.vector is off; the same bits on every machine. A BLAS of the"
                + " machine is used with -Dpenumbra.blas=native only.", HostProducts.describe(true, 0, NO, NO));
    }

    @Test
    void aBlasIsNamed() {
        assertEquals("libopenblas.so.0, as -Dpenumbra.blas asks for; its last bits are its own.",
                HostProducts.describe(false, 8, Optional.of("native"), Optional.of("libopenblas.so.0")));
        assertEquals("vectors of 256 bits; the same bits on every machine. -Dpenumbra.blas=libmine.so found no BLAS.",
                HostProducts.describe(false, 4, Optional.of("libmine.so"), NO));
    }

    @Test
    void absentLibrariesAreNoTrouble() {
        assertTrue(HostProducts.find(List.of("libofnobody.so.77", "")).isEmpty());
        assertTrue(HostProducts.find(List.of("libc.so.6")).isEmpty(), "a library without products");
        assertTrue(HostProducts.own().isEmpty(), "nobody asked for one");
    }

    @Test
    void aBlasMultiplies() {
        Optional<MatrixKernel> kernel = HostProducts.find(List.of("libopenblas.so.0", "libblas.so.3"));
        assumeTrue(kernel.isPresent(), "needs a BLAS");
        assertFalse(kernel.get().isExact());
        MatrixKernel.Multiplier multiplier = kernel.get().multiplier();
        double[] a = {0, 1, 2, 3, 4, 5, 6};
        double[] b = {1, 2, 3, 4, 5, 6};
        for (Precision precision : Precision.values()) {
            MatrixProduct plain = MatrixProduct.of(2, 2, 3, precision);
            double[] c = {Double.NaN, Double.NaN, Double.NaN, Double.NaN, 7};
            multiplier.multiply(plain, 1, a, 1, b, 0, 0, c, 0);
            assertArrayEquals(new double[] {22, 28, 49, 64, 7}, c);
            multiplier.multiply(MatrixProduct.ofTransposedB(2, 2, 3, precision), 2, a, 1, b, 0, -1, c, 0);
            assertArrayEquals(new double[] {28 - 22, 64 - 28, 64 - 49, 154 - 64, 7}, c);
            multiplier.multiply(MatrixProduct.ofTransposedA(3, 1, 2, precision), 1, a, 1, b, 4, 0, c, 1);
            assertArrayEquals(new double[] {6, 1 * 5 + 4 * 6, 2 * 5 + 5 * 6, 3 * 5 + 6 * 6, 7}, c);
            assertThrows(IndexOutOfBoundsException.class, () -> multiplier.multiply(plain, 1, a, 2, b, 0, 0, c, 0));
        }
    }
}
