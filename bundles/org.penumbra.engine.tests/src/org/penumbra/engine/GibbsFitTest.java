package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.PredictRequest;
import org.penumbra.session.Predictions;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.Verdict;

/** Discrete sites that are drawn, from text to verdict. */
class GibbsFitTest {

    private static final Session SESSION = new Session(Registry.open());
    private static final String MIXTURE = """
            model M { data n : int  data y : real[n]  w ~ Beta(5, 5)  mu ~ Normal(0, 5)  s ~ HalfNormal(1)
              plate i in 1..n { z[i] ~ Bernoulli(w)  y[i] ~ Normal(if z[i] == 1 then mu else -2, s) } }
            """;
    private static final String STATES = """
            model M { data n : int  data y : real[n]  p ~ Beta(8, 2)  mu : real[2] ~ Normal([-1.5, 1.5], 0.3)
              z[1] ~ Categorical([0.5, 0.5])
              for t in 2..n { z[t] ~ Categorical(if z[t - 1] == 1 then [p, 1 - p] else [1 - p, p]) }
              plate t in 1..n { y[t] ~ Normal(mu[z[t]], 0.7) } }
            """;
    private static final String LADDER = """
            model M { data n : int  data y : real[n]  b ~ HalfNormal(0.5)
              plate i in 1..n { u[i] ~ Bernoulli(0.5)  v[i] ~ Bernoulli(0.4)  y[i] ~ Normal(u[i] + 2 * v[i], 1)
                factor b * (2 * u[i] - 1) * (2 * v[i] - 1) }
              plate i in 2..n { factor b * (2 * u[i] - 1) * (2 * u[i - 1] - 1)
                + b * (2 * v[i] - 1) * (2 * v[i - 1] - 1) } }
            """;
    private static final String GRID = """
            model M { data n : int  data y : real[n, n]  b ~ HalfNormal(0.5)  s ~ HalfNormal(1)
              plate i in 1..n { plate j in 1..n {
                z[i, j] ~ Bernoulli(0.5)  y[i, j] ~ Normal(2 * z[i, j] - 1, s) } }
              plate i in 2..n { plate j in 1..n {
                factor b * (2 * z[i, j] - 1) * (2 * z[i - 1, j] - 1) - log(exp(b) + exp(-b)) } }
              plate i in 1..n { plate j in 2..n {
                factor b * (2 * z[i, j] - 1) * (2 * z[i, j - 1] - 1) - log(exp(b) + exp(-b)) } } }
            """;

    @TempDir
    Path folder;

    private FitRequest request(String model, String data, String algorithm) throws IOException {
        return FitRequest.of(Files.writeString(folder.resolve("m.penumbra"), model)).withSeed(5)
                .withData(Files.writeString(folder.resolve("d.json"), data)).withPart(Point.ALGORITHMS, algorithm);
    }

    private static Fit fit(FitRequest request) {
        return SESSION.fit(request, Progress.NONE, Cancellation.NEVER);
    }

