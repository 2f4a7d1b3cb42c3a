package org.penumbra.inference.gaussian;

import java.util.Arrays;
import java.util.Optional;
import org.penumbra.math.DenseCholesky;

/**
 * What the curvature of the ELBO at its top tells (Giordano, Broderick and Jordan 2018; Giordano, Ingram and Broderick
 * 2024, sections 3.2 and 3.3), with H the negative Hessian in means and log standard deviations.
 *
 * @param cholesky of the linear-response covariance: the block of H^-1 that belongs to the means, which is how the
 *        optimal means move when the log density is tilted
 * @param errors of the means from the draws being few, one standard error each: of H^-1 psi over the pairs of draws,
 *        with psi the gradient of a pair. The draws are balanced, which this does not know of; so it errs upwards
 */
record LinearResponse(double[][] cholesky, double[] errors) {

    /** Empty when the ELBO does not bend downwards in every direction here. */
    static Optional<LinearResponse> at(FixedDraws elbo, double[] eta) {
        double[][] factor = hessian(elbo, eta);
        if (!DenseCholesky.factor(factor)) {
            return Optional.empty();
        }
        int n = elbo.n;
        double[][] covariance = new double[n][n];
        double[] column = new double[2 * n];
        for (int i = 0; i < n; i++) {
            Arrays.fill(column, 0);
            column[i] = 1;
            DenseCholesky.solve(factor, column);
            for (int j = 0; j < n; j++) {
                covariance[i][j] = StrictMath.exp(eta[n + i] + eta[n + j]) * column[j];
            }
        }
        DenseCholesky.symmetrize(covariance);
        return DenseCholesky.factor(covariance)
                ? Optional.of(new LinearResponse(covariance, errors(elbo, eta, factor))) : Optional.empty();
    }

    /** With means in units of their standard deviations. */
    private static double[][] hessian(FixedDraws elbo, double[] eta) {
        int n = elbo.n;
        double[][] hessian = new double[2 * n][2 * n];
        double[] direction = new double[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            Arrays.fill(direction, 0);
            direction[i] = i < n ? StrictMath.exp(eta[n + i]) : 1;
            elbo.curvature(eta, direction, hessian[i]);
            for (int j = 0; j < n; j++) {
                hessian[i][j] *= StrictMath.exp(eta[n + j]);
            }
        }
        DenseCholesky.symmetrize(hessian);
        return hessian;
    }

    private static double[] errors(FixedDraws elbo, double[] eta, double[][] factor) {
        int n = elbo.n;
        elbo.valueAndGradient(eta, new double[2 * n]);
        double[] sum = new double[n];
        double[] squares = new double[n];
        double[] response = new double[2 * n];
        for (int k = 0; k < elbo.pairs; k++) {
            elbo.ofPair(eta, k, response);
            for (int i = 0; i < n; i++) {
                response[i] *= StrictMath.exp(eta[n + i]);
            }
            DenseCholesky.solve(factor, response);
            for (int i = 0; i < n; i++) {
                sum[i] += response[i];
                squares[i] += response[i] * response[i];
            }
        }
        double[] errors = new double[n];
        int pairs = elbo.pairs;
        Arrays.setAll(errors, i -> StrictMath.exp(eta[n + i])
                * Math.sqrt(Math.max(squares[i] - sum[i] * sum[i] / pairs, 0) / (pairs * (pairs - 1.0))));
        return errors;
    }

    /** The standard deviation of a coordinate. */
    double sd(int i) {
        double square = 0;
        for (int j = 0; j <= i; j++) {
            square += cholesky[i][j] * cholesky[i][j];
        }
        return Math.sqrt(square);
    }

    /** The largest error of a mean, in its standard deviations. */
    double largestError() {
        double largest = 0;
        for (int i = 0; i < errors.length; i++) {
            largest = Math.max(largest, errors[i] / sd(i));
        }
        return largest;
    }
}
