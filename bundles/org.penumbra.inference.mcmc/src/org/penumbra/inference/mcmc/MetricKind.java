package org.penumbra.inference.mcmc;

/** What warm-up may learn of the shape of the posterior. */
public enum MetricKind {
    /** Diagonal, unless correlations that warm-up sees pay for more. */
    AUTO("auto"),
    /** Nothing. */
    UNIT("unit"),
    /** A variance for each coordinate. */
    DIAGONAL("diagonal"),
    /** All covariances. */
    DENSE("dense"),
    /** Variances, and the few directions that stand out. */
    LOW_RANK("lowRank");

    private final String word;

    MetricKind(String word) {
        this.word = word;
    }

    @Override
    public String toString() {
        return word;
    }
}
