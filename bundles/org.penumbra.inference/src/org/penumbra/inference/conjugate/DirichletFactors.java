package org.penumbra.inference.conjugate;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** Dirichlet distributions of proportions: statistics log x_k, whose coefficients are the concentrations less 1. */
public final class DirichletFactors extends FactorGroup {

    private final int factors;
    private final int parts;
    private final int firstValue;
    private final boolean beta;

    /**
     * @param start of the statistics: the logarithms of the parts, factor by factor
     * @param beta whether a factor is one number x, with the parts x and 1 - x
     * @param firstValue position of the first element among the values of the sites
     */
    public DirichletFactors(String name, int start, int factors, int parts, boolean beta, int firstValue) {
        super(name, start, factors * parts);
        this.factors = factors;
        this.parts = parts;
        this.beta = beta;
        this.firstValue = firstValue;
    }

    @Override
    public String family() {
        return beta ? "beta" : "Dirichlet";
    }

    @Override
    public int count() {
        return factors;
    }

    @Override
    public boolean isContinuous() {
        return true;
    }

    private double concentration(int k, double[] natural) {
        double concentration = natural[start() + k] + 1;
        if (!(concentration > 0) || concentration == Double.POSITIVE_INFINITY) {
            throw new Improper("a concentration of " + name() + " is " + concentration);
        }
        return concentration;
    }

    @Override
    public double update(double[] natural, double[] moments, int[] chosen) {
        double entropy = 0;
        for (int position = 0; position < updated(chosen); position++) {
            int f = factor(chosen, position);
            double total = 0;
            for (int k = f * parts; k < (f + 1) * parts; k++) {
                total += concentration(k, natural);
            }
            double digamma = Kernels.digamma(total);
            entropy += (total - parts) * digamma - Kernels.logGamma(total);
            for (int k = f * parts; k < (f + 1) * parts; k++) {
                double a = concentration(k, natural);
                double own = Kernels.digamma(a);
                moments[start() + k] = own - digamma;
                entropy += Kernels.logGamma(a) - (a - 1) * own;
            }
        }
        return entropy;
    }

    @Override
    public void begin(double[] values, RandomStream random, int seeds, double[] moments) {
        for (int f = 0; f < factors; f++) {
            if (beta) {
                moments[start() + 2 * f] = Kernels.log(values[firstValue + f]);
                moments[start() + 2 * f + 1] = Kernels.log1p(-values[firstValue + f]);
                continue;
            }
            for (int k = f * parts; k < (f + 1) * parts; k++) {
                moments[start() + k] = Kernels.log(Math.max(values[firstValue + k], Double.MIN_NORMAL));
            }
        }
    }

    @Override
    public void marginals(double[] natural, double[] means, double[] variances) {
        for (int f = 0; f < factors; f++) {
            double total = 0;
            for (int k = f * parts; k < (f + 1) * parts; k++) {
                total += concentration(k, natural);
            }
            for (int k = 0; k < (beta ? 1 : parts); k++) {
                double share = concentration(f * parts + k, natural) / total;
                int value = firstValue + (beta ? f : f * parts + k);
                means[value] = share;
                variances[value] = share * (1 - share) / (total + 1);
            }
        }
    }

    @Override
    public Draws draws(double[] natural) {
        double[] logs = new double[parts];
        return (random, values) -> {
            double logDensity = 0;
            for (int f = 0; f < factors; f++) {
                logDensity += draw(f, natural, random, logs);
                if (beta) {
                    values[firstValue + f] = Kernels.exp(logs[0]);
                    continue;
                }
                for (int k = 0; k < parts; k++) {
                    values[firstValue + f * parts + k] = Math.max(Kernels.exp(logs[k]), Double.MIN_NORMAL);
                }
            }
            return logDensity;
        };
    }

    private double draw(int f, double[] natural, RandomStream random, double[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < parts; k++) {
            logs[k] = GammaDraws.logStandard(concentration(f * parts + k, natural), random);
            largest = Math.max(largest, logs[k]);
        }
        double sum = 0;
        for (int k = 0; k < parts; k++) {
            sum += Kernels.exp(logs[k] - largest);
        }
        double logSum = largest + Kernels.log(sum);
        double total = 0;
        double logDensity = 0;
        for (int k = 0; k < parts; k++) {
            double a = concentration(f * parts + k, natural);
            logs[k] -= logSum;
            total += a;
            logDensity += (a - 1) * logs[k] - Kernels.logGamma(a);
        }
        return logDensity + Kernels.logGamma(total);
    }
}
