package org.penumbra.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

class RepeatsTest {

    private static final int ROWS = 1 << 20;

    private final Map<Array, double[]> data = new HashMap<>();
    private final Tables tables = new Tables(data);
    private final Index index = new Index("i", 0);
    private final Rows rows = Rows.outermost(new Facts(), tables)
            .inside(new Loop(index, Expr.of(1), Expr.of(ROWS))).orElseThrow();

    private Expr column(IntToDoubleFunction value) {
        return new Element(tables.add(List.of(ROWS), IntStream.range(0, ROWS).mapToDouble(value).toArray()),
                index.minus(1));
    }

    @Test
    void rowsThatAllDifferAreSeenFromASample() {
        assertFalse(Repeats.possible(rows, List.of(column(row -> row)), ROWS / 2));
        assertFalse(Repeats.possible(rows, List.of(column(row -> row / 1024), column(row -> row % 1024)), ROWS / 2));
    }

    /** Runs, cycles, and few rows that are many times as frequent as the others. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 8, 1000})
    void rowsThatAgreeAreFoundWhateverTheirOrder(int times) {
        List<IntToDoubleFunction> orders = List.of(row -> row / times, row -> row % Math.ceilDiv(ROWS, times),
                row -> row < ROWS / 2 ? 0 : row);
        for (IntToDoubleFunction order : orders) {
            assertTrue(Repeats.possible(rows, List.of(column(order)), ROWS / 2 + 1));
            assertTrue(Cells.of(rows, List.of(column(order)), ROWS / 2 + 1, tables).isPresent());
        }
    }

    @Test
    void cellsAreNumberedInTheOrderOfTheirFirstRow() {
        Optional<Cells> cells = Cells.of(rows, List.of(column(row -> -(row % 3)), column(row -> row % 2)), 100, tables);
        assertEquals(6, cells.orElseThrow().count());
        assertEquals(1, cells.orElseThrow().members()[1][0]);
        assertEquals(7, cells.orElseThrow().members()[1][1]);
    }

    /** Positive and negative zero are different rows, as they are different bits; NaN is one. */
    @Test
    void numbersAreToldApartByTheirBits() {
        Numbering numbering = new Numbering();
        assertEquals(0, numbering.of(0, Double.doubleToLongBits(0.0)));
        assertEquals(1, numbering.of(0, Double.doubleToLongBits(-0.0)));
        assertEquals(2, numbering.of(0, Double.doubleToLongBits(Double.NaN)));
        assertEquals(3, numbering.of(1, Double.doubleToLongBits(0.0)));
        for (int k = 0; k < 100_000; k++) {
            assertEquals(4 + k, numbering.of(2, Double.doubleToLongBits(k)));
        }
        assertEquals(3, numbering.of(1, Double.doubleToLongBits(0.0)));
        assertEquals(100_004, numbering.count());
    }

    @Test
    void columnsInBlocksHaveTheValuesOfSingleRows() {
        Expr x = column(row -> Math.sin(row));
        Expr whole = Expr.select(x.lessThan(Expr.of(0.5)), x.times(x).minus(index), x.exp().plus(1));
        double[] values = rows.column(whole.times(x.square()));
        double[] single = new double[1];
        Rows.Reader reader = rows.read(List.of(whole.times(x.square())));
        for (int row = 0; row < ROWS; row += 777) {
            reader.read(row, single, 0);
            assertEquals(single[0], values[row]);
        }
    }
}
