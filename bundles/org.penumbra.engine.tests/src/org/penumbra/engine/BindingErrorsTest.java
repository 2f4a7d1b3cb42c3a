package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** What only the data can show to be wrong: each with its code, its place and the numbers at fault. */
class BindingErrorsTest {

    private static Arguments wrong(String code, String words, ModelText model) {
        return Arguments.of(code, words, model);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
            wrong("PEN-2101", "expected 3", new ModelText("data n : int  data x : real[n]  data y : real[n]\n"
                    + "a ~ Normal(0, 1)  y ~ Normal(a * x, 1)").with("x", 1, 2, 3).with("y", 1, 2)),
            wrong("PEN-2101", "declared with 1 axes",
                new ModelText("data x : real[2]  a ~ Normal(0, 1)  x ~ Normal(a, 1)")
                    .scalar("x", 1)),
            wrong("PEN-2102", "is 4, expected 1..3",
                new ModelText("data x : real[3]  data g : int[2]\na ~ Normal(0, 1)\n"
                    + "plate i in 1..2 { factor -a * x[g[i]] }").with("x", 1, 2, 3).with("g", 1, 4)),
            wrong("PEN-2102", "leaves 1..3", new ModelText("data n : int  data x : real[3]  a ~ Normal(0, 1)\n"
                    + "factor a * sum(x[2..n])").with("x", 1, 2, 3).scalar("n", 5)),
            wrong("PEN-2905", "'s[3]' is read before it is assigned", new ModelText("data y : real[4]\n"
                    + "a ~ Normal(0, 1)  s[1] = a  s[4] = a  for t in 2..3 { s[t] = a * s[t+1] }\n"
                    + "y ~ Normal(s, 1)").with("y", 1, 2, 3, 4)),
            wrong("PEN-2905", "'s[2]' is assigned twice", new ModelText("data y : real[4]\n"
                    + "a ~ Normal(0, 1)  s[1] = a  s[2] = a  for t in 2..4 { s[t] = a * s[t-1] }\n"
                    + "y ~ Normal(s, 1)").with("y", 1, 2, 3, 4)),
            wrong("PEN-2905", "'s[2]' is never assigned", new ModelText("data y : real[4]\n"
                    + "a ~ Normal(0, 1)  s[1] = a  for t in 3..4 { s[t] = a * s[1] }\n"
                    + "y ~ Normal(s, 1)").with("y", 1, 2, 3, 4)),
            wrong("PEN-2201", "No data for 'y'", new ModelText("data y : real[2]  a ~ Normal(0, 1)  y ~ Normal(a, 1)")
                    .with("yy", 1, 2)),
            wrong("PEN-2202", "-2.0 at test.csv:3:1", new ModelText("data s : positive[2]  data y : real[2]\n"
                    + "a ~ Normal(0, 1)  y ~ Normal(a, s)").with("s", 1, -2).with("y", 1, 2)),
            wrong("PEN-2202", "0.5 at test.csv:2:1", new ModelText("data k : int[2]  a ~ Gamma(1, 1)  k ~ Poisson(a)")
                    .with("k", 0.5, 2)),
            wrong("PEN-2203", "cannot produce", new ModelText("data k : int[2]  a ~ Gamma(1, 1)  k ~ Poisson(a)")
                    .with("k", 1, -2)),
            wrong("PEN-2303", "scale = -2.0", new ModelText("data s : real[2]  data y : real[2]  a ~ Normal(0, 1)\n"
                    + "plate i in 1..2 { y[i] ~ Normal(a, s[i]) }").with("s", 1, -2).with("y", 1, 2)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isRefusedAtItsPlace(String code, String words, ModelText model) {
        PenumbraException refused = assertThrows(PenumbraException.class, model::compile);
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        Problem problem = refused.problems().getFirst();
        assertEquals(code, problem.code(), problem::render);
        assertTrue(problem.render().contains(words), problem::render);
        assertTrue(problem.render().startsWith("test.penumbra:"), problem::render);
        assertEquals(List.of(), problem.candidates().stream().filter(String::isBlank).toList());
    }
}
