package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Progress;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.DiscreteSummary;
import org.penumbra.session.Fit;
import org.penumbra.session.FitJson;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;
import org.penumbra.session.Verdict;

/** Markov chains from text to verdict. */
class NutsFitTest {

    private static final Session SESSION = new Session(Registry.open());

    @TempDir
    Path folder;

    private static Fit fit(FitRequest request) {
        return SESSION.fit(request, Progress.NONE, Cancellation.NEVER);
    }

    private FitRequest request(String model, String data) throws IOException {
        return FitRequest.of(Files.writeString(folder.resolve("m.penumbra"), model))
                .withData(Files.writeString(folder.resolve("d.json"), data)).withPart(Point.ALGORITHMS, "NUTS");
    }

    private static Map<String, SiteSummary> sites(Fit fit) {
        Map<String, SiteSummary> sites = new HashMap<>();
        fit.sites().forEach(site -> sites.put(site.name(), site));
        return sites;
    }

    /**
     * Terrain ruggedness and income, NUTS of Pyro 1.9.1 with 1000 draws and 200 of warm-up: mean and standard
     * deviation. Means of both scatter by some hundredths of a standard deviation.
     */
    @Test
    void ruggedAgreesWithPyro() {
        Fit fit = fit(FitRequest.of(Examples.into(folder).file("rugged.penumbra"))
                .withPart(Point.ALGORITHMS, "NUTS")
                .withSetting("algorithm.samples", "1000").withSetting("algorithm.warmup", "200"));
        Map<String, double[]> pyro = Map.of("a", new double[] {9.178, 0.139}, "bA", new double[] {-1.834, 0.215},
                "bR", new double[] {-0.181, 0.078}, "bAR", new double[] {0.348, 0.128}, "sigma",
                new double[] {0.956, 0.051});
        pyro.forEach((name, expected) -> {
            SiteSummary site = sites(fit).get(name);
            assertEquals(expected[0], site.mean(), 0.15 * expected[1], name);
            assertEquals(expected[1], site.sd(), 0.1 * expected[1], name);
            assertTrue(site.rHat() < 1.01 && site.essBulk() > 1000 && site.essTail() > 1000, site.toString());
        });
        assertEquals(Verdict.TRUSTED, fit.verdict(), () -> fit.findings().toString());
        assertTrue(Double.isNaN(fit.kHat()), "chains have no k-hat");
    }

    /** What mean field gets wrong: it leaves out the correlation of the coefficients. */
    @Test
    void chainsAreWiderThanMeanField() {
        FitRequest request = FitRequest.of(Examples.into(folder).file("rugged.penumbra"));
        Map<String, SiteSummary> chains = sites(fit(request.withPart(Point.ALGORITHMS, "NUTS")));
        Fit narrow = fit(request.withPart(Point.ALGORITHMS, "SVI").withPart(Point.GUIDES, "AutoNormal")
                .withSetting("algorithm.steps", "3000"));
        double[] spread = {0, 0};
        for (double[] x : narrow.result().draws().points()) {
            spread[0] += x[0] / narrow.result().draws().count();
            spread[1] += x[0] * x[0] / narrow.result().draws().count();
        }
        double sd = Math.sqrt(spread[1] - spread[0] * spread[0]);
        assertTrue(sd < 0.7 * chains.get("a").sd(), sd + " and " + chains.get("a").sd());
    }

    /** Discrete sites are summed out, and their posterior comes back. */
    @Test
    void discreteSitesComeBack() throws IOException {
        Fit fit = fit(request("""
                model M {
                  data n : int
                  data y : real[n]
                  w ~ Beta(5, 5)
                  mu ~ Normal(0, 10)
                  plate i in 1..n { z[i] ~ Bernoulli(w)  y[i] ~ Normal(if z[i] == 1 then mu else -4, 1) }
                }
                """, "{\"n\": 6, \"y\": [4.1, -3.8, 3.7, -4.4, -3.9, 4.0]}"));
        assertEquals("[1.0, 0.0, 1.0, 0.0, 0.0, 1.0]", Arrays.toString(fit.discrete().stream()
                .mapToDouble(DiscreteSummary::mode).toArray()));
        assertEquals(Verdict.TRUSTED, fit.verdict(), () -> fit.findings().toString());
    }

    /** Modes so far apart that no chain crosses: R-hat sees it, and the exit code says so. */
    @Test
    void chainsInDifferentModesAreNotTrusted() throws IOException {
        Fit fit = fit(request("""
                model M { data y : real  mu ~ Normal(0, 100)  y ~ Normal(mu * mu, 1) }
                """, "{\"y\": 400}").withSetting("algorithm.init", "sample"));
        assertEquals(ExitCode.NOT_TRUSTED, fit.exitCode(), () -> fit.findings().toString());
        assertTrue(fit.measurement("rHat") > 1.5);
        assertTrue(fit.advice().contains("do not agree"), fit.advice());
    }

    @Test
    void theJsonTellsWhatDrawsAreWorth() throws IOException {
        StringWriter json = new StringWriter();
        FitJson.write(fit(request("model M { data y : real  mu ~ Normal(0, 1)  y ~ Normal(mu, 1) }", "{\"y\": 1}")
                .withSetting("algorithm.samples", "200").withSetting("algorithm.warmup", "100")), json);
        for (String key : new String[] {"mcse", "essBulk", "essTail", "rHat"}) {
            assertTrue(json.toString().contains("\"" + key + "\""), json.toString());
        }
    }

    /** The block of the language, and a flow: a funnel that is not too steep for it. */
    @Test
    void neuTraGoesThroughAGuide() throws IOException {
        Path file = Files.writeString(folder.resolve("funnel.penumbra"), """
                model Funnel { v ~ Normal(0, 1)  plate i in 1..4 { x[i] ~ Normal(0, exp(v / 2)) } }
                infer through of Funnel {
                  algorithm NeuTra(steps = 3000, samples = 500, warmup = 300)
                  objective TraceELBO(particles = 8)
                  guide AutoIAFNormal
                }
                """);
        Fit fit = fit(FitRequest.of(file));
        SiteSummary v = sites(fit).get("v");
        assertEquals(Verdict.TRUSTED, fit.verdict(), () -> fit.findings().toString());
        assertEquals(0, v.mean(), 4 * v.mcse());
        assertEquals(1, v.sd(), 0.1);
        assertEquals(2000, fit.result().draws().count());
        assertTrue(v.essBulk() > 400, v.toString());
    }
}
