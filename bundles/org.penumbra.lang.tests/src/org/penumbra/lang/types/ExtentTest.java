package org.penumbra.lang.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExtentTest {

    private static final Extent N = Extent.symbol("n");
    private static final Extent M = Extent.symbol("m");

    @Test
    void sumsOfSizes() {
        assertEquals("2 * n - 1", N.plus(N).minus(Extent.of(1)).toString());
        assertEquals("-m + n", N.minus(M).toString());
        assertEquals("0", N.minus(N).toString());
        assertEquals(Extent.of(6), Extent.of(2).times(Extent.of(3)));
        assertEquals(N.times(Extent.of(3)), Extent.of(3).times(N));
        assertEquals(Extent.of(0), N.times(Extent.of(0)));
        assertEquals(Extent.UNKNOWN, N.times(M));
        assertEquals(Extent.UNKNOWN, N.plus(Extent.UNKNOWN));
        assertEquals(M.times(Extent.of(2)).plus(Extent.of(3)), N.plus(N).plus(Extent.of(1))
                .replace("n", M.plus(Extent.of(1))));
    }

    @Test
    void differencesThatDoNotDependOnSizes() {
        assertEquals(OptionalLong.of(-1), N.minus(Extent.of(1)).difference(N));
        assertEquals(OptionalLong.empty(), N.difference(M));
        assertTrue(N.conflicts(M));
        assertFalse(N.conflicts(Extent.UNKNOWN));
    }

    @Test
    void broadcastingIsThatOfNumPy() {
        Shape matrix = Shape.of(N, M);
        assertEquals(matrix, matrix.broadcast(Shape.of(M)));
        assertEquals(matrix, Shape.of(N, Extent.of(1)).broadcast(Shape.of(M)));
        assertEquals(matrix, Shape.SCALAR.broadcast(matrix));
        assertNull(matrix.broadcast(Shape.of(N)));
        assertEquals(matrix, Shape.of(N, Extent.UNKNOWN).broadcast(matrix));
        assertEquals(Shape.UNKNOWN, matrix.broadcast(Shape.UNKNOWN));
        assertTrue(Shape.of(Extent.of(1)).fitsInto(matrix));
        assertFalse(matrix.fitsInto(Shape.of(M)));
        assertFalse(Shape.of(N).fitsInto(Shape.of(Extent.of(1))), "a value is stretched, what it goes into is not");
    }
}
