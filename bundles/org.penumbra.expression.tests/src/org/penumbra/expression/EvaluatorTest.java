package org.penumbra.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluatorTest {

    private static final Array Y = new Array("y", Array.Role.DATA, List.of(4));
    private static final Index I = new Index("i", 0);
    private static final Loop LOOP = new Loop(I, Expr.of(1), Expr.of(4));
    private final Evaluator evaluator = new Evaluator(Map.of(Y, new double[] {2, 3, 5, 7})::get);

    @Test
    void sumsIncludeBothEnds() {
        assertEquals(17, evaluator.evaluate(new Sum(LOOP, new Element(Y, I.minus(1)))));
    }

    @Test
    void anEmptyRangeSumsToZero() {
        Loop empty = new Loop(I, Expr.of(3), Expr.of(2));
        assertEquals(0, evaluator.evaluate(new Sum(empty, new Element(Y, I.minus(1)))));
        assertEquals(0, evaluator.evaluate(empty.count()));
    }

    @Test
    void onlyTheChosenBranchIsEvaluated() {
        Expr outside = new Element(Y, Expr.of(99));
        Expr lazy = Expr.select(new Element(Y, Expr.of(0)).lessThan(Expr.of(3)), Expr.of(1), outside);
        assertEquals(1, evaluator.evaluate(lazy));
        assertThrows(IndexOutOfBoundsException.class, () -> evaluator.evaluate(outside));
    }

    @Test
    void innerLoopsSeeOuterIndices() {
        Index j = new Index("j", 1);
        Sum inner = new Sum(new Loop(j, Expr.of(1), I), new Element(Y, j.minus(1)));
        assertEquals(2 + 5 + 10 + 17, evaluator.evaluate(new Sum(LOOP, inner)));
    }

    @Test
    void anIndexOutsideOfItsLoopHasNoValue() {
        assertThrows(IllegalStateException.class, () -> evaluator.evaluate(I));
    }

    @Test
    void sharedSubexpressionsAreEvaluatedOnce() {
        Expr deep = new Element(Y, Expr.of(0));
        for (int k = 0; k < 200; k++) {
            deep = Apply.of(Op.MAX, deep, deep);
        }
        assertEquals(2, evaluator.evaluate(deep), "2^200 evaluations would not end");
    }
}
