package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Target;

/** Loops whose statements assign vectors and matrices. */
class ShapedRecurrencesTest {

    private static final double[] Y = {1.1, 0.3, 2.2, -0.7, 1.6, 0.2};

    /** A local level and trend, observed with noise: the filter gives the density of each value given those before. */
    private static final String KALMAN = ""
            + "data T : int  data y : real[T]  a ~ Normal(0, 1)  q : positive ~ Gamma(2, 1)\n"
            + "s : positive ~ Gamma(2, 1)\n"
            + "A = [[1, a], [0, 0.8]]  Q = q * identity(2)\n"
            + "m[1] = zeros(2)  P[1] = 2 * identity(2)\n"
            + "for t in 1..T {\n"
            + "  e[t] = y[t] - m[t, 1]  S[t] = P[t, 1, 1] + s\n"
            + "  K[t] = P[t] @ [1, 0] / S[t]\n"
            + "  m[t + 1] = A @ (m[t] + K[t] * e[t])\n"
            + "  P[t + 1] = A @ (P[t] - outer(K[t], K[t]) * S[t]) @ A' + Q\n"
            + "  factor -0.5 * (log(2 * 3.141592653589793 * S[t]) + e[t]^2 / S[t])\n"
            + "}";

    static Stream<ModelText> models() {
        String series = "data T : int  data y : real[T]\n";
        return Stream.of(
            new ModelText(KALMAN).with("y", Y),
            new ModelText(series + "a : real[3] ~ Normal(0, 1)  v[1] = a\n"
                    + "for t in 2..T { v[t] = 0.5 * reverse(v[t-1]) + softmax(v[t-1] * y[t]) }\n"
                    + "for t in 1..T { y[t] ~ Normal(sum(v[t]) + v[t, 2], 1) }").with("y", Y),
            new ModelText(series + "a ~ Normal(0, 1)\n"
                    + "for t in 1..T { C[t] = cholesky([[1 + y[t]^2, a], [a, 2 + a^2]]) }\n"
                    + "y ~ Normal(C[, 2, 1], C[, 2, 2])").with("y", Y),
            new ModelText(series + "a : real[2] ~ Normal(0, 1)\n"
                    + "for k in 1..2 { u[1, k] = a * k }\n"
                    + "for t in 2..T { for k in 1..2 { u[t, k] = u[t-1, 3 - k] / 2 + sin(a) * y[t] } }\n"
                    + "deterministic last = u[T]  factor -sum(u * u) / 10").with("y", Y),
            new ModelText(series + "a ~ Normal(0, 1)  x[1] = [a, 1]\n"
                    + "for t in 2..T { z[t - 1] = y[t] * x[t-1]  x[t] = z[t-1] / (1 + dot(z[t-1], z[t-1])) }\n"
                    + "factor sum(x) - sum(z * z)").with("y", Y));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }

    /** y is jointly normal: y_t = e1' x_t + noise, x_(t+1) = A x_t + noise, so covariances follow by hand. */
    @Test
    void aKalmanFilterGivesTheMarginalLikelihood() {
        Target target = new ModelText(KALMAN).with("y", Y).compile().target();
        double a = 0.4;
        double q = 0.7;
        double s = 1.3;
        double[] free = new double[3];
        target.sites().unconstrain(new double[] {a, q, s}, free);
        double filtered = target.contributions(free).stream().filter(part -> part.site().equals("factor"))
                .mapToDouble(Target.Contribution::logDensity).sum();
        double expected = Math.log(
                new MultivariateNormalDistribution(new double[Y.length], covariance(a, q, s)).density(Y));
        assertEquals(expected, filtered, 1e-11);
    }

    private static double[][] covariance(double a, double q, double s) {
        int n = Y.length;
        double[][] covariance = new double[n][n];
        double[][] state = {{2, 0}, {0, 2}};
        for (int t = 0; t < n; t++) {
            double first = state[0][0];
            double second = state[1][0];
            for (int u = t; u < n; u++) {
                covariance[t][u] = first + (t == u ? s : 0);
                covariance[u][t] = covariance[t][u];
                first += a * second;
                second *= 0.8;
            }
            state = next(state, a, q);
        }
        return covariance;
    }

    /** A P A' + q I for A = [[1, a], [0, 0.8]]. */
    private static double[][] next(double[][] p, double a, double q) {
        double cross = 0.8 * (p[0][1] + a * p[1][1]);
        return new double[][] {{p[0][0] + 2 * a * p[0][1] + a * a * p[1][1] + q, cross},
            {cross, 0.64 * p[1][1] + q}};
    }

    @Test
    void elementsOfOneValueHaveOneShape() {
        ModelText model = new ModelText("a ~ Normal(0, 1)  v[1] = [a, 1]  v[2] = [a, 1, 2]  factor sum(v)");
        PenumbraException refused = assertThrows(PenumbraException.class, model::compileUnchecked);
        assertEquals("PEN-2101", refused.problems().getFirst().code());
    }

    @Test
    void aValueThatIsReadBeforeItsFirstAssignmentIsRefused() {
        ModelText model = new ModelText(
                "a ~ Normal(0, 1)  for t in 1..3 { v[t] = if t == 1 then [a, 1] else v[t-1] }  factor sum(v)");
        assertThrows(PenumbraException.class, model::compileUnchecked);
    }

    @Test
    void shapesOfElementsStandBehindSubscripts() {
        Target target = new ModelText("a ~ Normal(0, 1)  v[1] = [a, 2 * a]\n"
                + "for t in 2..3 { deterministic v[t] = v[t-1] + 1 }").compile().target();
        assertEquals(List.of(3, 2), target.sites().sites().stream().filter(site -> site.name().equals("v"))
                .findFirst().orElseThrow().shape());
    }
}
