package org.penumbra.testing;

/**
 * What an algorithm promises on normal targets. Start with a constant and change what differs.
 *
 * @param family what it can represent, which decides about standard deviations and objective
 * @param weighted whether its draws answer with their importance weights p / q
 * @param meanTolerance of posterior means, in posterior standard deviations
 * @param sdTolerance of standard deviations, relative
 * @param objectiveTolerance of the final objective, in nats, next to 4 of its standard errors; infinite when there is
 *        none
 * @param resumes whether it goes on from the state of an unfinished run
 */
public record Expectation(Family family, boolean weighted, double meanTolerance, double sdTolerance,
        double objectiveTolerance, boolean resumes) {

    /** The ways in which a family fails to be normal with any covariance. */
    public enum Family {
        /** Any covariance: standard deviations are those of the posterior, and the objective is the log evidence. */
        ANY,
        /**
         * Independent coordinates: standard deviations are those of a coordinate with all others held still, and the
         * objective is below the log evidence by the Kullback-Leibler divergence that this costs.
         */
        MEAN_FIELD,
        /** Better than mean field and not always exact: the objective lies between the two. */
        BETWEEN
    }

    /** Finds every normal. */
    public static final Expectation EXACT = new Expectation(Family.ANY, false, 0.1, 0.1, 0.05, true);
    /** Finds the best normal with independent coordinates. */
    public static final Expectation INDEPENDENT = new Expectation(Family.MEAN_FIELD, false, 0.1, 0.1, 0.05, true);
    /** Its draws are right once they are weighted. */
    public static final Expectation WEIGHTED = new Expectation(Family.BETWEEN, true, 0.1, 0.1, 0.05, true);

    public Expectation within(double means, double sds, double objective) {
        return new Expectation(family, weighted, means, sds, objective, resumes);
    }

    public Expectation withoutObjective() {
        return within(meanTolerance, sdTolerance, Double.POSITIVE_INFINITY);
    }

    public Expectation withoutResumption() {
        return new Expectation(family, weighted, meanTolerance, sdTolerance, objectiveTolerance, false);
    }
}
