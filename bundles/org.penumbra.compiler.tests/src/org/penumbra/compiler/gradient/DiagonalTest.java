package org.penumbra.compiler.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Sum;

class DiagonalTest {

    private static final int ROWS = 4;

    private final Diagonal diagonal = new Diagonal(new Facts());
    private final Loop i = loop("i", 1, 1, ROWS);
    private final Loop j = loop("j", 2, 1, ROWS);
    private final Array matrix = new Array("m", Array.Role.FREE, List.of(ROWS, ROWS));
    private final Expr scale = new Element(new Array("s", Array.Role.FREE, List.of()), Expr.of(0));

    private static Loop loop(String name, int number, int lower, int upper) {
        return new Loop(new Index(name, number), Expr.of(lower), Expr.of(upper));
    }

    private Expr element(Expr row, Expr column) {
        return new Element(matrix, row.minus(1).times(ROWS).plus(column.minus(1)));
    }

    private Expr body(Expr condition) {
        return scale.times(condition.times(element(i.index(), j.index())));
    }

    private Expr sum(Expr body, Loop... around) {
        return diagonal.sum(j, body, List.of(around));
    }

    @Test
    void oneTermIsLeftWhereTheIndicesAreEqual() {
        Expr left = scale.times(element(i.index(), i.index()));
        assertEquals(left, sum(body(j.index().equalTo(i.index())), i));
        assertEquals(left, sum(body(i.index().equalTo(j.index())), i), "either way round");
        assertEquals(left, sum(body(i.index().equalTo(j.index())), loop("k", 3, 1, ROWS), i), "in more loops");
    }

    @Test
    void aConditionAloneIsOne() {
        assertEquals(Expr.of(1), sum(i.index().equalTo(j.index()), i));
    }

    /** Where i is 5, no j is, and the sum is 0. */
    @Test
    void aLoopOfAnotherRangeKeepsItsSum() {
        Expr body = body(i.index().equalTo(j.index()));
        for (Loop other : List.of(loop("i", 1, 1, ROWS + 1), loop("i", 1, 0, ROWS))) {
            assertEquals(new Sum(j, body), sum(body, other));
        }
        assertEquals(new Sum(j, body), sum(body), "nor is an index known that no loop around has");
    }

    @Test
    void otherConditionsKeepTheSum() {
        Loop k = loop("k", 3, 1, ROWS);
        for (Expr condition : List.of(i.index().equalTo(k.index()), j.index().equalTo(i.index().plus(1)),
                j.index().lessThan(i.index()), j.index().equalTo(Expr.of(2)))) {
            assertEquals(new Sum(j, body(condition)), sum(body(condition), i, k), condition::toString);
        }
    }

    /** One of two terms is no factor of the body. */
    @Test
    void aConditionInATermKeepsTheSum() {
        Expr body = i.index().equalTo(j.index()).plus(element(i.index(), j.index()));
        assertEquals(new Sum(j, body), sum(body, i));
    }
}