    private static String row(int n) {
        RandomStream random = RandomStream.of(8);
        StringBuilder numbers = new StringBuilder();
        for (int i = 0; i < n; i++) {
            double mean = i * 5 / n % 2 == 0 ? -1.5 : 1.5;
            numbers.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.3f", mean
                    + 0.8 * random.nextGaussian()));
        }
        return "{\"n\": " + n + ", \"y\": [" + numbers + "]}";
    }

    static Stream<String> summable() {
        return Stream.of(MIXTURE, STATES, LADDER);
    }

    /**
     * Summed out or drawn, the posterior is the same: means of continuous sites within 4.5 standard errors of the
     * difference (a false alarm of less than 1e-5 each), probabilities of discrete ones within 0.03, where standard
     * errors are below 0.006.
     */
    @ParameterizedTest
    @MethodSource("summable")
    void drawnAndSummedOutAgree(String model) throws IOException {
        Fit summed = fit(request(model, row(15), "NUTS").withSetting("algorithm.samples", "2000"));
        Fit drawn = fit(request(model, row(15), "Gibbs").withSetting("algorithm.samples", "4000"));
        assertEquals(Verdict.TRUSTED, drawn.verdict(), () -> drawn.findings().toString());
        for (SiteSummary site : summed.sites()) {
            SiteSummary other = drawn.sites().stream().filter(one -> one.name().equals(site.name())).findFirst()
                    .orElseThrow();
            assertEquals(site.mean(), other.mean(), 4.5 * Math.hypot(site.mcse(), other.mcse()), site.name());
            assertEquals(site.sd(), other.sd(), 0.1 * site.sd(), site.name());
        }
        assertEquals(summed.discrete().size(), drawn.discrete().size());
        for (int k = 0; k < summed.discrete().size(); k++) {
            assertEquals(summed.discrete().get(k).name(), drawn.discrete().get(k).name());
            assertArrayEquals(summed.discrete().get(k).probabilities(), drawn.discrete().get(k).probabilities(), 0.03,
                    summed.discrete().get(k).name());
        }
        assertEquals(summed.sites().size() + drawn.discrete().size(), drawn.sites().size(),
                "chains of discrete sites are judged, too");
    }

    /** A picture of a disc, 12 by 12, with noise: no elimination is small enough; NUTS draws the picture then. */
    @Test
    void whatCannotBeSummedOutIsDrawn() throws IOException {
        FitRequest request = request(GRID, grid(12), "NUTS");
        assertEquals("PEN-2922", assertThrows(PenumbraException.class,
                () -> fit(request.withPart(Point.ALGORITHMS, "SVI").withPart(Point.GUIDES, "AutoNormal"))).problems()
                .getFirst().code());
        Fit few = fit(request.withSetting("algorithm.samples", "100").withSetting("algorithm.warmup", "200"));
        assertEquals(Verdict.NOT_TRUSTED, few.verdict(), "neighbours hold each other, which effective sizes show");
        assertTrue(few.problems().stream().anyMatch(one -> one.code().equals("PEN-5025")), few.problems().toString());
        Fit fit = fit(request.withPart(Point.ALGORITHMS, "Gibbs").withSetting("algorithm.sweeps", "12")
                .intoFolder(folder.resolve("run")));
        assertEquals(Verdict.TRUSTED, fit.verdict(), () -> fit.findings().toString());
        int right = 0;
        for (int k = 0; k < 144; k++) {
            right += fit.discrete().get(k).mode() == (isInside(k / 12, k % 12, 12) ? 1 : 0) ? 1 : 0;
        }
        assertTrue(right >= 135, right + " of 144");
        SiteSummary noise = fit.sites().stream().filter(site -> site.name().equals("s")).findFirst().orElseThrow();
        assertEquals(0.8, noise.mean(), 4 * noise.sd());
        predictionsHaveThePicture(request.file());
    }

    /** What the run drew of the discrete sites is given, too: new pixels are bright where the picture is. */
    private void predictionsHaveThePicture(Path model) {
        Predictions predictions = SESSION.predict(new PredictRequest(FitRequest.of(model),
                Optional.of(folder.resolve("run")), 200, Set.of()), Progress.NONE, Cancellation.NEVER);
        double[][] pixels = predictions.sites().getFirst().draws();
        assertEquals(1, Arrays.stream(pixels[6 * 12 + 6]).average().orElseThrow(), 0.35);
        assertEquals(-1, Arrays.stream(pixels[0]).average().orElseThrow(), 0.35);
    }

    private static boolean isInside(int i, int j, int n) {
        double u = i - (n - 1) / 2.0;
        double v = j - (n - 1) / 2.0;
        return u * u + v * v < n * n / 8.0;
    }

    private static String grid(int n) {
        RandomStream random = RandomStream.of(4);
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < n; i++) {
            rows.append(i == 0 ? "[" : ", [");
            for (int j = 0; j < n; j++) {
                rows.append(j == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.3f",
                        (isInside(i, j, n) ? 1 : -1) + 0.8 * random.nextGaussian()));
            }
            rows.append("]");
        }
        return "{\"n\": " + n + ", \"y\": [" + rows + "]}";
    }

    /** All elements in one statement: what is tried is computed, not looked up. Which coefficients are not 0? */
    @Test
    void elementsThatAllMeet() throws IOException {
        RandomStream random = RandomStream.of(2);
        StringBuilder x = new StringBuilder();
        StringBuilder y = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            double sum = 0;
            x.append(i == 0 ? "[" : ", [");
            for (int k = 0; k < 22; k++) {
                double one = random.nextGaussian();
                sum += k < 3 ? 2 * one : 0;
                x.append(k == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.3f", one));
            }
            x.append("]");
            y.append(i == 0 ? "" : ", ").append(String.format(Locale.ROOT, "%.3f", sum + 0.5 * random.nextGaussian()));
        }
        Fit fit = fit(request("""
                model M { data n : int  data k : int  data x : real[n, k]  data y : real[n]
                  beta : real[k] ~ Normal(0, 2)  s ~ HalfNormal(1)
                  plate j in 1..k { z[j] ~ Bernoulli(0.2) }
                  plate i in 1..n { y[i] ~ Normal(sum(x[i] * beta * z), s) } }
                """, "{\"n\": 40, \"k\": 22, \"x\": [" + x + "], \"y\": [" + y + "]}", "NUTS")
                .withSetting("algorithm.samples", "300").withSetting("algorithm.warmup", "300"));
        double others = 0;
        for (int k = 0; k < 22; k++) {
            double probability = fit.discrete().get(k).probabilities()[1];
            assertTrue(k >= 3 || probability > 0.99, "z " + (k + 1) + ": " + probability);
            others += k < 3 ? 0 : probability / 19;
        }
        assertTrue(others < 0.25, "those that are 0: " + others);
    }

    @Test
    void threadsAndStopsChangeNoBit() throws IOException {
        FitRequest request = request(LADDER, row(10), "Gibbs").withSetting("algorithm.samples", "200")
                .withSetting("algorithm.warmup", "100");
        Fit whole = fit(request.withThreads(1));
        assertArrayEquals(whole.result().draws().points(), fit(request.withThreads(3)).result().draws().points());
        AtomicBoolean stop = new AtomicBoolean();
        Progress progress = (done, total, objective) -> stop.compareAndSet(false, done > 0.7 * total);
        SESSION.fit(request.intoFolder(folder.resolve("part")), progress, stop::get);
        Fit resumed = fit(request.resuming(folder.resolve("part")));
        assertArrayEquals(whole.result().draws().points(), resumed.result().draws().points());
        Fit warm = fit(request.startingFrom(folder.resolve("part")));
        assertTrue(warm.result().draws().count() == whole.result().draws().count());
    }
}
