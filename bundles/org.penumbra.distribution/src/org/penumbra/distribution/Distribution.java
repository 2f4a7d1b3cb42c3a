package org.penumbra.distribution;

import java.util.List;
import java.util.Optional;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * A probability distribution of one number, contributed through the extension point
 * {@code org.penumbra.distribution.distributions}.
 *
 * <p>Name, parameters, support and documentation are in {@code plugin.xml}, so that they can be shown and checked
 * without loading this class. Parameters arrive in the order in which the registration lists them, a vector as its
 * elements one after the other. Implementations are stateless and have a public constructor without arguments.
 */
public interface Distribution {

    /**
     * The normalised log density (or log mass) at {@code x}, which lies within the registered support unless it is
     * data; outside of the support the value is minus infinity, which {@link Expr#within} expresses. Values of the
     * parameters outside of their own support may give anything: the engine reports those itself.
     */
    Expr logDensity(Expr x, List<Expr> parameters);

    /**
     * For a distribution of categories with one parameter, a vector with an element for each: the log density from the
     * element that x chooses, so that its cost does not grow with the number of categories. Empty for all others.
     *
     * @param chosen the element at x
     * @param total the sum of all elements
     */
    default Optional<Expr> logDensityByElement(Expr chosen, Expr total) {
        return Optional.empty();
    }

    /**
     * One draw.
     *
     * @throws UnsupportedOperationException when nothing can be drawn (an improper distribution)
     */
    double sample(double[] parameters, RandomStream random);

    /**
     * log P(X <= x) as an expression, exact in the lower tail; minus infinity below the support. Empty where there is
     * no such expression: the distribution cannot be truncated or censored then.
     */
    default Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.empty();
    }

    /** log P(X > x), exact in the upper tail; present where {@link #logCdf} is. */
    default Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return logCdf(x, parameters).map(LogProbability::complement);
    }

    /**
     * A draw as a differentiable function of a standard normal number and the parameters, by which gradients of
     * expectations follow it. Empty where there is no simple one: draws are then differentiated through
     * {@link #logCdf}, where there is that.
     */
    default Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        return Optional.empty();
    }

    /** How many standard normal numbers {@link #draws} takes for each draw; 1 where there is none. */
    default int noise() {
        return 1;
    }

    /**
     * Independent draws that gradients can follow, for what takes several normal numbers for each or has derivatives of
     * its own; empty where {@link #reparameterized} or {@link #logCdf} says all.
     *
     * @param standard {@link #noise()} blocks of standard normal numbers, each of the shape of the draws
     * @param parameters in the order of the registration, each a scalar or of the shape of the draws
     */
    default Optional<ArrayExpr> draws(List<ArrayExpr> standard, List<ArrayExpr> parameters) {
        return Optional.empty();
    }

    /**
     * Whether single numbers have a probability of their own although the support is continuous, as the bounds after
     * censoring: the log density is the log of that probability there. Such a distribution is for data only.
     */
    default boolean hasAtoms() {
        return false;
    }

    /** The mean; NaN where it does not exist or no formula is implemented. */
    double mean(double[] parameters);

    /** The variance; NaN where it does not exist or no formula is implemented, infinity where it diverges. */
    double variance(double[] parameters);

    /** P(X <= x); NaN where no formula is implemented. */
    default double cdf(double x, double[] parameters) {
        return Double.NaN;
    }

    /** The smallest x with P(X <= x) >= p; NaN where no formula is implemented. */
    default double quantile(double p, double[] parameters) {
        return Double.NaN;
    }
}
