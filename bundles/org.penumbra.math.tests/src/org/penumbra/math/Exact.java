package org.penumbra.math;

import java.math.BigDecimal;
import java.math.MathContext;

/** exp and log to 50 digits by textbook series: slow, and independent of the kernels they judge. */
final class Exact {

    private static final MathContext DIGITS = new MathContext(60);
    private static final int HALVINGS = 16;

    private Exact() {
    }

    /** e^x by the Taylor series at x / 2^16, squared 16 times. */
    static BigDecimal exp(BigDecimal x) {
        BigDecimal small = x.divide(BigDecimal.valueOf(1L << HALVINGS), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int k = 1; term.signum() != 0 && term.abs().compareTo(new BigDecimal("1e-60")) > 0; k++) {
            term = term.multiply(small, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.multiply(sum, DIGITS);
        }
        return sum;
    }

    /** log x = y + log(x e^-y) for the double y next to it; the remaining logarithm is that of 1 + 1e-16 or so. */
    static BigDecimal log(BigDecimal x) {
        double near = StrictMath.log(x.doubleValue());
        BigDecimal y = new BigDecimal(near);
        BigDecimal d = x.multiply(exp(y.negate()), DIGITS).subtract(BigDecimal.ONE, DIGITS);
        BigDecimal d2 = d.multiply(d, DIGITS);
        BigDecimal d3 = d2.multiply(d, DIGITS).divide(BigDecimal.valueOf(3), DIGITS);
        return y.add(d).subtract(d2.divide(BigDecimal.TWO)).add(d3, DIGITS);
    }

    /** log(1 + x); by its series where 1 + x would need more than 60 digits. */
    static BigDecimal log1p(BigDecimal x) {
        if (x.abs().compareTo(new BigDecimal("1e-20")) < 0) {
            return x.subtract(x.multiply(x).divide(BigDecimal.TWO, DIGITS));
        }
        return log(x.add(BigDecimal.ONE));
    }

    static BigDecimal quotient(BigDecimal a, BigDecimal b) {
        return a.divide(b, DIGITS);
    }

    /** The distance of {@code value} from {@code exact}, in units in the last place of the exact value. */
    static double ulps(double value, BigDecimal exact) {
        BigDecimal unit = new BigDecimal(Math.ulp(exact.doubleValue()));
        return new BigDecimal(value).subtract(exact).abs().divide(unit, DIGITS).doubleValue();
    }
}
