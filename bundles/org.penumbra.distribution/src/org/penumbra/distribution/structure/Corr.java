package org.penumbra.distribution.structure;

import java.util.Optional;

/**
 * A correlation matrix from the factor that {@link CorrCholesky} makes.
 *
 * @param order number of rows
 * @param factor of as many rows
 */
public record Corr(int order, CorrCholesky factor) implements GramMatrix {

    public Corr(int order) {
        this(order, new CorrCholesky(order));
    }

    @Override
    public String name() {
        return "corr[" + order + "]";
    }

    @Override
    public int freeInColumn(int j) {
        return order - 1 - j;
    }

    @Override
    public double logConstant() {
        return 0;
    }

    @Override
    public Optional<String> fault(double[] values) {
        for (int i = 0; i < order; i++) {
            if (!(Math.abs(values[i * order + i] - 1) <= Elements.TOLERANCE)) {
                return Optional.of(Elements.element(values, order, i, i) + ", not 1");
            }
        }
        return GramMatrix.super.fault(values);
    }
}
