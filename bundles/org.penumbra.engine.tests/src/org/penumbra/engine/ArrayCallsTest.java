package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.Phase;

/** Array functions in models: once, in plates, in recurrences, one fed by another; values and gradients. */
class ArrayCallsTest {

    static Stream<ModelText> models() {
        return Stream.of(
            new ModelText("a ~ Normal(0, 1)  b ~ Normal(0, 1)\n"
                    + "L = cholesky([[1 + a^2, a * b], [a * b, 2 + b^2]])\n"
                    + "factor -log(L[1, 1]) - 3 * L[2, 1]^2 - log(L[2, 2]) * L[1, 2]  factor L[2, 2] * a"),
            new ModelText("data n : int  data g : int[n]  data y : real[n]  s : positive[3] ~ Gamma(2, 1)\n"
                    + "plate k in 1..3 { L[k] = cholesky([[s[k] + 1, s[k]], [s[k], s[k]^2 + 2]]) }\n"
                    + "plate i in 1..n { m = L[g[i], 2, 1] + L[g[i], 2, 2]  y[i] ~ Normal(m, L[g[i], 1, 1]) }")
                    .with("g", 2, 1, 1, 3, 2).with("y", 1, 0.4, 2, 0.1, -0.7),
            new ModelText("data y : real[5]  a ~ Normal(0, 1)  c ~ Normal(0, 1)\n"
                    + "v[1] = a\n"
                    + "for t in 2..5 { v[t] = logSumExp([v[t-1], a * y[t], c]) + 0.1 * v[t-1] }\n"
                    + "for t in 1..5 { y[t] ~ Normal(v[t], 1) }")
                    .with("y", 1, 0.4, 2, 0.1, -0.7),
            new ModelText("data y : real[4]  w : real[4] ~ Normal(0, 1)\n"
                    + "z = logSumExp(w)  u = logSumExp([z, w[2], sum(w)])\n"
                    + "y ~ Normal(w - z, exp(u / 5))")
                    .with("y", 1, 0.4, 2, 0.1),
            new ModelText("data S : real[2, 2]  data y : real[2]  L = cholesky(S)  m ~ Normal(0, 1)\n"
                    + "y ~ Normal(m * L @ [1, 2], L[1, 1])")
                    .shaped("S", List.of(2, 2), 4, 1, 1, 3).with("y", 1, 2));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }

    @Test
    void whatDependsOnDataAloneIsComputedAtBinding() {
        ModelText last = models().reduce((first, second) -> second).orElseThrow();
        assertTrue(!last.compile().dump(Phase.GRADIENT).contains("cholesky[2] backwards"));
    }

    @Test
    void aCallInAPlateIsMadeOncePerIterationHoweverOftenItIsGathered() {
        String dump = models().skip(1).findFirst().orElseThrow().compile().dump(Phase.GRADIENT);
        assertEquals(2, dump.split("cholesky\\[2\\] backwards", -1).length);
    }
}
