package org.penumbra.engine;

import java.util.Arrays;
import java.util.List;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.ToDoubleBiFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.math.RandomStream;

/** Linear Gaussian models: all coefficients and states are one normal factor, so the posterior is exact. */
class ConjugateGaussiansTest {

    private static final double LOG_2_PI = Math.log(2 * Math.PI);

    private static double[] normals(int count, int seed) {
        RandomStream random = RandomStream.of(seed);
        double[] values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = random.nextGaussian();
        }
        return values;
    }

    /** Prior N(m, S) of the sites, data y = A x + noise with covariance R: all is linear algebra. */
    private record Linear(RealVector m, RealMatrix prior, RealMatrix design, RealMatrix noise, RealVector y) {

        RealMatrix marginal() {
            return design.multiply(prior).multiply(design.transpose()).add(noise);
        }

        double evidence() {
            RealVector rest = y.subtract(design.operate(m));
            RealMatrix v = marginal();
            double half = new CholeskyDecomposition(v, 1e-10, 1e-300).getDeterminant();
            return -0.5 * (y.getDimension() * LOG_2_PI + Math.log(half)
                    + rest.dotProduct(new LUDecomposition(v).getSolver().solve(rest)));
        }

        RealVector mean() {
            RealVector rest = y.subtract(design.operate(m));
            return m.add(prior.multiply(design.transpose())
                    .operate(new LUDecomposition(marginal()).getSolver().solve(rest)));
        }

        double sd(int k) {
            RealMatrix gain = prior.multiply(design.transpose())
                    .multiply(new LUDecomposition(marginal()).getSolver().getInverse());
            return Math.sqrt(prior.subtract(gain.multiply(design).multiply(prior)).getEntry(k, k));
        }

        void check(ConjugateFit fit, String... names) {
            RealVector mean = mean();
            for (int k = 0; k < names.length; k++) {
                fit.expect(names[k], mean.getEntry(k), sd(k));
            }
            fit.exact(evidence());
        }
    }

    private static RealMatrix matrix(int rows, int columns, ToDoubleBiFunction<Integer, Integer> entry) {
        RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                matrix.setEntry(i, j, entry.applyAsDouble(i, j));
            }
        }
        return matrix;
    }

    private static RealMatrix diagonal(int n, double value) {
        return matrix(n, n, (i, j) -> i.equals(j) ? value : 0);
    }

    @Test
    void regressionWithAVectorOfCoefficients() {
        int n = 20;
        double[] x = normals(n * 3, 1);
        double[] y = normals(n, 2);
        Linear truth = new Linear(new ArrayRealVector(3), diagonal(3, 4), matrix(n, 3, (i, j) -> x[3 * i + j]),
                diagonal(n, 0.49), new ArrayRealVector(y));
        truth.check(ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data X : real[n, 3]
                data y : real[n]
                beta : real[3] ~ Normal(0, 2)
                y ~ Normal(X @ beta, 0.7)""").shaped("X", List.of(n, 3), x).with("y", y)),
                "beta[1]", "beta[2]", "beta[3]");
    }

    @Test
    void regressionWithScalars() {
        int n = 12;
        double[] x = normals(n, 3);
        double[] y = normals(n, 4);
        Linear truth = new Linear(new ArrayRealVector(new double[] {1, 0}), matrix(2, 2, (i, j) -> i.equals(j)
                ? i == 0 ? 100 : 1 : 0), matrix(n, 2, (i, j) -> j == 0 ? 1 : x[i]), diagonal(n, 0.25),
                new ArrayRealVector(y));
        truth.check(ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data x : real[n]
                data y : real[n]
                a ~ Normal(1, 10)
                b ~ Normal(0, 1)
                plate i in 1..n { y[i] ~ Normal(a + b * x[i], 0.5) }""").with("x", x).with("y", y)), "a", "b");
    }

    @Test
    void hierarchyWithKnownVariances() {
        double[] y = normals(8, 5);
        RealMatrix prior = matrix(9, 9, (i, j) -> 25 + (i > 0 && i.equals(j) ? 2.25 : 0));
        Linear truth = new Linear(new ArrayRealVector(9), prior, matrix(8, 9, (i, j) -> j == i + 1 ? 1 : 0),
                diagonal(8, 1), new ArrayRealVector(y));
        truth.check(ConjugateFit.of(new ModelText("""
                data J : int(min = 1)
                data y : real[J]
                mu ~ Normal(0, 5)
                plate j in 1..J { theta[j] ~ Normal(mu, 1.5) @noncentered }
                plate j in 1..J { y[j] ~ Normal(theta[j], 1) }""").with("y", y)), "mu", "theta[1]", "theta[2]");
    }

    @Test
    void groupsByAnIndex() {
        double[] y = normals(7, 6);
        double[] group = {1, 3, 2, 2, 1, 3, 3};
        Linear truth = new Linear(new ArrayRealVector(3), diagonal(3, 9), matrix(7, 3, (i, j) -> group[i] == j + 1
                ? 1 : 0), diagonal(7, 4), new ArrayRealVector(y));
        truth.check(ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data g : int(min = 1, max = 3)[n]
                data y : real[n]
                m : real[3] ~ Normal(0, 3)
                plate i in 1..n { y[i] ~ Normal(m[g[i]], 2) }""").with("g", group).with("y", y)),
                "m[1]", "m[2]", "m[3]");
    }

    /** With a first element that is centred, as the others may be or not. */
    @ParameterizedTest
    @ValueSource(strings = {"", "@noncentered"})
    void randomWalkStateSpace(String annotation) {
        int n = 30;
        double[] y = normals(n, 7);
        RealMatrix prior = matrix(n, n, (i, j) -> 4 + 0.09 * Math.min(i, j));
        Linear truth = new Linear(new ArrayRealVector(n), prior, diagonal(n, 1), diagonal(n, 0.64),
                new ArrayRealVector(y));
        truth.check(ConjugateFit.of(new ModelText("""
                data T : int(min = 2)
                data y : real[T]
                x[1] ~ Normal(0, 2)
                for t in 2..T { x[t] ~ Normal(x[t-1], 0.3) %s }
                for t in 1..T { y[t] ~ Normal(x[t], 0.8) }""".formatted(annotation)).with("y", y)),
                "x[1]", "x[2]", "x[3]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "@noncentered"})
    void vectorMeanWithKnownCovariance(String annotation) {
        int n = 6;
        double[] y = normals(2 * n, 8);
        double[] covariance = {2, 0.6, 0.6, 1};
        RealMatrix noise = matrix(2 * n, 2 * n, (i, j) -> i / 2 == j / 2 ? covariance[i % 2 * 2 + j % 2] : 0);
        Linear truth = new Linear(new ArrayRealVector(new double[] {1, -1}), matrix(2, 2, (i, j) -> i.equals(j)
                ? 3 : 0.5), matrix(2 * n, 2, (i, j) -> i % 2 == j ? 1 : 0), noise, new ArrayRealVector(y));
        truth.check(ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data y : real[n, 2]
                data S : real[2, 2]
                mu ~ MultivariateNormal([1, -1], [[3, 0.5], [0.5, 3]]) %s
                plate i in 1..n { y[i] ~ MultivariateNormal(mu, S) }""".formatted(annotation))
                .shaped("y", List.of(n, 2), y).shaped("S", List.of(2, 2), covariance)),
                "mu[1]", "mu[2]");
    }

    /** Bishop (2006), section 10.1.3: the fixed point of the normal and the gamma factor, iterated by hand. */
    @Test
    void meanAndPrecisionOfNormalData() {
        double[] y = normals(15, 9);
        double sum = Arrays.stream(y).sum();
        double squares = Arrays.stream(y).map(v -> v * v).sum();
        double tau = 1;
        double mean = 0;
        double variance = 1;
        for (int k = 0; k < 500; k++) {
            variance = 1 / (0.01 + 15 * tau);
            mean = variance * tau * sum;
            tau = (2 + 7.5) / (1 + 0.5 * (squares - 2 * mean * sum + 15 * (mean * mean + variance)));
        }
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data y : real[n]
                mu ~ Normal(0, 10)
                tau ~ Gamma(2, 1)
                y ~ Normal(mu, tau^(-0.5))""").with("y", y));
        fit.expect("mu", mean, Math.sqrt(variance));
        assertEquals(tau, fit.mean("tau"), 1e-8);
        assertTrue(!fit.form.isExact());
    }

    /** A regression with unknown noise, on its variance: the coefficients are one factor. */
    @Test
    void regressionWithUnknownVariance() {
        double[] x = normals(40, 10);
        double[] y = normals(40, 11);
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int(min = 1)
                data x : real[n]
                data y : real[n]
                a ~ Normal(0, 10)
                b ~ Normal(0, 10)
                v ~ InverseGamma(2, 1)
                y ~ Normal(a + b * x, sqrt(v))""").with("x", x).with("y", y));
        assertEquals(2, fit.form.groups().size());
        assertEquals(1, fit.form.groups().stream().filter(group -> group.name().equals("a, b")).count());
    }
}
