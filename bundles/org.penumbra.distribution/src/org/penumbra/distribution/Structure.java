package org.penumbra.distribution;

import java.util.Arrays;
import java.util.Optional;
import org.penumbra.distribution.structure.Corr;
import org.penumbra.distribution.structure.CorrCholesky;
import org.penumbra.distribution.structure.Cov;
import org.penumbra.distribution.structure.CovCholesky;
import org.penumbra.distribution.structure.Ordered;
import org.penumbra.distribution.structure.PositiveOrdered;
import org.penumbra.distribution.structure.Simplex;
import org.penumbra.distribution.structure.StructuredBijector;

/**
 * A set of vectors or square matrices whose elements hang together; written like a type of the language. Where a
 * {@link Support} says what each element may be, a structure says what all of them may be.
 */
public enum Structure {
    /** Positive vectors whose elements sum to 1. */
    SIMPLEX("simplex", 1, Support.UNIT),
    /** Vectors that increase from element to element. */
    ORDERED("ordered", 1, Support.REAL),
    /** Positive vectors that increase from element to element. */
    POSITIVE_ORDERED("positiveOrdered", 1, Support.POSITIVE),
    /** Lower triangular factors of correlation matrices: rows of length 1, positive diagonal. */
    CORR_CHOLESKY("corrCholesky", 2, Support.parse("interval(-1, 1)")),
    /** Lower triangular factors of covariance matrices: positive diagonal. */
    COV_CHOLESKY("covCholesky", 2, Support.REAL),
    /** Correlation matrices: symmetric, positive definite, ones on the diagonal. */
    CORR("corr", 2, Support.parse("interval(-1, 1)")),
    /** Covariance matrices: symmetric, positive definite. */
    COV("cov", 2, Support.REAL);

    private final String text;
    private final int rank;
    private final Support elements;

    Structure(String text, int rank, Support elements) {
        this.text = text;
        this.rank = rank;
        this.elements = elements;
    }

    /** The structure written so in registrations and as a type of the language, if there is one. */
    public static Optional<Structure> named(String text) {
        return Arrays.stream(values()).filter(structure -> structure.text.equals(text)).findFirst();
    }

    /** 1 for vectors, 2 for square matrices. */
    public int rank() {
        return rank;
    }

    /** What each element lies in, whatever the others are. */
    public Support elements() {
        return elements;
    }

    /** Number of elements of a vector of this length, or of a matrix of this order. */
    public int size(int order) {
        return rank == 1 ? order : Math.multiplyExact(order, order);
    }

    /** The map from R^m onto the vectors of length {@code order}, or the matrices with so many rows. */
    public StructuredBijector bijector(int order) {
        return switch (this) {
            case SIMPLEX -> new Simplex(order);
            case ORDERED -> new Ordered(order);
            case POSITIVE_ORDERED -> new PositiveOrdered(order);
            case CORR_CHOLESKY -> new CorrCholesky(order);
            case COV_CHOLESKY -> new CovCholesky(order);
            case CORR -> new Corr(order);
            case COV -> new Cov(order);
        };
    }

    /**
     * What keeps a vector or matrix from being in the set, as a clause for people: "its elements sum to 1.2, not 1".
     * Sums and products may be off by 1e-8, as numbers read from a file are.
     *
     * @param block at least {@link #size(int)} numbers, row-major
     * @return empty when it is in the set
     */
    public Optional<String> fault(double[] block, int order) {
        return bijector(order).fault(block);
    }

    @Override
    public String toString() {
        return text;
    }
}
