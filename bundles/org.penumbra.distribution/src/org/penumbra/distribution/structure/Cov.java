package org.penumbra.distribution.structure;

/**
 * A covariance matrix from the factor that {@link CovCholesky} makes.
 *
 * @param order number of rows
 * @param factor of as many rows
 */
public record Cov(int order, CovCholesky factor) implements GramMatrix {

    private static final double LOG_2 = 0.69314718055994530942;

    public Cov(int order) {
        this(order, new CovCholesky(order));
    }

    @Override
    public String name() {
        return "cov[" + order + "]";
    }

    @Override
    public int freeInColumn(int j) {
        return order - j;
    }

    /** The diagonal changes by 2 L_jj. */
    @Override
    public double logConstant() {
        return order * LOG_2;
    }
}
