package org.penumbra.expression.function;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penumbra.expression.function.FunctionContract.numbers;
import static org.penumbra.expression.function.FunctionContract.result;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.expression.ArrayFunction;

/** Functions of the rows of a matrix, and of all elements of a vector. */
class RowFunctionsTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    static Stream<ArrayFunction> functions() {
        return Stream.of(new LogSumExp(5), new LogSumExp(3, 4), new Softmax(1, 6, false), new Softmax(3, 2, false),
                new Softmax(1, 6, true), new Softmax(3, 2, true), new Cumulative(1, 5, false),
                new Cumulative(2, 4, false), new Cumulative(1, 5, true), new Cumulative(2, 4, true), new Product(6),
                new Extreme(7, true), new Extreme(7, false), new Sort(1, 9), new Sort(3, 5));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void keepTheContract(ArrayFunction function) {
        int size = function.inputSizes().getFirst();
        int results = switch (function) {
            case Extreme extreme -> 1;
            case Sort sort -> size;
            default -> function.outputSize();
        };
        FunctionContract.check(function, results, numbers(size, 5));
    }

    @Test
    void sumsOfExponentialsDoNotOverflow() {
        assertEquals(1000 + Math.log(2), result(new LogSumExp(2), new double[] {1000, 1000})[0], 1e-12);
        assertEquals(-INFINITY, result(new LogSumExp(2), new double[] {-INFINITY, -INFINITY})[0]);
        assertArrayEquals(new double[] {0.5, 0.5, 0, 1},
                result(new Softmax(2, 2, false), new double[] {1000, 1000, -1000, 1000}), 1e-15);
        assertArrayEquals(new double[] {0, -2000}, result(new Softmax(1, 2, true), new double[] {1000, -1000}), 0.0);
        assertTrue(Double.isNaN(result(new LogSumExp(2), new double[] {1, Double.NaN})[0]));
    }

    @Test
    void sumsAndProductsOfFirstElements() {
        assertArrayEquals(new double[] {1, 3, 4, 9}, result(new Cumulative(2, 2, false), new double[] {1, 2, 4, 5}));
        assertArrayEquals(new double[] {2, 6, 0}, result(new Cumulative(1, 3, true), new double[] {2, 3, 0}));
        assertEquals(1, result(new Product(0), new double[0])[0]);
    }

    /** The product of (0, 3, 5) is 0, and 15 times the first element nearby. */
    @Test
    void aZeroDoesNotHideTheDerivativeOfAProduct() {
        double[] x = {0, 3, 5};
        double[][] gradient = {new double[3]};
        new Product(3).backward(new double[][] {x}, new int[1], new double[1], 0, new double[] {2}, gradient,
                new double[3]);
        assertArrayEquals(new double[] {30, 0, 0}, gradient[0]);
        double[][] cumulative = {new double[3]};
        new Cumulative(1, 3, true).backward(new double[][] {x}, new int[1], new double[3], 0, new double[] {0, 0, 2},
                cumulative, new double[0]);
        assertArrayEquals(new double[] {30, 0, 0}, cumulative[0]);
    }

    @Test
    void sortingIsThatOfTheLibraryAndKeepsTheOrderOfEqualElements() {
        double[] x = numbers(1000, 8);
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, Arrays.copyOf(result(new Sort(1, 1000), x), 1000));
        assertArrayEquals(new double[] {1, 1, 2, 2, 1, 3, 0, 2},
                result(new Sort(1, 4), new double[] {2, 1, 2, 1}));
    }

    @Test
    void extremesNameTheFirstPlaceAndNoNumberWins() {
        assertArrayEquals(new double[] {4, 1}, result(new Extreme(4, true), new double[] {3, 4, 4, 1}));
        assertArrayEquals(new double[] {1, 3}, result(new Extreme(4, false), new double[] {3, 4, 4, 1}));
        assertTrue(Double.isNaN(result(new Extreme(3, false), new double[] {3, Double.NaN, 1})[0]));
    }
}
