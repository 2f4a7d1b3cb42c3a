package org.penumbra.compiler.code;

import static java.lang.constant.ConstantDescs.CD_double;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.EnumMap;
import java.util.Map;
import org.penumbra.expression.Op;
import org.penumbra.math.Kernels;

/**
 * The bytecode of each operator, its arguments being on the stack. Computes what {@link Op#evaluate} does, bit for
 * bit.
 */
final class Instructions {

    private static final ClassDesc KERNELS = ClassDesc.of(Kernels.class.getName());
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final MethodTypeDesc UNARY = MethodTypeDesc.of(CD_double, CD_double);
    private static final MethodTypeDesc BINARY = MethodTypeDesc.of(CD_double, CD_double, CD_double);
    private static final MethodTypeDesc TERNARY = MethodTypeDesc.of(CD_double, CD_double, CD_double, CD_double);

    /** Operators that are one static call: class and method. */
    private record Target(ClassDesc owner, String method) {
    }

    private static final Map<Op, Target> CALLS = new EnumMap<>(Op.class);

    static {
        math(Op.ABS, "abs");
        math(Op.SIGN, "signum");
        math(Op.FLOOR, "floor");
        math(Op.CEIL, "ceil");
        math(Op.ROUND, "rint");
        math(Op.SQRT, "sqrt");
        math(Op.MIN, "min");
        math(Op.MAX, "max");
        kernel(Op.POW, "pow");
        kernel(Op.EXP, "exp");
        kernel(Op.EXPM1, "expm1");
        kernel(Op.LOG, "log");
        kernel(Op.LOG1P, "log1p");
        kernel(Op.EXPIT, "expit");
        kernel(Op.SOFTPLUS, "softplus");
        kernel(Op.SIN, "sin");
        kernel(Op.COS, "cos");
        kernel(Op.TAN, "tan");
        kernel(Op.ASIN, "asin");
        kernel(Op.ACOS, "acos");
        kernel(Op.ATAN, "atan");
        kernel(Op.SINH, "sinh");
        kernel(Op.COSH, "cosh");
        kernel(Op.TANH, "tanh");
        kernel(Op.ASINH, "asinh");
        kernel(Op.ACOSH, "acosh");
        kernel(Op.ATANH, "atanh");
        kernel(Op.ATAN2, "atan2");
        kernel(Op.HYPOT, "hypot");
        kernel(Op.CBRT, "cbrt");
        kernel(Op.LOG1M_EXP, "log1mExp");
        kernel(Op.LOG_ADD_EXP, "logAddExp");
        kernel(Op.NORMAL_QUANTILE, "normalQuantile");
        kernel(Op.GAMMA, "gamma");
        kernel(Op.CHOOSE, "choose");
        kernel(Op.TETRAGAMMA, "tetragamma");
        kernel(Op.ERF, "erf");
        kernel(Op.ERFC, "erfc");
        kernel(Op.NORMAL_CDF, "normalCdf");
        kernel(Op.LOG_NORMAL_CDF, "logNormalCdf");
        kernel(Op.LOG_GAMMA, "logGamma");
        kernel(Op.DIGAMMA, "digamma");
        kernel(Op.TRIGAMMA, "trigamma");
        kernel(Op.LOG_BETA, "logBeta");
        kernel(Op.LOG_BESSEL_I0E, "logBesselI0e");
        kernel(Op.BESSEL_RATIO, "besselRatio");
        kernel(Op.LOG_GAMMA_P, "logGammaP");
        kernel(Op.LOG_GAMMA_Q, "logGammaQ");
        kernel(Op.LOG_GAMMA_P_BY_SHAPE, "logGammaPByShape");
        kernel(Op.LOG_GAMMA_Q_BY_SHAPE, "logGammaQByShape");
        kernel(Op.LOG_BETA_CDF, "logBetaCdf");
        kernel(Op.LOG_BETA_CDF_BY_A, "logBetaCdfByA");
        kernel(Op.LOG_BETA_CDF_BY_B, "logBetaCdfByB");
        kernel(Op.LOG_STUDENT_CDF, "logStudentCdf");
        kernel(Op.LOG_STUDENT_CDF_BY_DF, "logStudentCdfByDf");
    }

    private Instructions() {
    }

    private static void math(Op op, String method) {
        CALLS.put(op, new Target(MATH, method));
    }

    private static void kernel(Op op, String method) {
        CALLS.put(op, new Target(KERNELS, method));
    }

    static void apply(CodeBuilder code, Op op) {
        Target call = CALLS.get(op);
        if (call != null) {
            code.invokestatic(call.owner(), call.method(), switch (op.arity()) {
                case 1 -> UNARY;
                case 2 -> BINARY;
                default -> TERNARY;
            });
            return;
        }
        switch (op) {
            case ADD -> code.dadd();
            case SUB -> code.dsub();
            case MUL -> code.dmul();
            case DIV -> code.ddiv();
            case REM -> code.drem();
            case NEG -> code.dneg();
            case SQUARE -> code.dup2().dmul();
            case LT -> truth(code.dcmpg(), Opcode.IFLT);
            case LE -> truth(code.dcmpg(), Opcode.IFLE);
            case EQ -> truth(code.dcmpg(), Opcode.IFEQ);
            case NE -> truth(code.dcmpg(), Opcode.IFNE);
            case NOT -> truth(code.dconst_0().dcmpg(), Opcode.IFEQ);
            case AND, OR -> connective(code, op);
            case SELECT -> select(code);
            case DETACH -> code.nop();
            default -> throw new IllegalStateException("no instruction for " + op);
        }
    }

    /** 1 when the branch on the int on the stack is taken, else 0. */
    private static void truth(CodeBuilder code, Opcode taken) {
        code.ifThenElse(taken, CodeBuilder::dconst_1, CodeBuilder::dconst_0);
    }

    /** a && b as (a != 0) * (b != 0) != 0, a || b as the same with a sum; NaN counts as true, as for {@code a != 0}. */
    private static void connective(CodeBuilder code, Op op) {
        truth(code.dconst_0().dcmpg(), Opcode.IFNE);
        int second = code.allocateLocal(java.lang.classfile.TypeKind.DOUBLE);
        code.dstore(second);
        truth(code.dconst_0().dcmpg(), Opcode.IFNE);
        code.dload(second);
        if (op == Op.AND) {
            code.dmul();
        } else {
            code.invokestatic(MATH, "max", BINARY);
        }
    }

    /** condition, whenTrue, whenFalse on the stack: the one that the condition chooses. */
    private static void select(CodeBuilder code) {
        int whenFalse = code.allocateLocal(java.lang.classfile.TypeKind.DOUBLE);
        int whenTrue = code.allocateLocal(java.lang.classfile.TypeKind.DOUBLE);
        code.dstore(whenFalse).dstore(whenTrue).dconst_0().dcmpg();
        code.ifThenElse(Opcode.IFNE, then -> then.dload(whenTrue), otherwise -> otherwise.dload(whenFalse));
    }

    static void integer(CodeBuilder code, Op op) {
        switch (op) {
            case ADD -> code.iadd();
            case SUB -> code.isub();
            case MUL -> code.imul();
            case NEG -> code.ineg();
            default -> throw new IllegalStateException(op + " in subscripts is tabulated at binding");
        }
    }
}
