package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

/** Loops over the rows of a matrix that multiply it with coefficients. */
class RegressionTest {

    private static final int COLUMNS = 5;

    private final Check check = new Check();
    private final Array b = check.free("b", COLUMNS);
    private final Array t = check.free("t", COLUMNS);
    private final Array s = check.free("s", 1);
    private final Loop d = new Loop(new Index("d", 1000), Expr.of(1), Expr.of(COLUMNS));
    private final double[] point = new Random(7).doubles(2 * COLUMNS + 1, -1, 1).toArray();

    private Array data(String name, int count) {
        return check.data(name, new Random(count).doubles(count, -1, 1).toArray());
    }

    private static Loop rows(int count) {
        return new Loop(new Index("i", count), Expr.of(1), Expr.of(count));
    }

    private static Expr at(Array array, Expr subscript) {
        return new Element(array, subscript.minus(1));
    }

    /** Row-major where {@code byRows}, else column after column. */
    private Expr x(Loop i, int count, boolean byRows) {
        Array x = data("x", count * COLUMNS);
        Expr row = i.index().minus(1);
        Expr column = d.index().minus(1);
        return new Element(x, byRows ? row.times(COLUMNS).plus(column) : column.times(count).plus(row));
    }

    private String listing(Expr density) {
        return check.compile(density).listing();
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 65, 130, 200, 333})
    void linearPredictorsAndTheirGradients(int count) {
        Loop i = rows(count);
        Expr eta = new Sum(d, x(i, count, true).times(at(b, d.index()))).plus(new Element(s, Expr.of(0)));
        Expr sign = at(data("sign", count), i.index());
        Expr density = new Sum(i, Expr.select(sign.lessThan(Expr.of(0.9)), sign.times(eta).softplus(), Expr.of(0)));
        check.all(density, point, 1e-8);
        assertTrue(listing(density).contains("accumulate"), "the matrix is not read tile by tile");
    }

    @Test
    void coefficientsMayBeProductsAndMatricesTransposed() {
        int count = 150;
        Loop i = rows(count);
        Expr coefficient = at(b, d.index()).times(at(t, d.index()).exp()).times(new Element(s, Expr.of(0)).exp());
        Expr eta = new Sum(d, x(i, count, false).times(coefficient));
        Expr density = new Sum(i, at(data("y", count), i.index()).minus(eta).square().times(-0.5).exp());
        check.all(density, point, 1e-8);
        assertTrue(listing(density).contains("accumulate"), "the matrix is not read tile by tile");
    }

    @Test
    void twoPredictorsOfOneRow() {
        int count = 100;
        Loop i = rows(count);
        Loop e = new Loop(new Index("e", 1001), Expr.of(1), Expr.of(COLUMNS));
        Expr z = new Element(data("z", count * COLUMNS), i.index().minus(1).times(COLUMNS).plus(e.index().minus(1)));
        Expr mean = new Sum(d, x(i, count, true).times(at(b, d.index())));
        Expr logScale = new Sum(e, z.times(at(t, e.index())));
        Expr residual = at(data("y", count), i.index()).minus(mean).over(logScale.exp());
        check.all(new Sum(i, residual.square().times(-0.5).minus(logScale)), point, 1e-8);
    }

    @Test
    void whatIsNoProductOfRowAndColumnIsSummedPlainly() {
        int count = 80;
        Loop i = rows(count);
        Expr distance = new Sum(d, x(i, count, true).minus(at(b, d.index())).square());
        check.all(new Sum(i, distance.times(-0.5).exp()), point, 1e-8);
    }
}
