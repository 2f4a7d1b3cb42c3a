package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.Phase;
import org.penumbra.inference.Target;

/** Networks of discrete sites that are summed out: one call of all rows for each value. */
class DiscreteNetworkTest {

    private static final double[] X = {0.3, -1.2, 0.8, 1.9, -0.4, 0.6, -2.1, 0.2, 1.1, 0.5, -0.7, 1.4};
    private static final String DECODER = """
            network Dec(z : real[2], k : int) : real[3] {
              h = tanh(Dense(3)(z) + Embedding(3, 3)(k))
              return Dense(3)(h)
            }
            """;

    private static ModelText labelled(String statements) {
        return new ModelText("data n : int(min = 1)  data x : real[n, 3]\n" + statements, DECODER)
                .shaped("x", List.of(4, 3), X);
    }

    private static ModelText local() {
        return labelled("""
                w ~ Beta(2, 2)
                plate row: i in 1..n {
                  k[i] ~ Categorical([w, (1 - w) / 3, 2 * (1 - w) / 3])
                  z[i] : real[2] ~ Normal(0, 1)
                  x[i] ~ Normal(Dec(z[i], k[i]), 0.5)
                }""");
    }

    static Stream<ModelText> models() {
        return Stream.of(local(),
                labelled("""
                        k ~ Categorical([0.2, 0.3, 0.5])
                        plate i in 1..n { z[i] : real[2] ~ Normal(0, 1)  x[i] ~ Normal(Dec(z[i], k), 0.5) }"""),
                labelled("""
                        b ~ Normal(0, 1)
                        plate i in 1..n {
                          k[i] ~ Categorical([0.2, 0.3, 0.5])
                          a[i] ~ Bernoulli(0.4)
                          x[i] ~ Normal(Dec([b * a[i], x[i, 1]], k[i]), 0.5)
                        }"""),
                labelled("""
                        plate g in 1..2 {
                          k[g] ~ Categorical([0.2, 0.3, 0.5])
                          plate i in 1..n {
                            z[g, i] : real[2] ~ Normal(g, 1)
                            x[i] ~ Normal(Dec(z[g, i], k[g]), 0.5)
                          }
                        }"""),
                labelled("""
                        b ~ Normal(0, 1)
                        k[1] ~ Categorical([0.2, 0.3, 0.5])
                        for t in 2..n { k[t] ~ Categorical(softmax([b, k[t - 1], 0])) }
                        plate t in 1..n { x[t] ~ Normal(Dec([b, 1], k[t]), 0.5) }"""));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }

    @Test
    void rowsOfAMinibatch() {
        SubsampleTest.unbiased(local(), Map.of("row", 2), 6);
    }

    /** The sum over the values written by hand, with the same network called for each. */
    @Test
    void theSumIsThatOverAllValues() {
        Target summed = local().compile().target();
        Target written = labelled("""
                w ~ Beta(2, 2)
                p = [w, (1 - w) / 3, 2 * (1 - w) / 3]
                plate row: i in 1..n {
                  z[i] : real[2] ~ Normal(0, 1)
                  factor logSumExp([log(p[1]) - 2 * squaredDistance(x[i], Dec(z[i], 1)),
                      log(p[2]) - 2 * squaredDistance(x[i], Dec(z[i], 2)),
                      log(p[3]) - 2 * squaredDistance(x[i], Dec(z[i], 3))]) - 3 * log(0.5 * sqrt(2 * 3.141592653589793))
                }""").compile().target();
        assertEquals(written.dimension(), summed.dimension());
        for (int seed = 0; seed < 3; seed++) {
            double[] at = TargetContract.point(written, seed);
            double[] expected = new double[at.length];
            double[] found = new double[at.length];
            assertEquals(written.logDensityAndGradient(at, expected), summed.logDensityAndGradient(at, found), 1e-9);
            for (int c = 0; c < at.length; c++) {
                assertEquals(expected[c], found[c], 1e-9, "coordinate " + c);
            }
        }
    }

    /** What does not depend on the label is computed once; what does, in one call of all rows for each label. */
    @Test
    void thereIsOneCallOfAllRowsForEachValue() {
        String gradient = local().compile().dump(Phase.GRADIENT);
        assertTrue(gradient.contains("\ndense[4, 2, 3] backwards"), gradient);
        assertTrue(gradient.contains("\nfor [k' in 3 down to 1]: dense[4, 3, 3] backwards"), gradient);
        assertEquals(2, gradient.split("dense\\S* \\S* \\S* backwards ").length - 1, gradient);
    }
}
