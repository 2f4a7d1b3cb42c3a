package org.penumbra.expression;

/** Derivatives of operators that few models use. */
final class SpecialDerivatives {

    private static final double LOG_SQRT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);
    private static final Expr ONE = Expr.of(1);

    private SpecialDerivatives() {
    }

    static Expr binary(Apply self, int position) {
        Expr x = self.argument(0);
        Expr y = self.argument(1);
        return switch (self.op()) {
            case ATAN2 -> (position == 0 ? y : x.negate()).over(x.square().plus(y.square()));
            case HYPOT -> self.argument(position).over(self);
            case LOG_ADD_EXP -> position == 0 ? x.minus(y).expit() : y.minus(x).expit();
            case CHOOSE -> self.times(choose(x, y, position));
            default -> throw none(self);
        };
    }

    /** d log (n over k) = psi(n + 1) - psi(n - k + 1) by n, psi(n - k + 1) - psi(k + 1) by k. */
    private static Expr choose(Expr n, Expr k, int position) {
        Expr rest = Apply.of(Op.DIGAMMA, n.minus(k).plus(1));
        return position == 0 ? Apply.of(Op.DIGAMMA, n.plus(1)).minus(rest)
                : rest.minus(Apply.of(Op.DIGAMMA, k.plus(1)));
    }

    static Expr unary(Apply self, Expr x) {
        return switch (self.op()) {
            case CBRT -> ONE.over(self.square().times(3));
            case ASINH -> ONE.over(x.square().plus(1).sqrt());
            case ACOSH -> ONE.over(x.minus(1).times(x.plus(1)).sqrt());
            case ATANH -> ONE.over(ONE.minus(x.square()));
            case LOG1M_EXP -> Expr.of(-1).over(x.negate().expm1());
            case NORMAL_QUANTILE -> self.square().times(0.5).plus(LOG_SQRT_TWO_PI).exp();
            case GAMMA -> self.times(Apply.of(Op.DIGAMMA, x));
            default -> throw none(self);
        };
    }

    private static IllegalArgumentException none(Apply self) {
        return new IllegalArgumentException("'" + self.op().symbol() + "' has no derivative rule");
    }
}
