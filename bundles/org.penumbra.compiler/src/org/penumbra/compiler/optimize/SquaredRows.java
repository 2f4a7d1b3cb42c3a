package org.penumbra.compiler.optimize;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/** Writes |R c|^2 as an expression: short sums of products, squared. */
final class SquaredRows {

    private final QuadraticForm form;
    private final Triangles triangles;
    private final Cells groups;
    private final Tables tables;

    /** @param groups null without groups */
    SquaredRows(QuadraticForm form, Triangles triangles, Cells groups, Tables tables) {
        this.form = form;
        this.triangles = triangles;
        this.groups = groups;
        this.tables = tables;
    }

    Expr total() {
        List<Expr> squares = new ArrayList<>();
        if (groups != null) {
            squares.add(ofGroups());
        }
        int row = 0;
        for (int b = 0; b < form.blocks.size(); b++) {
            squares.add(ofBlock(b, row));
            row += form.blocks.get(b).size();
        }
        for (int k = 0; k < form.single.size(); k++) {
            squares.add(ofSingle(k, row + k));
        }
        return sum(squares);
    }

    /** A sum as a balanced tree, of which short chains of additions are computed side by side. */
    private static Expr sum(List<Expr> parts) {
        if (parts.isEmpty()) {
            return Expr.of(0);
        }
        int half = parts.size() / 2;
        return half == 0 ? parts.getFirst()
                : sum(parts.subList(0, half)).plus(sum(parts.subList(half, parts.size())));
    }

    private static void addProduct(Expr entry, Expr coefficient, List<Expr> products) {
        if (!entry.is(0)) {
            products.add(entry.times(coefficient));
        }
    }

    private Expr ofSingle(int first, int row) {
        List<Expr> products = new ArrayList<>();
        for (int k = first; k < form.single.size(); k++) {
            addProduct(Expr.of(triangles.common(row, form.blockColumns() + k)), form.single.get(k), products);
        }
        return sum(products).square();
    }

    /** The rows in which the columns of a block are eliminated: column d is 0 below row d. */
    private Expr ofBlock(int b, int firstRow) {
        int size = form.blocks.get(b).size();
        Loop row = tables.loop("row", size);
        Expr offset = row.index().minus(1);
        List<Expr> products = new ArrayList<>();
        int column = firstRow;
        for (int other = b; other < form.blocks.size(); other++) {
            LinearForm.Block block = form.blocks.get(other);
            int from = column;
            Expr first = other == b ? row.index() : Expr.of(1);
            products.add(product(block, first, offset, size, k -> triangles.common(firstRow + k / block.size(),
                    from + k % block.size())));
            column += block.size();
        }
        for (int k = 0; k < form.single.size(); k++) {
            int at = column + k;
            addProduct(tables.entry(values(size, r -> triangles.common(firstRow + r, at)), offset),
                    form.single.get(k), products);
        }
        return new Sum(row, sum(products).square());
    }

    private static double[] values(int size, IntToDoubleFunction entry) {
        double[] values = new double[size];
        for (int k = 0; k < size; k++) {
            values[k] = entry.applyAsDouble(k);
        }
        return values;
    }

    /**
     * A row of a matrix times the coefficients of a block.
     *
     * @param first 1-based position of the first column that is not 0
     * @param offset of the row, 0-based
     * @param entries row-major, by position
     */
    private Expr product(LinearForm.Block block, Expr first, Expr offset, int rowCount, IntToDoubleFunction entries) {
        Loop column = tables.loop("column", block.size());
        Expr entry = tables.entry(values(rowCount * block.size(), entries),
                offset.times(block.size()).plus(column.index().minus(1)));
        return new Sum(column.between(first, column.upper()), entry.times(block.coefficient(column.index())));
    }

    private Expr ofGroups() {
        List<Expr> squares = new ArrayList<>();
        for (int row = 0; row < form.grouped.size(); row++) {
            squares.add(ofGroups(row).square());
        }
        return groups.sum(sum(squares));
    }

    /** The row of each group in which the column of this number is eliminated. */
    private Expr ofGroups(int row) {
        List<Expr> products = new ArrayList<>();
        int column = row;
        for (; column < form.grouped.size(); column++) {
            addProduct(groups.entry(triangles.grouped(row, column), tables),
                    groups.at(form.grouped.get(column)), products);
        }
        for (LinearForm.Block block : form.blocks) {
            int from = column;
            double[][] entries = new double[block.size()][];
            for (int k = 0; k < entries.length; k++) {
                entries[k] = triangles.grouped(row, from + k);
            }
            products.add(product(block, Expr.of(1), groups.offset(), groups.count(),
                    k -> entries[k % entries.length][k / entries.length]));
            column += block.size();
        }
        for (Expr coefficient : form.single) {
            addProduct(groups.entry(triangles.grouped(row, column++), tables), coefficient, products);
        }
        return sum(products);
    }
}
