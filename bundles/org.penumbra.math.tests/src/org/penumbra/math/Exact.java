package org.penumbra.math;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** exp, log, sin and cos to 50 digits by textbook series: slow, and independent of the kernels they judge. */
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

    /** pi / 2 to 100 digits. */
    private static final BigDecimal HALF_PI = new BigDecimal(
            "1.5707963267948966192313216916397514420985846996875"
            + "52910487472296153908203143104499314017412671058534");

    static BigDecimal sin(BigDecimal x) {
        return ofReduced(x, 0);
    }

    static BigDecimal cos(BigDecimal x) {
        return ofReduced(x, 1);
    }

    /** The sine of x + quarters pi / 2, by the Taylor series at the nearest multiple of pi / 2. */
    private static BigDecimal ofReduced(BigDecimal x, int quarters) {
        BigDecimal n = x.divide(HALF_PI, DIGITS).setScale(0, RoundingMode.HALF_EVEN);
        BigDecimal r = x.subtract(n.multiply(HALF_PI));
        int quarter = (n.intValueExact() + quarters) & 3;
        BigDecimal value = (quarter & 1) == 0 ? series(r, r, 1) : series(r, BigDecimal.ONE, 0);
        return quarter < 2 ? value : value.negate();
    }

    /** first - first r^2 / ((k + 1) (k + 2)) + ... */
    private static BigDecimal series(BigDecimal r, BigDecimal first, int power) {
        BigDecimal square = r.multiply(r, DIGITS).negate();
        BigDecimal term = first;
        BigDecimal sum = first;
        for (int k = power; k < 60; k += 2) {
            term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf((k + 1L) * (k + 2)), DIGITS);
            sum = sum.add(term);
        }
        return sum;
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
