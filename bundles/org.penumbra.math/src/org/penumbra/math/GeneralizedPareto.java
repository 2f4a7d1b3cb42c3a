package org.penumbra.math;

/**
 * The generalised Pareto distribution of exceedances over a threshold, F(x) = 1 - (1 + k x / sigma)^(-1/k) for x > 0.
 *
 * @param shape k; moments of order 1/k and above do not exist when k is positive
 * @param scale sigma, positive
 */
public record GeneralizedPareto(double shape, double scale) {

    /** Weight, in observations, of the prior that draws k towards {@link #PRIOR_SHAPE} (Vehtari et al. 2024). */
    private static final double PRIOR_WEIGHT = 10;
    private static final double PRIOR_SHAPE = 0.5;
    /** The prior of theta spreads 1/theta over about this many first quartiles (Zhang and Stephens 2009). */
    private static final double QUARTILES = 3;
    private static final int FEWEST_NODES = 30;

    /**
     * The empirical Bayes estimate of Zhang and Stephens (2009) with the weakly informative prior of Vehtari, Simpson,
     * Gelman, Yao and Gabry (2024), which steadies k in small samples.
     *
     * @param exceedances positive, ascending, at least one
     */
    public static GeneralizedPareto fit(double[] exceedances) {
        double theta = posteriorMeanTheta(exceedances);
        double shape = profileShape(theta, exceedances);
        // The scale belongs to the unregularised shape; k = 0 is the exponential distribution, where sigma is the mean.
        double scale = shape == 0 ? Statistics.mean(exceedances) : -shape / theta;
        int n = exceedances.length;
        return new GeneralizedPareto((n * shape + PRIOR_WEIGHT * PRIOR_SHAPE) / (n + PRIOR_WEIGHT), scale);
    }

    /** The value with probability {@code p} below it, 0 <= p < 1. */
    public double quantile(double p) {
        double tail = StrictMath.log1p(-p);
        return shape == 0 ? -scale * tail : scale * StrictMath.expm1(-shape * tail) / shape;
    }

    /** theta = -k / sigma averaged over its posterior on a grid (Zhang and Stephens 2009). */
    private static double posteriorMeanTheta(double[] x) {
        int nodes = FEWEST_NODES + (int) Math.sqrt(x.length);
        double[] theta = new double[nodes];
        double[] logLikelihood = new double[nodes];
        double best = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < nodes; j++) {
            theta[j] = node(j, nodes, x);
            logLikelihood[j] = x.length * profileLogLikelihood(theta[j], x);
            best = Math.max(best, logLikelihood[j]);
        }
        double weights = 0;
        double sum = 0;
        for (int j = 0; j < nodes; j++) {
            double weight = StrictMath.exp(logLikelihood[j] - best);
            weights += weight;
            sum += weight * theta[j];
        }
        return sum / weights;
    }

    private static double node(int j, int nodes, double[] x) {
        double largest = x[x.length - 1];
        double quartile = x[Math.max((int) (x.length / 4.0 + 0.5) - 1, 0)];
        return 1 / largest + (1 - Math.sqrt(nodes / (j + 0.5))) / (QUARTILES * quartile);
    }

    /** Log likelihood per observation at theta, with k at its maximum given theta. */
    private static double profileLogLikelihood(double theta, double[] x) {
        double shape = profileShape(theta, x);
        // theta / k has the limit -1 / mean(x) where theta passes zero.
        double rate = shape == 0 ? 1 / Statistics.mean(x) : -theta / shape;
        return StrictMath.log(rate) - shape - 1;
    }

    private static double profileShape(double theta, double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += StrictMath.log1p(-theta * value);
        }
        return sum / x.length;
    }
}
