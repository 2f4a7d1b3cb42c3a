package org.penumbra.expression;

/**
 * A real-valued scalar expression over data, latent sites and loop indices; immutable, compared by structure.
 *
 * <p>This is what distributions write their log density in, and what the compiler differentiates and turns into
 * bytecode. Building one never evaluates anything but constants. Truth values are 1 and 0.
 *
 * <pre>{@code
 * Expr z = x.minus(loc).over(scale);
 * return z.square().times(-0.5).minus(scale.log()).minus(0.5 * Math.log(2 * Math.PI));
 * }</pre>
 */
public sealed interface Expr permits Constant, Index, Element, Apply, Sum {

    static Expr of(double value) {
        return new Constant(value);
    }

    /** {@code whenTrue} where {@code condition} is not 0, else {@code whenFalse}; only the chosen one is evaluated. */
    static Expr select(Expr condition, Expr whenTrue, Expr whenFalse) {
        return Apply.of(Op.SELECT, condition, whenTrue, whenFalse);
    }

    /** {@code value} where {@code condition} holds, else minus infinity: the shape of a bounded log density. */
    static Expr within(Expr condition, Expr value) {
        return select(condition, value, of(Double.NEGATIVE_INFINITY));
    }

    /** The value of a constant; empty for everything else. */
    default java.util.OptionalDouble constantValue() {
        return this instanceof Constant constant ? java.util.OptionalDouble.of(constant.value())
                : java.util.OptionalDouble.empty();
    }

    /** Whether this is the constant {@code value}. */
    default boolean is(double value) {
        return this instanceof Constant constant && constant.value() == value;
    }

    default Expr plus(Expr other) {
        return Apply.of(Op.ADD, this, other);
    }

    default Expr plus(double other) {
        return plus(of(other));
    }

    default Expr minus(Expr other) {
        return Apply.of(Op.SUB, this, other);
    }

    default Expr minus(double other) {
        return minus(of(other));
    }

    default Expr times(Expr other) {
        return Apply.of(Op.MUL, this, other);
    }

    default Expr times(double other) {
        return times(of(other));
    }

    default Expr over(Expr other) {
        return Apply.of(Op.DIV, this, other);
    }

    default Expr over(double other) {
        return over(of(other));
    }

    default Expr negate() {
        return Apply.of(Op.NEG, this);
    }

    default Expr power(Expr exponent) {
        return Apply.of(Op.POW, this, exponent);
    }

    default Expr square() {
        return Apply.of(Op.SQUARE, this);
    }

    default Expr sqrt() {
        return Apply.of(Op.SQRT, this);
    }

    default Expr exp() {
        return Apply.of(Op.EXP, this);
    }

    default Expr expm1() {
        return Apply.of(Op.EXPM1, this);
    }

    default Expr log() {
        return Apply.of(Op.LOG, this);
    }

    /** log(1 + x), exact for small x. */
    default Expr log1p() {
        return Apply.of(Op.LOG1P, this);
    }

    /** 1 / (1 + exp(-x)), the logistic function. */
    default Expr expit() {
        return Apply.of(Op.EXPIT, this);
    }

    /** log(1 + exp(x)), without overflow. */
    default Expr softplus() {
        return Apply.of(Op.SOFTPLUS, this);
    }

    /** log |Gamma(x)|. */
    default Expr logGamma() {
        return Apply.of(Op.LOG_GAMMA, this);
    }

    /** log of the beta function of this and {@code other}. */
    default Expr logBeta(Expr other) {
        return Apply.of(Op.LOG_BETA, this, other);
    }

    default Expr abs() {
        return Apply.of(Op.ABS, this);
    }

    default Expr lessThan(Expr other) {
        return Apply.of(Op.LT, this, other);
    }

    default Expr lessOrEqual(Expr other) {
        return Apply.of(Op.LE, this, other);
    }

    default Expr equalTo(Expr other) {
        return Apply.of(Op.EQ, this, other);
    }

    default Expr and(Expr other) {
        return Apply.of(Op.AND, this, other);
    }
}
