package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.inference.Target;

/** Networks from their text to the gradient. */
class NetworkTest {

    private static final double[] X = {1.2, -0.3, 0.4, 2.2, -1.1, 0.7, 0.1, 0.9};
    private static final double[] Y = {1.3, -0.4, 2.1, 0.7};

    private static ModelText data(ModelText model) {
        return model.scalar("n", 4).shaped("x", List.of(4, 2), X).with("y", Y);
    }

    private static ModelText inPlate(String network, String statements) {
        return data(new ModelText("data n : int data x : real[n, 2] data y : real[n]\n" + statements, network));
    }

    static Stream<ModelText> models() {
        return Stream.of(
                inPlate("network F(x : real[2]) : real[1] { return Dense(1)(x) }",
                        "s ~ LogNormal(0, 1) plate i in 1..n { m = F(x[i])  y[i] ~ Normal(m[1], s) }"),
                inPlate("network F(x : real[2]) : real[1] { h = Dense(3, tanh)(x)  return Dense(1)(h) }",
                        "plate i in 1..n { m = F(x[i])  y[i] ~ Normal(m[1], 1) }"),
                inPlate("""
                        network F(x : real[2], s : positive) : (loc : real[1], scale : positive[1]) {
                            h = Dense(3, silu, prior = Normal(0, s), biasPrior = Normal(0, 2))(x)
                            loc = Dense(1, bias = false, prior = Normal(0, 1))(h)
                            scale = exp(Dense(1, gelu)(h))
                        }""",
                        "s ~ LogNormal(0, 1) plate i in 1..n { e = F(x[i], s)  y[i] ~ Normal(e.loc[1], e.scale[1]) }"),
                inPlate("""
                        network F(z : real[2]) : real[2] { return Sequential(Dense(3, softplus), tanh, Dense(2))(z) }
                        """, "plate i in 1..n { z : real[2] ~ Normal(0, 1)  x[i] ~ Normal(F(z), 1) "
                                + "y[i] ~ Normal(sum(F(z)), 1) }"),
                inPlate("network F(z : real[2]) : real[2] { return Dense(2, elu)(z) }", """
                        w : real[2] ~ Normal(0, 1)
                        u = F(w)
                        plate k in 1..2 {
                          plate i in 1..n { v = F([x[i, k], u[k]])  x[i, k] ~ Normal(v[1], exp(v[2])) }
                        }
                        """),
                inPlate("network F(z : real[2]) : real[2] { return Dense(2, sigmoid)(z) }", """
                        h[1] = [0.5, 0.25]
                        for t in 2..n { h[t] = F(h[t - 1] + x[t]) }
                        plate t in 1..n { y[t] ~ Normal(h[t, 1], 1 + h[t, 2]) }"""),
                inPlate("network F(z : real[2]) : real[2] { return Dense(2, leakyRelu)(z) }", """
                        plate i in 1..n { g[1, i] = x[i] }
                        for t in 2..3 { plate i in 1..n { g[t, i] = F(g[t - 1, i]) + x[i] } }
                        plate i in 1..n { y[i] ~ Normal(g[3, i, 1], exp(g[3, i, 2])) }"""));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }

    @Test
    void oneDenseLayerIsALinearRegression() {
        Target network = inPlate("network F(x : real[2]) : real[1] { return Dense(1, prior = Normal(0, 2))(x) }",
                "plate i in 1..n { m = F(x[i])  y[i] ~ Normal(m[1], 1) }").compile().target();
        Target written = inPlate("", """
                w : real[2] ~ Normal(0, 2)
                b ~ Normal(0, 2)
                plate i in 1..n { y[i] ~ Normal(w[1] * x[i, 1] + w[2] * x[i, 2] + b, 1) }""").compile().target();
        for (int seed = 0; seed < 3; seed++) {
            double[] at = TargetContract.point(written, seed);
            double[] expected = new double[3];
            double[] found = new double[3];
            assertEquals(written.logDensityAndGradient(at, expected), network.logDensityAndGradient(at, found), 1e-12);
            for (int k = 0; k < 3; k++) {
                assertEquals(expected[k], found[k], 1e-12, "coordinate " + k);
            }
        }
    }
}
