package org.penumbra.expression;

/** The partial derivative of each operator, as an expression. The one place where derivative rules are written. */
public final class Derivatives {

    private static final double TWO_OVER_SQRT_PI = 2 / Math.sqrt(Math.PI);
    private static final double LOG_SQRT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);
    private static final Expr ONE = Expr.of(1);

    private Derivatives() {
    }

    /**
     * The derivative of {@code apply} by its argument at a 0-based position. Steps (floor, comparisons) have derivative
     * 0 wherever they have one; kinks (abs, min, max) take one of the one-sided values.
     *
     * @throws IllegalArgumentException when there is no rule; the message names the operator
     */
    public static Expr partial(Apply apply, int position) {
        Expr x = apply.argument(0);
        return switch (apply.op()) {
            case ADD -> ONE;
            case SUB -> position == 0 ? ONE : Expr.of(-1);
            case MUL -> apply.argument(1 - position);
            case DIV -> position == 0 ? ONE.over(apply.argument(1)) : apply.over(apply.argument(1)).negate();
            case POW -> power(apply, position);
            case REM -> position == 0 ? ONE : quotient(apply).negate();
            case MIN -> chosen(x.lessOrEqual(apply.argument(1)), position);
            case LOG_BETA -> Apply.of(Op.DIGAMMA, apply.argument(position))
                    .minus(Apply.of(Op.DIGAMMA, x.plus(apply.argument(1))));
            case MAX -> chosen(apply.argument(1).lessOrEqual(x), position);
            case LT, LE, EQ, NE, AND, OR, NOT, SIGN, FLOOR, CEIL, ROUND, DETACH -> Expr.of(0);
            case ATAN2, HYPOT, LOG_ADD_EXP, CHOOSE -> SpecialDerivatives.binary(apply, position);
            case SELECT -> throw new IllegalArgumentException("select is differentiated branch by branch");
            case LOG_GAMMA_P, LOG_GAMMA_Q, LOG_BETA_CDF, LOG_STUDENT_CDF -> CdfDerivatives.partial(apply, position);
            default -> unary(apply, x);
        };
    }

    /** d/da a^b = b a^(b-1); d/db a^b = a^b log a, which is 0 at a = 0 where b is positive. */
    private static Expr power(Apply apply, int position) {
        Expr base = apply.argument(0);
        Expr exponent = apply.argument(1);
        if (position == 0) {
            return exponent.times(base.power(exponent.minus(1)));
        }
        return Expr.select(base.equalTo(Expr.of(0)), Expr.of(0), apply.times(base.log()));
    }

    /** The whole number of times that the divisor goes into the dividend, rounded towards 0. */
    private static Expr quotient(Apply apply) {
        Expr ratio = apply.argument(0).over(apply.argument(1));
        return Apply.of(Op.SIGN, ratio).times(Apply.of(Op.FLOOR, ratio.abs()));
    }

    private static Expr chosen(Expr firstIsChosen, int position) {
        return position == 0 ? firstIsChosen : Apply.of(Op.NOT, firstIsChosen);
    }

    private static Expr unary(Apply self, Expr x) {
        return switch (self.op()) {
            case NEG -> Expr.of(-1);
            case ABS -> Apply.of(Op.SIGN, x);
            case SQUARE -> x.times(2);
            case SQRT -> Expr.of(0.5).over(self);
            case EXP -> self;
            case EXPM1 -> self.plus(1);
            case LOG -> ONE.over(x);
            case LOG1P -> ONE.over(x.plus(1));
            case EXPIT -> self.times(x.negate().expit());
            case SOFTPLUS -> x.expit();
            case LOG_GAMMA -> Apply.of(Op.DIGAMMA, x);
            case DIGAMMA -> Apply.of(Op.TRIGAMMA, x);
            case TRIGAMMA -> Apply.of(Op.TETRAGAMMA, x);
            case LOG_BESSEL_I0E -> Apply.of(Op.BESSEL_RATIO, x).minus(1);
            case BESSEL_RATIO -> besselRatio(self, x);
            case ERF -> x.square().negate().exp().times(TWO_OVER_SQRT_PI);
            case ERFC -> x.square().negate().exp().times(-TWO_OVER_SQRT_PI);
            case NORMAL_CDF -> x.square().times(-0.5).minus(LOG_SQRT_TWO_PI).exp();
            case LOG_NORMAL_CDF -> x.square().times(-0.5).minus(LOG_SQRT_TWO_PI).minus(self).exp();
            default -> trigonometric(self, x);
        };
    }

    /** A' = 1 - A^2 - A / x for A = I1 / I0 (Abramowitz and Stegun 9.6.26); A / x has the limit 1/2 at 0. */
    private static Expr besselRatio(Apply self, Expr x) {
        Expr quotient = Expr.select(x.equalTo(Expr.of(0)), Expr.of(0.5), self.over(x));
        return ONE.minus(self.square()).minus(quotient);
    }

    private static Expr trigonometric(Apply self, Expr x) {
        return switch (self.op()) {
            case SIN -> Apply.of(Op.COS, x);
            case COS -> Apply.of(Op.SIN, x).negate();
            case TAN -> self.square().plus(1);
            case ASIN -> ONE.over(ONE.minus(x.square()).sqrt());
            case ACOS -> Expr.of(-1).over(ONE.minus(x.square()).sqrt());
            case ATAN -> ONE.over(x.square().plus(1));
            case SINH -> Apply.of(Op.COSH, x);
            case COSH -> Apply.of(Op.SINH, x);
            case TANH -> ONE.minus(self.square());
            default -> SpecialDerivatives.unary(self, x);
        };
    }
}
