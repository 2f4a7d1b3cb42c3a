package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.registry.Registry;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** {@code do} and {@code condition}: each run against the model that a person would have written instead. */
class InterventionsTest {

    private static final String DATA = "data n : int  data x : real[n]  data y : real[n]\n";
    private static final String CHAIN = DATA + "z ~ Normal(0, 1)  s : positive ~ Exponential(1)\n"
            + "plate i in 1..n { t[i] ~ Normal(z, s)  y[i] ~ Normal(t[i] + x[i], 1) }";

    private static ModelText model(String statements, String items) {
        return new ModelText(statements, "infer r of M { " + items + " }").with("x", 1, 2, 3).with("y", 0.5, 2, -1);
    }

    private static final String SERIES = "r ~ Normal(0, 1)  w[1] ~ Normal(0, 2)\n"
            + "for t in 2..3 { w[t] ~ Normal(r * w[t-1], 0.5) @noncentered }\n"
            + "for t in 1..3 { y[t] ~ Normal(w[t] + r, 1) }";
    private static final String VECTORS = "r ~ Normal(0, 1)  v[1] ~ MultivariateNormal([0, r], identity(2))\n"
            + "for t in 2..3 { v[t] ~ MultivariateNormal(r * v[t-1], identity(2)) }\n"
            + "for t in 1..3 { y[t] ~ Normal(v[t, 1] * v[t, 2], 1) }";
    private static final String STATES = "r ~ Normal(0, 1)  k[1] ~ Bernoulli(0.3)  for t in 2..3 { k[t] ~ "
            + "Bernoulli(expit(r + k[t-1])) }  for t in 1..3 { y[t] ~ Normal(r * k[t], 1) }";

