package org.penumbra.inference.conjugate;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Positive numbers x whose power w = x^p is gamma distributed: statistics log x and x^p. The power 1 is the gamma, -1
 * the inverse gamma, 2 the Nakagami and -2 the distribution of a scale whose precision is gamma. With coefficients c of
 * log x and -b of x^p the concentration is (c + 1) / p and the rate b.
 */
public final class PowerGammaFactors extends FactorGroup {

    private final int elements;
    private final double power;
    private final int firstValue;

    /**
     * @param start of the statistics: all logarithms, then all powers
     * @param elements number of factors
     * @param firstValue position of the first element among the values of the sites
     */
    public PowerGammaFactors(String name, int start, int elements, double power, int firstValue) {
        super(name, start, 2 * elements);
        this.elements = elements;
        this.power = power;
        this.firstValue = firstValue;
    }

    @Override
    public String family() {
        return power == 1 ? "gamma" : power == -1 ? "inverse gamma" : "gamma of the power " + power;
    }

    @Override
    public int count() {
        return elements;
    }

    @Override
    public boolean isContinuous() {
        return true;
    }

    private double concentration(int k, double[] natural) {
        double concentration = (natural[start() + k] + 1) / power;
        if (!(concentration > 0) || concentration == Double.POSITIVE_INFINITY) {
            throw new Improper("the concentration of " + name() + " is " + concentration);
        }
        return concentration;
    }

    private double rate(int k, double[] natural) {
        double rate = -natural[start() + elements + k];
        if (!(rate > 0) || rate == Double.POSITIVE_INFINITY) {
            throw new Improper("the rate of " + name() + " is " + rate);
        }
        return rate;
    }

    /** The entropy of x = w^(1/p) is that of w plus the mean of log |dx/dw|. */
    @Override
    public double update(double[] natural, double[] moments, int[] chosen) {
        double entropy = 0;
        for (int position = 0; position < updated(chosen); position++) {
            int k = factor(chosen, position);
            double a = concentration(k, natural);
            double b = rate(k, natural);
            double logMean = Kernels.digamma(a) - Kernels.log(b);
            moments[start() + k] = logMean / power;
            moments[start() + elements + k] = a / b;
            entropy += a - Kernels.log(b) + Kernels.logGamma(a) + (1 - a) * Kernels.digamma(a)
                    - Kernels.log(Math.abs(power)) + (1 / power - 1) * logMean;
        }
        return entropy;
    }

    @Override
    public void begin(double[] values, RandomStream random, int seeds, double[] moments) {
        for (int k = 0; k < elements; k++) {
            double log = Kernels.log(values[firstValue + k]);
            moments[start() + k] = log;
            moments[start() + elements + k] = Kernels.exp(power * log);
        }
    }

    @Override
    public void marginals(double[] natural, double[] means, double[] variances) {
        for (int k = 0; k < elements; k++) {
            double first = moment(1 / power, k, natural);
            means[firstValue + k] = first;
            variances[firstValue + k] = moment(2 / power, k, natural) - first * first;
        }
    }

    /** E[w^q] = Gamma(a + q) / (Gamma(a) b^q), infinite where a + q is not positive. */
    private double moment(double q, int k, double[] natural) {
        double a = concentration(k, natural);
        return a + q <= 0 ? Double.POSITIVE_INFINITY : Kernels.exp(Kernels.logGamma(a + q) - Kernels.logGamma(a)
                - q * Kernels.log(rate(k, natural)));
    }

    @Override
    public Draws draws(double[] natural) {
        return (random, values) -> {
            double logDensity = 0;
            for (int k = 0; k < elements; k++) {
                double a = concentration(k, natural);
                double b = rate(k, natural);
                double logW = GammaDraws.logStandard(a, random) - Kernels.log(b);
                double logX = logW / power;
                values[firstValue + k] = Math.clamp(Kernels.exp(logX), Double.MIN_NORMAL, Double.MAX_VALUE);
                logDensity += a * Kernels.log(b) - Kernels.logGamma(a) + (a - 1) * logW - b * Kernels.exp(logW)
                        + Kernels.log(Math.abs(power)) + (power - 1) * logX;
            }
            return logDensity;
        };
    }
}
