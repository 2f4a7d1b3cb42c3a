package org.penumbra.compiler.code;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.penumbra.expression.Op;
import org.penumbra.math.LaneBeta;
import org.penumbra.math.LaneGamma;
import org.penumbra.math.LaneKernels;
import org.penumbra.math.LanePow;

/** Operators that vector code has: what each takes of a method's size, and its instructions. */
final class VectorOps {

    /** Vector operations of each, roughly; what is not here runs row by row. */
    private static final Map<Op, Integer> WEIGHTS = new EnumMap<>(Op.class);

    static {
        for (Op op : List.of(Op.ADD, Op.SUB, Op.MUL, Op.DIV, Op.NEG, Op.ABS, Op.SQUARE, Op.SQRT, Op.MIN, Op.MAX, Op.LT,
                Op.LE, Op.EQ, Op.NE, Op.AND, Op.OR, Op.NOT, Op.SELECT)) {
            WEIGHTS.put(op, 1);
        }
        WEIGHTS.put(Op.SIGN, 4);
        WEIGHTS.put(Op.EXP, 45);
        WEIGHTS.put(Op.EXPM1, 105);
        WEIGHTS.put(Op.LOG, 50);
        WEIGHTS.put(Op.LOG1P, 60);
        WEIGHTS.put(Op.EXPIT, 50);
        WEIGHTS.put(Op.TANH, 65);
        WEIGHTS.put(Op.POW, 110);
        WEIGHTS.put(Op.LOG_GAMMA, 140);
        WEIGHTS.put(Op.LOG_BETA, 340);
        WEIGHTS.put(Op.DIGAMMA, 150);
    }

    private VectorOps() {
    }

    static boolean has(Op op) {
        return WEIGHTS.containsKey(op);
    }

    static int weight(Op op) {
        return WEIGHTS.get(op);
    }

    /** Whether its values are 1 and 0. */
    static boolean isTruth(Op op) {
        return switch (op) {
            case LT, LE, EQ, NE, AND, OR, NOT -> true;
            default -> false;
        };
    }

    /** An operator of one number. */
    static int unary(VectorCode code, Op op, int x) {
        return switch (op) {
            case NEG -> code.negate(x);
            case ABS -> code.abs(x);
            case SQUARE -> code.times(x, x);
            case SQRT -> code.squareRoot(x);
            case SIGN -> sign(code, x);
            case EXP -> LaneKernels.exp(code, x);
            case EXPM1 -> LaneKernels.expm1(code, x);
            case LOG -> LaneKernels.log(code, x);
            case LOG1P -> LaneKernels.log1p(code, x);
            case EXPIT -> LaneKernels.expit(code, x);
            case TANH -> LaneKernels.tanh(code, x);
            case LOG_GAMMA -> LaneGamma.logGamma(code, x);
            case DIGAMMA -> LaneGamma.digamma(code, x);
            default -> throw new IllegalStateException("no vector form of " + op);
        };
    }

    /** x itself where it is 0 or NaN. */
    private static int sign(VectorCode code, int x) {
        int zero = code.constant(0);
        int negative = code.select(code.less(x, zero), code.constant(-1), x);
        return code.select(code.less(zero, x), code.constant(1), negative);
    }

    /** An operator of two numbers. */
    static int binary(VectorCode code, Op op, int a, int b) {
        return switch (op) {
            case ADD -> code.plus(a, b);
            case SUB -> code.minus(a, b);
            case MUL -> code.times(a, b);
            case DIV -> code.over(a, b);
            case LOG_BETA -> LaneBeta.logBeta(code, a, b);
            case POW -> LanePow.pow(code, a, b);
            case MIN -> code.min(a, b);
            case MAX -> code.max(a, b);
            default -> throw new IllegalStateException("no vector form of " + op);
        };
    }
}
