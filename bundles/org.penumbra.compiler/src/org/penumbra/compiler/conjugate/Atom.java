package org.penumbra.compiler.conjugate;

import java.util.List;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/**
 * A function of one element of a site, or a function that is no statistic yet.
 *
 * @param kind which function
 * @param array the site; null for {@link Kind#LOG_SUM} and {@link Kind#SOFTPLUS}
 * @param offset 0-based position of the element
 * @param power the exponent of a {@link Kind#POWER}
 * @param argument the value of an {@link Kind#INDICATOR}; what stands inside of a log of a sum or a softplus; the value
 *        of a {@link Kind#FUNCTION}
 */
record Atom(Kind kind, Array array, Expr offset, double power, Expr argument) {

    /** The functions. */
    enum Kind {
        /** x^power. */
        POWER,
        /** log x. */
        LOG,
        /** log(1 - x). */
        LOG_COMPLEMENT,
        /** 1 where x is a value, else 0. */
        INDICATOR,
        /** log of a sum of positive parts. */
        LOG_SUM,
        /** log(1 + exp(x)). */
        SOFTPLUS,
        /** Any function of sites that have no conjugate family. */
        FUNCTION
    }

    /** Stands for all sites without a conjugate family, which {@link Kind#FUNCTION} is about. */
    static final Array GRADIENT = new Array("gradient block", Array.Role.FREE, List.of());

    static Atom power(Array array, Expr offset, double power) {
        return new Atom(Kind.POWER, array, offset, power, null);
    }

    static Atom log(Array array, Expr offset) {
        return new Atom(Kind.LOG, array, offset, 1, null);
    }

    static Atom logComplement(Array array, Expr offset) {
        return new Atom(Kind.LOG_COMPLEMENT, array, offset, 1, null);
    }

    static Atom indicator(Array array, Expr offset, Expr value) {
        return new Atom(Kind.INDICATOR, array, offset, 1, value);
    }

    static Atom function(Expr argument) {
        return new Atom(Kind.FUNCTION, GRADIENT, Expr.of(0), 1, argument);
    }

    static Atom opaque(Kind kind, Expr argument) {
        return new Atom(kind, null, null, 1, argument);
    }

    Atom withPower(double other) {
        return new Atom(kind, array, offset, other, argument);
    }

    boolean isPowerOfSame(Atom other) {
        return kind == Kind.POWER && other.kind == Kind.POWER && array.equals(other.array)
                && offset.equals(other.offset);
    }

    boolean isOpaque() {
        return array == null;
    }

    /** The expressions that decide which element, and which value, this is about. */
    List<Expr> places() {
        return isOpaque() ? List.of(argument) : argument == null ? List.of(offset) : List.of(offset, argument);
    }

    @Override
    public String toString() {
        String name = isOpaque() ? argument.toString() : array.name() + "{" + offset + "}";
        return switch (kind) {
            case POWER -> power == 1 ? name : name + "^" + power;
            case LOG -> "log " + name;
            case LOG_COMPLEMENT -> "log(1 - " + name + ")";
            case INDICATOR -> "[" + name + " = " + argument + "]";
            case LOG_SUM -> "log(" + name + ")";
            case SOFTPLUS -> "softplus(" + name + ")";
            case FUNCTION -> argument.toString();
        };
    }
}
