package org.penumbra.compiler.optimize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/** A partition of rows: those in one cell agree in all of some columns. */
final class Cells {

    private final int[] cellOf;
    private final int count;
    private final Map<Expr, Expr> values = new HashMap<>();
    private final Loop loop;

    private Cells(int[] cellOf, int count, Loop loop) {
        this.cellOf = cellOf;
        this.count = count;
        this.loop = loop;
    }

    /** Empty when there are no rows, or more than {@code most} cells. */
    static Optional<Cells> of(Rows rows, List<Expr> columns, int most, Tables tables) {
        if (!Repeats.possible(rows, columns, most)) {
            return Optional.empty();
        }
        int[] cellOf = new int[rows.size()];
        int count = Math.min(1, rows.size());
        List<double[]> values = new ArrayList<>();
        for (Expr column : columns) {
            values.add(rows.column(column));
            count = refine(cellOf, values.getLast(), most);
            if (count > most) {
                return Optional.empty();
            }
        }
        if (count == 0) {
            return Optional.empty();
        }
        Cells cells = new Cells(cellOf, count, tables.loop("cell", count));
        for (int k = 0; k < columns.size(); k++) {
            cells.values.put(columns.get(k), cells.entry(cells.representatives(values.get(k)), tables));
        }
        return Optional.of(cells);
    }

    /** Splits cells by the bits of a further column; gives up as soon as there are more than {@code most}. */
    private static int refine(int[] cellOf, double[] column, int most) {
        Numbering numbering = new Numbering();
        for (int row = 0; row < cellOf.length && numbering.count() <= most; row++) {
            cellOf[row] = numbering.of(cellOf[row], Double.doubleToLongBits(column[row]));
        }
        return numbering.count();
    }

    private double[] representatives(double[] column) {
        double[] values = new double[count];
        for (int row = 0; row < column.length; row++) {
            values[cellOf[row]] = column[row];
        }
        return values;
    }

    int count() {
        return count;
    }

    /** 0-based position of a cell in the loop over them. */
    Expr offset() {
        return count == 1 ? Expr.of(0) : loop.index().minus(1);
    }

    /** The sum of something over the cells. */
    Expr sum(Expr body) {
        return count == 1 ? body : new Sum(loop, body);
    }

    /** The entry of a cell in a table with one for each. */
    Expr entry(double[] values, Tables tables) {
        return tables.entry(values, offset());
    }

    /** What is the same in all rows of a cell, as an expression of the cell. */
    Expr at(Expr expression) {
        return RowParts.replace(expression, values);
    }

    /** The sum over the rows of each cell. */
    double[] totals(double[] column) {
        double[] totals = new double[count];
        for (int row = 0; row < column.length; row++) {
            totals[cellOf[row]] += column[row];
        }
        return totals;
    }

    /** The numbers of the rows of each cell. */
    int[][] members() {
        int[] sizes = new int[count];
        Arrays.stream(cellOf).forEach(cell -> sizes[cell]++);
        int[][] members = new int[count][];
        Arrays.setAll(members, cell -> new int[sizes[cell]]);
        for (int row = cellOf.length - 1; row >= 0; row--) {
            int cell = cellOf[row];
            members[cell][--sizes[cell]] = row;
        }
        return members;
    }
}
