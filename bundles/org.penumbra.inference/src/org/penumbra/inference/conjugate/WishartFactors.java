package org.penumbra.inference.conjugate;

import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Wishart distributions of positive definite K x K matrices X, with the statistics log det X and X, or inverse ones
 * with log det X and X^-1. With h the coefficient of log det X and C those of the elements, A = -(C + C') is the
 * inverse of the Wishart's scale, or the scale of the inverse Wishart; its degrees of freedom are 2 h + K + 1, or
 * -2 h - K - 1.
 *
 * <p>The log determinants lie at the places of the first elements of the matrices in a block as large as these.
 */
public final class WishartFactors extends FactorGroup {

    private static final double LOG_2 = 0.69314718055994530942;
    private static final double LOG_PI = 1.14472988584940017414;

    private final int factors;
    private final int order;
    private final int block;
    private final boolean inverse;
    private final int firstValue;

    /**
     * @param start of the log determinants, which the elements follow, row-major, matrix by matrix
     * @param inverse whether the statistics are those of the inverse matrix
     * @param firstValue position of the first element among the values of the sites
     */
    public WishartFactors(String name, int start, int factors, int order, boolean inverse, int firstValue) {
        super(name, start, 2 * factors * order * order);
        this.factors = factors;
        this.order = order;
        this.block = order * order;
        this.inverse = inverse;
        this.firstValue = firstValue;
    }

    @Override
    public String family() {
        return inverse ? "inverse Wishart" : "Wishart";
    }

    @Override
    public int count() {
        return factors;
    }

    @Override
    public boolean isContinuous() {
        return true;
    }

    private int elements(int f) {
        return start() + (factors + f) * block;
    }

    /** One factor: A = L L', its inverse, and the degrees of freedom. */
    private final class Factor {

        private final double[] matrix = new double[block];
        private final SmallCholesky cholesky;
        private final double h;
        private final double df;

        Factor(int f, double[] natural) {
            h = natural[start() + f * block];
            df = inverse ? -2 * h - order - 1 : 2 * h + order + 1;
            for (int i = 0; i < order; i++) {
                for (int j = 0; j < order; j++) {
                    matrix[i * order + j] = -(natural[elements(f) + i * order + j]
                            + natural[elements(f) + j * order + i]);
                }
            }
            if (!(df > order - 1) || df == Double.POSITIVE_INFINITY) {
                throw new Improper("the degrees of freedom of " + name() + " are " + df);
            }
            cholesky = SmallCholesky.of(matrix, order).orElseThrow(
                    () -> new Improper("the scale matrix of " + name() + " is not positive definite"));
        }

        /** E log det of a Wishart matrix with A^-1 as its scale. */
        private double logDeterminant() {
            double sum = order * LOG_2 - cholesky.logDeterminant();
            for (int i = 0; i < order; i++) {
                sum += Kernels.digamma(0.5 * (df - i));
            }
            return sum;
        }

        double logNormaliser() {
            double sum = 0.5 * df * (order * LOG_2 - cholesky.logDeterminant()) + 0.25 * order * (order - 1) * LOG_PI;
            for (int i = 0; i < order; i++) {
                sum += Kernels.logGamma(0.5 * (df - i));
            }
            return sum;
        }

        double moments(int f, double[] moments) {
            double expected = inverse ? -logDeterminant() : logDeterminant();
            moments[start() + f * block] = expected;
            double[] scale = cholesky.inverse();
            for (int k = 0; k < block; k++) {
                moments[elements(f) + k] = df * scale[k];
            }
            return logNormaliser() - h * expected + 0.5 * df * order;
        }
    }

    @Override
    public double update(double[] natural, double[] moments, int[] chosen) {
        double entropy = 0;
        for (int k = 0; k < updated(chosen); k++) {
            int f = factor(chosen, k);
            entropy += new Factor(f, natural).moments(f, moments);
        }
        return entropy;
    }

    @Override
    public void begin(double[] values, RandomStream random, int seeds, double[] moments) {
        double[] matrix = new double[block];
        for (int f = 0; f < factors; f++) {
            System.arraycopy(values, firstValue + f * block, matrix, 0, block);
            SmallCholesky cholesky = SmallCholesky.of(matrix, order).orElseThrow(
                    () -> new Improper("a start of " + name() + " is not positive definite"));
            moments[start() + f * block] = cholesky.logDeterminant();
            System.arraycopy(inverse ? cholesky.inverse() : matrix, 0, moments, elements(f), block);
        }
    }

    @Override
    public void marginals(double[] natural, double[] mean, double[] variance) {
        for (int f = 0; f < factors; f++) {
            Factor factor = new Factor(f, natural);
            double[] scale = inverse ? factor.matrix : factor.cholesky.inverse();
            for (int i = 0; i < order; i++) {
                for (int j = 0; j < order; j++) {
                    int at = firstValue + f * block + i * order + j;
                    double square = scale[i * order + j] * scale[i * order + j];
                    double diagonals = scale[i * order + i] * scale[j * order + j];
                    mean[at] = inverse ? scale[i * order + j] / (factor.df - order - 1)
                            : factor.df * scale[i * order + j];
                    variance[at] = inverse ? inverseVariance(factor.df - order, square, diagonals)
                            : factor.df * (square + diagonals);
                }
            }
        }
    }

    /** Of an element of an inverse Wishart matrix (von Rosen 1988); infinite where there is none. */
    private static double inverseVariance(double excess, double square, double diagonals) {
        return excess > 3 ? ((excess + 1) * square + (excess - 1) * diagonals)
                / (excess * (excess - 1) * (excess - 1) * (excess - 3)) : Double.POSITIVE_INFINITY;
    }

    /** With A = L L' and B B' a Wishart matrix of unit scale (Bartlett 1933), X is L'^-1 B B' L^-1, or its inverse. */
    @Override
    public Draws draws(double[] natural) {
        Factor[] all = new Factor[factors];
        for (int f = 0; f < factors; f++) {
            all[f] = new Factor(f, natural);
        }
        return (random, values) -> {
            double logDensity = 0;
            for (int f = 0; f < factors; f++) {
                logDensity += draw(all[f], random, values, firstValue + f * block);
            }
            return logDensity;
        };
    }

    private double draw(Factor factor, RandomStream random, double[] values, int at) {
        double[] bartlett = new double[block];
        double squares = 0;
        double logDeterminant = -factor.cholesky.logDeterminant();
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < i; j++) {
                bartlett[i * order + j] = random.nextGaussian();
                squares += bartlett[i * order + j] * bartlett[i * order + j];
            }
            double logSquare = LOG_2 + GammaDraws.logStandard(0.5 * (factor.df - i), random);
            bartlett[i * order + i] = Kernels.exp(0.5 * logSquare);
            squares += Kernels.exp(logSquare);
            logDeterminant += logSquare;
        }
        double[] rows = inverse ? SmallCholesky.solve(bartlett, factor.cholesky.transposed(), order)
                : SmallCholesky.transposed(factor.cholesky.solveTransposed(bartlett), order);
        for (int i = 0; i < order; i++) {
            for (int j = 0; j < order; j++) {
                double sum = 0;
                for (int k = 0; k < order; k++) {
                    sum += rows[k * order + i] * rows[k * order + j];
                }
                values[at + i * order + j] = sum;
            }
        }
        return factor.h * (inverse ? -logDeterminant : logDeterminant) - 0.5 * squares - factor.logNormaliser();
    }
}
