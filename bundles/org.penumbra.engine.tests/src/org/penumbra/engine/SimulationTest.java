package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.compiler.BoundArray;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.math.Statistics;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.Simulated;
import org.penumbra.session.SimulatedFiles;
import org.penumbra.session.SiteSummary;

/** Data drawn from models; seeds are fixed. */
class SimulationTest {

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());

    private FitRequest request(String text, String json) throws IOException {
        Path file = Files.writeString(folder.resolve("m.penumbra"), text);
        return FitRequest.of(file).withData(Files.writeString(folder.resolve("given.json"), json));
    }

    private Simulated simulate(String statements, String json) throws IOException {
        return session.simulate(request("model M {\n" + statements + "\n}\n", json).withSeed(4));
    }

    private static double[] values(Map<String, BoundArray> from, String name) {
        return from.get(name).values();
    }

    @Test
    void dataFollowTheModelGivenTheSitesThatWereDrawn() throws IOException {
        Simulated drawn = simulate("data n : int  data x : real[n]  data y : real[n]  a ~ Normal(5, 1)\n"
                + "b : real[2] ~ Uniform(3, 4)  deterministic c = b[1] + b[2]\n"
                + "plate i in 1..n { y[i] ~ Normal(a + c * x[i], 0.5) }", "{\"n\": 4000, \"x\": " + ramp(4000) + "}");
        assertEquals(Set.of("y"), drawn.drawn());
        assertEquals(Set.of("n", "x", "y"), drawn.data().keySet());
        double[] y = values(drawn.data(), "y");
        double slope = values(drawn.sites(), "c")[0];
        assertEquals(values(drawn.sites(), "b")[0] + values(drawn.sites(), "b")[1], slope, 1e-14);
        double[] x = values(drawn.data(), "x");
        double[] rest = new double[y.length];
        Arrays.setAll(rest, i -> y[i] - slope * x[i] - values(drawn.sites(), "a")[0]);
        // Five standard errors: a false alarm in less than one of 1e6.
        assertEquals(0, Statistics.mean(rest), 5 * 0.5 / Math.sqrt(4000));
        assertEquals(0.25, Statistics.variance(rest), 5 * 0.25 * Math.sqrt(2.0 / 4000));
    }

    private static String ramp(int n) {
        double[] x = new double[n];
        Arrays.setAll(x, i -> (double) i / n);
        return Arrays.toString(x);
    }

    /** y depends on x of the same step and x on y of the step before: the statements of a loop take turns. */
    @Test
    void statementsOfALoopTakeTurns() throws IOException {
        Simulated drawn = simulate("data T : int  data x : real[T]  data y : real[T]  m ~ Normal(3, 1)\n"
                + "x[1] ~ Normal(m, 0.0001)  y[1] ~ Normal(2 * x[1], 0.0001)\n"
                + "for t in 2..T { x[t] ~ Normal(y[t - 1] - 1, 0.0001)  y[t] ~ Normal(x[t] / 2, 0.0001) }",
                "{\"T\": 30}");
        double[] x = values(drawn.data(), "x");
        double[] y = values(drawn.data(), "y");
        assertEquals(2 * x[0], y[0], 6e-4);
        for (int t = 1; t < 30; t++) {
            assertEquals(y[t - 1] - 1, x[t], 6e-4);
            assertEquals(x[t] / 2, y[t], 6e-4);
        }
    }

    /** What a recurrence stores follows from the data that were just drawn. */
    @Test
    void recurrencesReadWhatIsDrawn() throws IOException {
        Simulated drawn = simulate("data T : int  data y : real[T]  m ~ Normal(3, 1)\n"
                + "s[1] = m  for t in 2..T { s[t] = 0.5 * s[t - 1] + y[t - 1] }\n"
                + "for t in 1..T { y[t] ~ Normal(s[t], 0.0001) }", "{\"T\": 20}");
        double[] y = values(drawn.data(), "y");
        double s = values(drawn.sites(), "m")[0];
        for (int t = 0; t < 20; t++) {
            assertEquals(s, y[t], 6e-4 * Math.max(1, Math.abs(s)));
            s = 0.5 * s + y[t];
        }
    }

    @Test
    void aSiteDrawnElementByElementIsWhole() throws IOException {
        Simulated drawn = simulate("data T : int  data y : real[T]  z[1] ~ Normal(100, 1)\n"
                + "for t in 2..T { z[t] ~ Normal(z[t - 1] + 10, 0.001) }\n"
                + "for t in 1..T { y[t] ~ Normal(z[t], 0.001) }", "{\"T\": 12}");
        double[] z = values(drawn.sites(), "z");
        for (int t = 0; t < 12; t++) {
            assertEquals(z[0] + 10 * t, z[t], 0.03);
            assertEquals(z[t], values(drawn.data(), "y")[t], 0.006);
        }
    }

    /** Five standard errors: a false alarm in less than one of 1e6. */
    @Test
    void distributionsOfDistributionsAreDrawn() throws IOException {
        Simulated drawn = simulate("data n : int  data y : real[n]  data k : int[n]  data c : real[n]\n"
                + "data t : positive[n]  m ~ Delta(3)  plate i in 1..n {\n"
                + "y[i] ~ MixtureSameFamily([0.25, 0.75], Normal([-m, m], 0.5))  k[i] ~ ZeroInflated(0.4, Poisson(m))\n"
                + "c[i] ~ Censored(Normal(m, 1), max = m)  t[i] ~ Transformed(Normal(m, 0.5), exp) }\n"
                + "a ~ Normal(m, 1)", "{\"n\": 4000}");
        double root = Math.sqrt(4000);
        assertEquals(1.5, Statistics.mean(values(drawn.data(), "y")), 5 * Math.sqrt(27.0 / 4 + 0.25) / root);
        double zero = 0.4 + 0.6 * Math.exp(-3);
        assertEquals(zero, share(values(drawn.data(), "k"), 0), 5 * 0.5 / root);
        assertEquals(0.5, share(values(drawn.data(), "c"), 3), 5 * 0.5 / root);
        double[] logs = Arrays.stream(values(drawn.data(), "t")).map(Math::log).toArray();
        assertEquals(3, Statistics.mean(logs), 5 * 0.5 / root);
        assertEquals(3, values(drawn.sites(), "m")[0]);
    }

    private static double share(double[] values, double of) {
        return (double) Arrays.stream(values).filter(value -> value == of).count() / values.length;
    }

    @Test
    void oneSeedGivesTheSameDataAndAnotherOthers() throws IOException {
        FitRequest request = request("model M { data n : int  data y : int(min = 0)[n]  r ~ Exponential(0.1)\n"
                + "y ~ Poisson(r) }", "{\"n\": 10}");
        double[] first = values(session.simulate(request.withSeed(1)).data(), "y");
        assertArrayEquals(first, values(session.simulate(request.withSeed(1)).data(), "y"));
        assertFalse(Arrays.equals(first, values(session.simulate(request.withSeed(2)).data(), "y")));
    }

    @Test
    void aRunFixesSites() throws IOException {
        FitRequest request = request("model M { data n : int  data y : real[n]  m ~ Normal(0, 1)  s ~ HalfNormal(1)\n"
                + "y ~ Normal(m, s) }\ninfer at of M { condition m = 100  do s = 0.001 }", "{\"n\": 3}");
        for (double y : values(session.simulate(request).data(), "y")) {
            assertEquals(100, y, 0.006);
        }
    }

    @Test
    void aDeclaredTypeThatCutsAPriorIsMet() throws IOException {
        Simulated drawn = simulate("data y : real  s : positive[50] ~ Normal(0, 1)  y ~ Normal(sum(s), 1)", "{}");
        assertTrue(Arrays.stream(values(drawn.sites(), "s")).allMatch(s -> s > 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv"})
    void aFitRecoversWhatWasSimulated(String ending) throws IOException {
        FitRequest request = request("model M { data n : int  data y : real[n]  mu ~ Normal(0, 3)  y ~ Normal(mu, 1) }",
                "{\"n\": 400}");
        Simulated drawn = session.simulate(request.withSeed(9));
        Path file = folder.resolve("drawn." + ending);
        new SimulatedFiles(drawn).write(file);
        Fit fit = session.fit(request.withData(file).withPart(Point.GUIDES, "AutoNormal")
                .withSetting("algorithm.steps", "20000")
                .withSetting("optimizer.schedule", "cosine"), Progress.NONE, Cancellation.NEVER);
        SiteSummary mu = fit.sites().getFirst();
        double precision = 400 + 1.0 / 9;
        double exact = 400 * Statistics.mean(values(drawn.data(), "y")) / precision;
        assertEquals(exact, mu.mean(), 5 * Math.sqrt(1 / precision / 5000), "the draws of the fit, five errors");
        assertEquals(1, mu.sd() * Math.sqrt(precision), 0.05);
        double truth = values(drawn.sites(), "mu")[0];
        assertEquals(truth, exact, 5 / Math.sqrt(precision), "five posterior standard deviations");
        assertTrue(Files.readString(SimulatedFiles.truth(file)).contains("\"mu\" : " + truth));
    }

    private String refused(String statements, String json) {
        Problem problem = assertThrows(PenumbraException.class, () -> simulate(statements, json)).problems()
                .getFirst();
        return problem.code() + " " + problem.message() + " " + problem.advice();
    }

    @Test
    void whatCannotBeDrawnIsRefusedAtItsPlace() {
        assertEquals("PEN-2308 'm' cannot be drawn: Flat() is improper: nothing can be drawn from it. Give it a proper "
                + "prior, or a value with condition in an infer block.",
                refused("data y : real  m ~ Flat()  y ~ Normal(m, 1)", "{}"));
        assertTrue(refused("data n : int  data y : real[n]  m ~ Normal(-50, 1)\n"
                + "plate i in 1..n { y[i] ~ Normal(m, m + i) }", "{\"n\": 2}").contains(
                        "'y' cannot be drawn at i = 1: scale of Normal is -"));
        assertTrue(refused("data y : positive  m ~ Normal(-50, 1)  y ~ Normal(m, 1)", "{}").contains(
                "is not of its declared type, positive. Declare a wider type, or cut the distribution with Truncated"));
        assertTrue(refused("data n : int  data y : real[n]  m ~ Normal(0, 1)  y ~ Normal(m, 1)", "{}").startsWith(
                "PEN-2201 No data for 'n': expected int, found nothing."));
    }

    @Test
    void aTableTakesVectorsOfOneLengthOnly() throws IOException {
        Simulated drawn = simulate("data n : int  data y : real[n, 2]  m ~ Normal(0, 1)  y ~ Normal(m, 1)",
                "{\"n\": 2}");
        Problem problem = assertThrows(PenumbraException.class,
                () -> new SimulatedFiles(drawn).write(folder.resolve("d.csv"))).problems().getFirst();
        assertEquals("PEN-5041 a table needs vectors of one length, and 'y' has shape [2, 2]: write .json.",
                problem.code() + " " + problem.message());
        new SimulatedFiles(drawn).write(folder.resolve("d.json"));
        FitRequest again = FitRequest.of(folder.resolve("m.penumbra")).withData(folder.resolve("d.json"));
        assertArrayEquals(values(drawn.data(), "y"), session.prepare(again).data().arrays().get("y").values());
    }
}
