package org.penumbra.math;

import java.util.List;

/**
 * Arithmetic on some representation of numbers: one at a time, a vector register of them, or code that computes them.
 * Every operation rounds as the one of {@code double} does, so that what is written over it gives the same bits in
 * all of them.
 *
 * @param <D> double numbers
 * @param <L> 64-bit integers
 * @param <M> truth values
 */
public interface Lanewise<D, L, M> {

    D constant(double value);

    D plus(D a, D b);

    D minus(D a, D b);

    D times(D a, D b);

    D over(D a, D b);

    /** a b + c, rounded once. */
    D fma(D a, D b, D c);

    D negate(D a);

    D abs(D a);

    /** As {@link Math#min(double, double)}. */
    D min(D a, D b);

    /** As {@link Math#max(double, double)}. */
    D max(D a, D b);

    /** The magnitude of one number with the sign of another. */
    D copySign(D magnitude, D sign);

    /** a &lt; b; false for NaN. */
    M less(D a, D b);

    /** a &lt;= b; false for NaN. */
    M lessOrEqual(D a, D b);

    M equal(D a, D b);

    /** Both are there; one is chosen. */
    D select(M condition, D whenTrue, D whenFalse);

    /** The 64 bits of a number. */
    L bits(D a);

    /** The number of 64 bits. */
    D fromBits(L bits);

    L add(L a, long b);

    L subtract(L a, L b);

    L shiftLeft(L a, int count);

    /** With the sign. */
    L shiftRight(L a, int count);

    /**
     * What {@code usual} is, but a function's own value where a condition holds, which is rare: there it is called as
     * scalar code calls it.
     */
    D unless(M rare, Fallback function, D usual, List<D> arguments);

    /** Functions with arguments that are left to scalar code. */
    enum Fallback {
        LOG_GAMMA("logGamma", 1), DIGAMMA("digamma", 1), POW("pow", 2), LOG_BETA("logBeta", 2);

        private final String method;
        private final int arity;

        Fallback(String method, int arity) {
            this.method = method;
            this.arity = arity;
        }

        /** Its name in {@link Kernels}. */
        public String method() {
            return method;
        }

        public int arity() {
            return arity;
        }
    }
}
