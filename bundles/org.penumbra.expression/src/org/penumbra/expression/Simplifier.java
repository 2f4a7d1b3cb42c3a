package org.penumbra.expression;

/**
 * Local rewrites that hold for every value of the arguments, NaN and infinities included (the logarithms only
 * gain, where exp overflows or expit saturates); so {@code x * 0} stays, which is NaN where x is.
 */
final class Simplifier {

    private Simplifier() {
    }

    /** A simpler expression with the same value, or null. */
    static Expr simplify(Op op, Expr[] a) {
        if (allConstant(a)) {
            return fold(op, a);
        }
        return switch (op) {
            case ADD -> a[0].is(0) ? a[1] : a[1].is(0) ? a[0] : null;
            case SUB -> a[1].is(0) ? a[0] : a[0].is(0) ? a[1].negate() : null;
            case MUL -> product(a[0], a[1]);
            case DIV -> a[1].is(1) ? a[0] : a[1].is(-1) ? a[0].negate() : null;
            case POW -> power(a[0], a[1]);
            case NEG -> inverse(a[0], Op.NEG);
            case LOG -> logarithm(a[0]);
            case LOG1P -> logOfComplement(a[0]);
            case SELECT -> choice(a[0], a[1], a[2]);
            default -> null;
        };
    }

    /** The argument of {@code undone} when {@code x} is its application, or null. */
    private static Expr inverse(Expr x, Op undone) {
        return x instanceof Apply inner && inner.op() == undone ? inner.argument(0) : null;
    }

    /** log(exp(x)) = x and log(expit(x)) = -softplus(-x), which do not overflow or saturate. */
    private static Expr logarithm(Expr x) {
        Expr odds = inverse(x, Op.EXPIT);
        return odds != null ? odds.negate().softplus().negate() : inverse(x, Op.EXP);
    }

    /** log(1 - expit(x)) = -softplus(x). */
    private static Expr logOfComplement(Expr x) {
        Expr complement = inverse(x, Op.NEG);
        Expr odds = complement == null ? null : inverse(complement, Op.EXPIT);
        return odds == null ? null : odds.softplus().negate();
    }

    private static boolean allConstant(Expr[] arguments) {
        for (Expr argument : arguments) {
            if (!(argument instanceof Constant)) {
                return false;
            }
        }
        return true;
    }

    private static Expr fold(Op op, Expr[] arguments) {
        double[] values = new double[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = ((Constant) arguments[i]).value();
        }
        return new Constant(op.evaluate(values));
    }

    private static Expr product(Expr a, Expr b) {
        if (b instanceof Constant) {
            return b.times(a);
        }
        if (!(a instanceof Constant factor)) {
            return null;
        }
        if (factor.value() == 1) {
            return b;
        }
        if (factor.value() == -1) {
            return b.negate();
        }
        return nested(factor.value(), b);
    }

    /** c * (d * x) = (c d) * x and c * -x = (-c) * x, so that constants gather in front. */
    private static Expr nested(double factor, Expr b) {
        if (b instanceof Apply inner && inner.op() == Op.NEG) {
            return new Constant(-factor).times(inner.argument(0));
        }
        if (b instanceof Apply inner && inner.op() == Op.MUL && inner.argument(0) instanceof Constant second) {
            return new Constant(factor * second.value()).times(inner.argument(1));
        }
        return null;
    }

    private static Expr power(Expr base, Expr exponent) {
        if (exponent.is(1)) {
            return base;
        }
        if (exponent.is(2)) {
            return base.square();
        }
        if (exponent.is(0.5)) {
            return base.sqrt();
        }
        return exponent.is(-1) ? Expr.of(1).over(base) : null;
    }

    private static Expr choice(Expr condition, Expr whenTrue, Expr whenFalse) {
        if (condition instanceof Constant known) {
            return known.value() != 0 ? whenTrue : whenFalse;
        }
        return whenTrue.equals(whenFalse) ? whenTrue : null;
    }
}
