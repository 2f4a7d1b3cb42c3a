package org.penumbra.compiler.code;

import java.util.List;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Op;

/**
 * Roughly how long scalar code takes, in nanoseconds of a usual machine. Only the order of magnitude matters, and that
 * it is the same everywhere: results depend on what is cut for its sake.
 */
final class Work {

    private static final double SIMPLE = 0.5;
    private static final double DIVISION = 3;
    private static final double ELEMENTARY = 8;
    private static final double SPECIAL = 40;
    /** A number of a matrix, times another one. */
    private static final double PRODUCT = 0.3;

    private Work() {
    }

    /** Of the steps at one level, without the loops among them. */
    static double of(List<Step> steps) {
        return steps.stream().mapToDouble(Work::of).sum();
    }

    private static double of(Step step) {
        return switch (step) {
            case Step.Compute(Apply apply) -> of(apply.op());
            case Step.Call call -> throw new IllegalStateException("a loop with calls is not cut");
            case Step.Run run -> 0;
            case Step.Rows rows -> 0;
            case Step.Pieces pieces -> 0;
            default -> SIMPLE;
        };
    }

    private static double of(Op op) {
        return switch (op) {
            case ADD, SUB, MUL, NEG, ABS, SQUARE, MIN, MAX, SIGN, LT, LE, EQ, NE, AND, OR, NOT, SELECT, DETACH ->
                SIMPLE;
            case DIV, SQRT, REM, FLOOR, CEIL, ROUND -> DIVISION;
            case EXP, EXPM1, LOG, LOG1P, EXPIT, SOFTPLUS, TANH, SIN, COS, TAN, SINH, COSH -> ELEMENTARY;
            default -> SPECIAL;
        };
    }

    /** Of one row of the products with matrices. */
    static double of(Products products) {
        return PRODUCT * (products.dots().stream().mapToInt(Products.Dot::columns).sum()
                + products.ranks().stream().mapToInt(Products.Rank::columns).sum());
    }
}
