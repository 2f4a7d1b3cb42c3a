package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Target;

/** A call of a function of the file means its body with the arguments put in. */
class UserFunctionsTest {

    private static final String DATA = "data n : int  data y : real[n]\nmu ~ Normal(0, 1)  s ~ Exponential(1)\n";

    private static ModelText model(String statements, String functions) {
        return new ModelText(DATA + statements, functions).with("y", 0.5, 2, -1);
    }

    static Stream<Arguments> written() {
        return Stream.of(
                Arguments.of("plate i in 1..n { y[i] ~ Normal(line(y[i], mu), s) }",
                        "function line(x : real, slope : real) : real = 1 + slope * x^2",
                        "plate i in 1..n { y[i] ~ Normal(1 + mu * y[i]^2, s) }"),
                Arguments.of("y ~ Normal(line(slope = mu, x = 3), s)",
                        "function line(x : real, slope : real) = 1 + slope * x", "y ~ Normal(1 + mu * 3, s)"),
                Arguments.of("y ~ Normal(mu, root(root(s)))",
                        "function root(x : nonnegative) : nonnegative = sqrt(x + 1)",
                        "y ~ Normal(mu, sqrt(sqrt(s + 1) + 1))"),
                Arguments.of("y ~ Normal(sum(spread(n, y, mu)), s)",
                        "function spread(k : int, v : real[k], m : real) : real[3] = [tail(k, v), v[1], m]\n"
                                + "function tail(n : int, v : real[n]) : real = v[n] - v[n - 1]",
                        "y ~ Normal(y[3] - y[2] + y[1] + mu, s)"),
                Arguments.of("factor dot(move(n, y)[1], ones(n)) * mu  y ~ Normal(exp(mu), s)",
                        "function move(k : int, v : real[k]) : real[2, k] = [v + 1, 2 * v]\n"
                                + "function exp(x : real) : real = x / 2", // hides the built-in one
                        "factor sum(y + 1) * mu  y ~ Normal(mu / 2, s)"));
    }

    @ParameterizedTest
    @MethodSource("written")
    void aCallMeansTheBody(String statements, String functions, String inlined) {
        Target called = model(statements, functions).compile().target();
        Target written = model(inlined, "").compile().target();
        double[] x = {0.3, -0.4};
        double[] first = new double[2];
        double[] second = new double[2];
        assertEquals(written.logDensityAndGradient(x, second), called.logDensityAndGradient(x, first), 1e-13);
        assertArrayEquals(second, first, 1e-12);
    }

    private static String refused(String statements, String functions) {
        Problem problem = assertThrows(PenumbraException.class,
                () -> model(statements, functions).compileUnchecked()).problems().getFirst();
        return problem.location() + " " + problem.code() + " " + problem.message();
    }

    @Test
    void theCompilerRefusesRecursionByItself() {
        assertEquals("test.penumbra:7:31 PEN-2108 The function 'f' calls itself: f -> g -> f.",
                refused("y ~ Normal(f(mu), s)",
                        "function f(x : real) : real = g(x)\nfunction g(x : real) : real = f(x)"));
    }

    @Test
    void argumentsHaveTheDeclaredShape() {
        String function = "function last(k : int, v : real[k]) : real = v[k]";
        assertEquals("test.penumbra:4:25 PEN-2101 The parameter 'v' of last: expected shape [2], found shape [3].",
                refused("y ~ Normal(mu + last(2, y), s)", function));
        assertTrue(refused("y ~ Normal(last(mu, y), s)", function).contains("PEN-2106"));
        assertTrue(refused("y ~ Normal(last(3), s)", function).contains("PEN-2105 Expected last(k, v), each once"));
    }

    @Test
    void theValueHasTheDeclaredShape() {
        assertEquals("test.penumbra:6:34 PEN-2101 The value of f: expected a scalar, found shape [3].",
                refused("y ~ Normal(f(y), s)", "function f(v : real[3]) : real = 2 * v"));
    }

    @Test
    void functionsThatCallEachOtherTwiceAreStoppedInTime() {
        StringBuilder functions = new StringBuilder("function f0(x : real) : real = x");
        for (int i = 1; i <= 40; i++) {
            functions.append("\nfunction f").append(i).append("(x : real) : real = f").append(i - 1).append("(x) + f")
                    .append(i - 1).append("(x + 1)");
        }
        assertTrue(refused("y ~ Normal(f40(mu), s)", functions.toString()).contains("PEN-2109"));
    }
}
