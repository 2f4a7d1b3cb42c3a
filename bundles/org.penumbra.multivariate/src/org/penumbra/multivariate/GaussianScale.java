package org.penumbra.multivariate;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.MatrixTerms;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/** One way to give the covariance of a Gaussian vector. Parameters are those behind the location. */
interface GaussianScale {

    /** The squared Mahalanobis length of a vector, and half the log determinant of the covariance. */
    record Form(Expr square, Expr halfLogDeterminant) {
    }

    Form form(ArrayExpr centred, List<ArrayExpr> parameters);

    /** The inverse of the covariance, and its log determinant. */
    record Precision(ArrayExpr matrix, Expr logDeterminant) {
    }

    /** The precision in elements, inverses and log determinants of the parameters, where these are enough. */
    default Optional<Precision> precision(List<ArrayExpr> parameters, MatrixTerms matrices) {
        return Optional.empty();
    }

    /** A draw with mean 0. */
    double[] draw(double[][] parameters, int size, RandomStream random);

    double[] covariance(double[][] parameters, int size);

    /** A vector with this covariance from standard normal numbers, where that is an expression. */
    default Optional<ArrayExpr> fromStandard(ArrayExpr standard, List<ArrayExpr> parameters) {
        return Optional.empty();
    }

    /** A vector with this covariance from standard normal numbers that gradients can follow. */
    default Optional<ArrayExpr> drawn(ArrayExpr standard, List<ArrayExpr> parameters) {
        return fromStandard(standard, parameters);
    }

    /** The inverse of {@link #fromStandard}. */
    default double[] toStandard(double[][] parameters, double[] centred) {
        throw new UnsupportedOperationException("this way to give the covariance has no factor to go back by");
    }
}
