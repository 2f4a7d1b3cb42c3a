package org.penumbra.distribution;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * A probability distribution of a vector or matrix, contributed through the extension point
 * {@code org.penumbra.distribution.distributions} with a signature that has an {@code event}.
 *
 * <p>Parameters arrive in the order in which the registration lists them, each in the shape of its {@code dims}, and
 * the variate in that of the {@code event}; names that are equal stand for equal extents, which the engine has checked.
 * As numbers, all blocks are row-major. Implementations are stateless and have a public constructor without arguments.
 */
public interface MultivariateDistribution {

    /**
     * The normalised log density (or log mass) at {@code x}, a scalar. It is with respect to the free elements of a
     * structured variate: all but the last of a simplex, those below the diagonal of a correlation matrix or its
     * factor, those of the lower triangle of a covariance matrix or its factor. Values of parameters or, for data, of
     * the variate outside of their sets may give anything or NaN: the engine reports those itself.
     */
    Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters);

    /**
     * The same log density as a sum of products of elements of {@code x}, of parameters, and of inverses and log
     * determinants of matrices among them, which is what closed-form updates are recognised in; empty where there is no
     * such form.
     *
     * @param matrices asked for matrices that are the variate or a parameter as it is
     */
    default Optional<Expr> polynomialLogDensity(ArrayExpr x, List<ArrayExpr> parameters, MatrixTerms matrices) {
        return Optional.empty();
    }

    /**
     * One draw.
     *
     * @param parameters not changed
     * @param out as many numbers as the variate has elements, overwritten
     * @throws UnsupportedOperationException when nothing can be drawn (an improper distribution)
     */
    void sample(double[][] parameters, RandomStream random, double[] out);

    /**
     * The mean of each element; NaN where it does not exist or no formula is implemented.
     *
     * @param out as many numbers as the variate has elements, overwritten
     */
    default void mean(double[][] parameters, double[] out) {
        Arrays.fill(out, Double.NaN);
    }

    /**
     * The covariances of all pairs of elements; NaN where they do not exist or no formula is implemented.
     *
     * @param out n times n numbers, where the variate has n elements, overwritten
     */
    default void covariance(double[][] parameters, double[] out) {
        Arrays.fill(out, Double.NaN);
    }

    /**
     * The variate as an affine function of a vector of independent standard normal numbers of its own shape, which is
     * what {@code @noncentered} writes in its place (Papaspiliopoulos, Roberts and Skold 2007); empty where there is
     * none. A registration whose distribution has one names its scale parameter.
     */
    default Optional<ArrayExpr> nonCentered(ArrayExpr standard, List<ArrayExpr> parameters) {
        return Optional.empty();
    }

    /**
     * The standard normal vector that {@link #nonCentered} makes {@code x} of.
     *
     * @param standard overwritten
     * @throws UnsupportedOperationException where {@link #nonCentered} is empty
     */
    default void standardise(double[][] parameters, double[] x, double[] standard) {
        throw new UnsupportedOperationException(getClass().getSimpleName() + " cannot be non-centred");
    }

    /**
     * A draw as a differentiable function of independent standard normal numbers and the parameters, by which gradients
     * of expectations follow it; empty where there is none.
     *
     * @param standard in the shape of the variate; where fewer numbers are needed, the last ones are not used
     */
    default Optional<ArrayExpr> reparameterized(ArrayExpr standard, List<ArrayExpr> parameters) {
        return nonCentered(standard, parameters);
    }
}
