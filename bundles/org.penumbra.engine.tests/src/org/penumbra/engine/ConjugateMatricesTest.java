package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** Matrices of covariances and their inverses as factors: exact where the model is conjugate. */
class ConjugateMatricesTest {

    private static final double[] Y = {1.2, -0.3, 0.4, 0.9, -1.1, 0.2, 2.0, 1.5, 0.3, -0.7};
    private static final double[] SCALE = {0.8, 0.2, 0.2, 0.5};

    private static double logGamma2(double x) {
        return 0.5 * Math.log(Math.PI) + Kernels.logGamma(x) + Kernels.logGamma(x - 0.5);
    }

    private static double determinant(double[] m) {
        return m[0] * m[3] - m[1] * m[2];
    }

    private static double[] inverse(double[] m) {
        double d = determinant(m);
        return new double[] {m[3] / d, -m[1] / d, -m[2] / d, m[0] / d};
    }

    /** Sum of squares and products of the rows of Y around (0.5, 0). */
    private static double[] scatter() {
        double[] s = new double[4];
        for (int i = 0; i < 5; i++) {
            double a = Y[2 * i] - 0.5;
            double b = Y[2 * i + 1];
            s[0] += a * a;
            s[1] += a * b;
            s[2] += a * b;
            s[3] += b * b;
        }
        return s;
    }

    private static double[] plus(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(k -> a[k] + b[k]).toArray();
    }

    /** Mean (0.5, 0) known: the posterior is Wishart with df + n and the inverse scale plus the scatter. */
    @Test
    void wishartPrecision() {
        double[] before = inverse(SCALE);
        double[] after = plus(before, scatter());
        double evidence = -5 * Math.log(2 * Math.PI) + 5 * Math.log(2) + logGamma2(4.5) - logGamma2(2)
                + 2 * Math.log(determinant(before)) - 4.5 * Math.log(determinant(after));
        double[] v = inverse(after);
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data y : real[5, 2]
                data s : cov[2]
                p ~ Wishart(4, s)
                plate i in 1..5 { y[i] ~ MultivariateNormal([0.5, 0], precision = p) }""")
                .shaped("s", List.of(2, 2), SCALE).shaped("y", List.of(5, 2), Y));
        fit.exact(evidence).expect("p[1,1]", 9 * v[0], Math.sqrt(2 * 9 * v[0] * v[0]))
                .expect("p[1,2]", 9 * v[1], Math.sqrt(9 * (v[1] * v[1] + v[0] * v[3])));
    }

    /** The same for the covariance: inverse Wishart with df + n, and the scale plus the scatter. */
    @Test
    void inverseWishartCovariance() {
        double[] after = plus(SCALE, scatter());
        double evidence = -5 * Math.log(2 * Math.PI) + 5 * Math.log(2) + logGamma2(4.5) - logGamma2(2)
                + 2 * Math.log(determinant(SCALE)) - 4.5 * Math.log(determinant(after));
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data y : real[5, 2]
                data s : cov[2]
                c ~ InverseWishart(4, s)
                plate i in 1..5 { y[i] ~ MultivariateNormal([0.5, 0], c) }""").shaped("s", List.of(2, 2), SCALE)
                .shaped("y", List.of(5, 2), Y));
        fit.exact(evidence).expect("c[2,1]", after[1] / 6,
                Math.sqrt((8 * after[1] * after[1] + 6 * after[0] * after[3]) / (7 * 36.0 * 4)));
    }

    /** Of the precision that is known when it is known which points belong together: every other one. */
    private static double offDiagonal(double[] y, int first) {
        double[] mean = new double[2];
        double[] s = {1, 0, 0, 1};
        for (int i = first; i < 400; i += 2) {
            mean[0] += y[2 * i] / 200;
            mean[1] += y[2 * i + 1] / 200;
        }
        for (int i = first; i < 400; i += 2) {
            for (int k = 0; k < 4; k++) {
                s[k] += (y[2 * i + k / 2] - mean[k / 2]) * (y[2 * i + k % 2] - mean[k % 2]);
            }
        }
        return 203 * inverse(s)[1];
    }

    /** Two blobs that differ in the direction in which they are long. */
    @Test
    void mixtureWithFullCovariances() {
        RandomStream random = RandomStream.of(12);
        double[] y = new double[800];
        for (int i = 0; i < 400; i++) {
            double along = 1.5 * random.nextGaussian();
            double across = 0.4 * random.nextGaussian();
            int sign = i % 2 == 0 ? 1 : -1;
            y[2 * i] = 3 * sign + along + across;
            y[2 * i + 1] = sign * along - sign * across;
        }
        ConjugateFit fit = ConjugateFit.of(new ModelText("""
                data n : int
                data y : real[n, 2]
                data s : cov[2]
                w ~ Dirichlet(ones(2))
                plate k in 1..2 {
                  mu[k] : real[2] ~ Normal(0, 10)
                  p[k] ~ Wishart(4, s)
                }
                plate i in 1..n {
                  z[i] ~ Categorical(w)
                  y[i] ~ MultivariateNormal(mu[z[i]], precision = p[z[i]])
                }""").shaped("s", List.of(2, 2), 1, 0, 0, 1)
                .shaped("y", List.of(400, 2), y));
        assertFalse(fit.form.isExact());
        int right = fit.mean("mu[1,1]") > 0 ? 1 : 2;
        assertEquals(3, fit.mean("mu[" + right + ",1]"), 0.3);
        assertEquals(-3, fit.mean("mu[" + (3 - right) + ",1]"), 0.3);
        assertEquals(offDiagonal(y, 0), fit.mean("p[" + right + ",1,2]"), 0.1);
        assertEquals(offDiagonal(y, 1), fit.mean("p[" + (3 - right) + ",1,2]"), 0.1);
        assertTrue(fit.form.groups().stream().anyMatch(group -> group.family().equals("Wishart")));
    }

    /** Numbers that are ordered are no plain normal numbers. */
    @Test
    void orderedNumbersAreRefused() {
        Conjugacy conjugacy = new ModelText("""
                data y : real[3]
                m : ordered[2] ~ Normal(0, 1)
                y ~ Normal(m[1], 1)""").with("y", 1, 2, 3).compile().target().conjugacy();
        assertTrue(conjugacy.form().isEmpty() && conjugacy.obstacle().contains("tied"), conjugacy.obstacle());
    }
}
