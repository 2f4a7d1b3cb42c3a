package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.penumbra.core.PenumbraException;

/** Loops whose ends vary with an outer index, against sums by hand. */
class RaggedLoopsTest {

    private static double normal(double mean, double sd, double at) {
        return NormalDistribution.of(mean, sd).logDensity(at);
    }

    private static void assertDensity(double expected, ModelText model, double... x) {
        TargetContract.check(model);
        assertEquals(expected, model.compile().target().logDensity(x), 1e-12 * Math.abs(expected));
    }

    @Test
    void seriesOfDifferentLengths() {
        ModelText model = new ModelText("""
                data n : int  data m : int  data len : int[n]  data y : real[n, m]
                mu ~ Normal(0, 1)
                plate i in 1..n {
                  theta[i] ~ Normal(mu, 1)
                  scaled = 2 * theta[i]
                  plate t in 1..len[i] { y[i, t] ~ Normal(scaled + t, 1) }
                }""").with("len", 2, 0, 3).shaped("y", List.of(3, 3), 1, 2, 99, 99, 99, 99, 3, 4, 5);
        double mu = 0.3;
        double[] theta = {0.5, -1, 2};
        double expected = normal(0, 1, mu);
        for (double one : theta) {
            expected += normal(mu, 1, one);
        }
        expected += normal(2, 1, 1) + normal(3, 1, 2) + normal(5, 1, 3) + normal(6, 1, 4) + normal(7, 1, 5);
        assertDensity(expected, model, mu, theta[0], theta[1], theta[2]);
        assertEquals(5, model.observations().names().size());
    }

    @Test
    void theLowerHalfOfAMatrix() {
        ModelText model = new ModelText("""
                data n : int  data y : real[n, n]
                b ~ Normal(0, 1)
                for i in 2..n { for j in 1..i - 1 { y[i, j] ~ Normal(b * j, 1) } }""")
                .shaped("y", List.of(3, 3), 0, 0, 0, 1, 0, 0, 2, 3, 0);
        assertDensity(normal(0, 1, 0.4) + normal(0.4, 1, 1) + normal(0.4, 1, 2) + normal(0.8, 1, 3), model, 0.4);
    }

    /** A third loop varies with both, and stands beside one that does not. */
    @Test
    void threeDeep() {
        ModelText model = new ModelText("""
                data n : int
                b ~ Normal(0, 1)
                for h in 1..2 { for i in 1..n { for j in i..n { for k in i..j { factor -h * b * (i + 10 * j + k) } } } }
                """).scalar("n", 3);
        double sum = 0;
        for (int i = 1; i <= 3; i++) {
            for (int j = i; j <= 3; j++) {
                for (int k = i; k <= j; k++) {
                    sum += i + 10 * j + k;
                }
            }
        }
        assertDensity(normal(0, 1, 0.01) - 3 * 0.01 * sum, model, 0.01);
    }

    /**
     * Each element of a series follows from the one before, for as long as the series is; the rest is assigned, too.
     */
    @Test
    void recurrencesOfDifferentLengths() {
        ModelText model = new ModelText("""
                data n : int  data m : int  data len : int[n]  data y : real[n]
                b ~ Normal(0, 1)
                for i in 1..n {
                  s[i, 1] = 1.0 * i
                  for t in 2..len[i] { s[i, t] = b * s[i, t - 1] + 1 }
                  for t in len[i] + 1..m { s[i, t] = 0 }
                }
                for i in 1..n { y[i] ~ Normal(s[i, len[i]], 1) }""").scalar("m", 3).with("len", 1, 3)
                .with("y", 0.5, 2);
        double b = 0.5;
        assertDensity(normal(0, 1, b) + normal(1, 1, 0.5) + normal(b * (b * 2 + 1) + 1, 1, 2), model, b);
    }

    @Test
    void discreteSitesOfAnOuterPlate() {
        ModelText model = new ModelText("""
                data n : int  data m : int  data len : int[n]  data y : real[n, m]
                mu : real[2] ~ Normal(0, 1)
                plate i in 1..n {
                  z[i] ~ Categorical([0.3, 0.7])
                  plate t in 1..len[i] { y[i, t] ~ Normal(mu[z[i]], 1) }
                }""").with("len", 2, 1).shaped("y", List.of(2, 2), 1, 2, 3, 99);
        double[] mu = {0.2, -0.4};
        double expected = normal(0, 1, mu[0]) + normal(0, 1, mu[1]);
        expected += Math.log(0.3 * Math.exp(normal(mu[0], 1, 1) + normal(mu[0], 1, 2))
                + 0.7 * Math.exp(normal(mu[1], 1, 1) + normal(mu[1], 1, 2)));
        expected += Math.log(0.3 * Math.exp(normal(mu[0], 1, 3)) + 0.7 * Math.exp(normal(mu[1], 1, 3)));
        assertDensity(expected, model, mu);
    }

    @Test
    void endsAreWholeAndKnown() {
        assertCode("PEN-2103", () -> new ModelText("data n : int  data e : real[n]  b ~ Normal(0, 1)\n"
                + "for i in 1..n { for j in 1..e[i] { factor b } }").with("e", 1, 2.5).compileUnchecked());
        assertCode("PEN-2902", () -> new ModelText("data n : int  b ~ Normal(0, 1)\n"
                + "plate i in 1..n { plate j in 1..i { t[i, j] ~ Normal(b, 1) } }").scalar("n", 3).compileUnchecked());
    }

    private static void assertCode(String code, Executable action) {
        PenumbraException wrong = org.junit.jupiter.api.Assertions.assertThrows(PenumbraException.class, action);
        assertTrue(wrong.problems().getFirst().render().contains(code), wrong.problems().getFirst().render());
    }
}