    /** A chain that is cut is data; one that is conditioned on is data that are observed. */
    static Stream<Arguments> chains() {
        String numbers = "w = [1, 2, 4]  plate i in 1..n { y[i] ~ Normal(w[i] + r, 1) }";
        String products = "w = [2, 12, 30]  plate i in 1..n { y[i] ~ Normal(w[i], 1) }";
        String states = "w = [1, 0, 1]  plate i in 1..n { y[i] ~ Normal(r * w[i], 1) }";
        return Stream.of(Arguments.of(SERIES, "do w = [1, 2, 4]", numbers),
                Arguments.of(SERIES, "do w = 2", "plate i in 1..n { y[i] ~ Normal(2 + r, 1) }"),
                Arguments.of(SERIES, "condition w = [1, 2, 4]", numbers
                        + "  factor -0.5 * (1 / 4 + (2 - r)^2 / 0.25 + (4 - 2 * r)^2 / 0.25)"
                        + "  factor 2 * log(2) - log(2) - 1.5 * log(8 * atan(1))"),
                Arguments.of(VECTORS, "do v = [[1, 2], [3, 4], [5, 6]]", products),
                Arguments.of(VECTORS, "condition v = [[1, 2], [3, 4], [5, 6]]", products + "  factor -0.5 * (1 "
                        + "+ (2 - r)^2 + (3 - r)^2 + (4 - 2 * r)^2 + (5 - 3 * r)^2 + (6 - 4 * r)^2)"
                        + "  factor -3 * log(8 * atan(1))"),
                Arguments.of(STATES, "do k = [1, 0, 1]", states),
                Arguments.of(STATES, "condition k = [1, 0, 1]", states
                        + "  factor log(0.3) + log(1 - expit(r + 1)) + log(expit(r))"));
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aChainThatIsSetIsData(String statements, String items, String written) {
        Target changed = model(DATA + statements, items).compile().target();
        Target expected = model(DATA + "r ~ Normal(0, 1)  " + written, "").compile().target();
        for (double r : new double[] {-0.7, 0, 1.3}) {
            double[] gradient = new double[1];
            double[] slope = new double[1];
            double density = expected.logDensityAndGradient(new double[] {r}, slope);
            assertEquals(density, changed.logDensityAndGradient(new double[] {r}, gradient), 1e-11);
            assertArrayEquals(slope, gradient, 1e-11);
        }
    }

    private static final String REST = "plate i in 1..n { t[i] ~ Normal(z, s)  y[i] ~ Normal(t[i] + x[i], 1) }";

    static Stream<Arguments> rewritten() {
        String scale = "s : positive ~ Exponential(1)\n";
        String plate = "z ~ Normal(0, 1)  " + scale;
        return Stream.of(
                Arguments.of("do z = 2", scale + "z = 2  " + REST),
                Arguments.of("condition z = 2", scale + "z = 2  factor -2 - 0.5 * log(8 * atan(1))  " + REST),
                Arguments.of("condition s = mean(x)",
                        "z ~ Normal(0, 1)  s = 2  factor -2  plate i in 1..n { t[i] ~ Normal(z, 2)  "
                                + "y[i] ~ Normal(t[i] + x[i], 1) }"),
                Arguments.of("do x = 0",
                        plate + "plate i in 1..n { t[i] ~ Normal(z, s)  y[i] ~ Normal(t[i] + 0 * x[i], 1) }"),
                Arguments.of("do x = 10 - x", plate
                        + "plate i in 1..n { t[i] ~ Normal(z, s)  y[i] ~ Normal(t[i] + 10 - x[i], 1) }"),
                Arguments.of("do y = 4", plate + "plate i in 1..n { t[i] ~ Normal(z, s) }  factor 0 * sum(x + y)"),
                Arguments.of("condition y = 4", plate + "plate i in 1..n { t[i] ~ Normal(z, s)  "
                        + "factor 0 * y[i] - 0.5 * (4 - t[i] - x[i])^2 - 0.5 * log(8 * atan(1)) }"),
                Arguments.of("do t = 1", plate + "y ~ Normal(1 + x, 1)"),
                Arguments.of("condition t = [1, 2, 4]", plate + "t = [1, 2, 4]  plate i in 1..n { "
                        + "factor -0.5 * ((t[i] - z) / s)^2 - log(s) - 0.5 * log(8 * atan(1))  "
                        + "y[i] ~ Normal(t[i] + x[i], 1) }"),
                Arguments.of("condition t = x  do z = 0.5", scale + "plate i in 1..n { "
                        + "factor -0.5 * ((x[i] - 0.5) / s)^2 - log(s) - 0.5 * log(8 * atan(1))  "
                        + "y[i] ~ Normal(x[i] + x[i], 1) }"));
    }

    @ParameterizedTest
    @MethodSource("rewritten")
    void aRunMeansAnotherModel(String items, String statements) {
        assertSame(model(CHAIN, items).compile().target(), model(DATA + statements, "").compile().target());
    }

    private static void assertSame(Target changed, Target written) {
        List<String> names = changed.sites().sites().stream().map(SiteMap.Site::name).toList();
        assertEquals(written.sites().sites().stream().map(SiteMap.Site::name).toList(), names);
        double[] x = new double[changed.dimension()];
        for (int i = 0; i < x.length; i++) {
            x[i] = 0.4 - 0.3 * i;
        }
        double[] first = new double[x.length];
        double[] second = new double[x.length];
        assertEquals(written.logDensityAndGradient(x, second), changed.logDensityAndGradient(x, first), 1e-12);
        assertArrayEquals(second, first, 1e-12);
    }

    @Test
    void aSiteWithoutSubscriptsIsSetAsAWhole() {
        String subscripted = DATA + "z ~ Normal(0, 1)\nplate i in 1..n { t[i] ~ Normal(z, 1)\n"
                + "y[i] ~ Normal(t[i], x[i]) }";
        String plain = DATA + "z ~ Normal(0, 1)  plate i in 1..n { t ~ Normal(z, 1)  y[i] ~ Normal(t, x[i]) }";
        for (String items : List.of("do t = [3, 1, 2]", "condition t = [3, 1, 2]", "condition t = 3")) {
            assertSame(model(plain, items).compile().target(), model(subscripted, items).compile().target());
        }
    }

    /** z -> x -> y: what is seen of x tells of z, what is done to x does not (Pearl 2009, section 3.2). */
    @ParameterizedTest
    @CsvSource({"do x = 2, -0.7", "condition x = 2, 0.6"})
    void doingDoesNotTellOfCauses(String item, double slope) {
        Target target = model("data n : int  data y : real[n]  z ~ Normal(0, 1)  x ~ Normal(z, 1)  y ~ Normal(x, 1)",
                item).compile().target();
        double[] gradient = new double[1];
        target.logDensityAndGradient(new double[] {0.7}, gradient);
        assertEquals(slope, gradient[0], 1e-14);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "do z = [1, 2]           | PEN-2101 The value of do z does not fit: expected a scalar, found shape [2].",
        "do t = [1, 2]           | PEN-2101 The value of do t does not fit: expected shape [3], found shape [2].",
        "do t = z                | PEN-2402 Expected a value of do t that is known from the data.",
        "do n = 2                | PEN-2405 'n' is a size of 'x', which do cannot change.",
        "do s = -1               | PEN-2202 's' is declared positive, but one value is not: -1.0 at "
                + "test.penumbra:7:16.",
        "condition s = -1        | PEN-2202 's' is declared positive, but one value is not: -1.0 at "
                + "test.penumbra:7:16."})
    void whatDoesNotFitIsRefused(String items, String message) {
        Problem problem = assertThrows(PenumbraException.class,
                () -> model(CHAIN + "\n", items).compileUnchecked()).problems().getFirst();
        assertEquals(message, problem.code() + " " + problem.message());
    }

    @Test
    void aRunOfAFileIsPreparedWithItsInterventions(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("m.penumbra"), "model M { data y : real  a ~ Normal(0, 1)  "
                + "b ~ Normal(a, 1)  y ~ Normal(b, 1) }\ninfer free of M { data \"m.json\" }\n"
                + "infer set of M { data \"m.json\"  do b = y / 2 }\n");
        Files.writeString(folder.resolve("m.json"), "{\"y\": 3}");
        Session session = new Session(Registry.open());
        assertEquals(2, session.prepare(FitRequest.of(file).withRun("free")).target().dimension());
        Target set = session.prepare(FitRequest.of(file).withRun("set")).target();
        assertEquals(-Math.log(2 * Math.PI) - 0.5 * 0.49 - 0.5 * 2.25, set.logDensity(new double[] {0.7}), 1e-14);
    }

    @Test
    void aValueThatTheDistributionCannotProduceIsRefused() {
        Problem problem = assertThrows(PenumbraException.class, () -> model(
                DATA + "z ~ Normal(0, 1)  s ~ Exponential(1)  y ~ Normal(z + x, s)", "condition s = -1")
                .compileUnchecked()).problems().getFirst();
        assertEquals("PEN-2203 's' has the value -1.0 (test.penumbra:5:16), which Exponential cannot "
                + "produce: its support is nonnegative.", problem.code() + " " + problem.message());
    }
}
