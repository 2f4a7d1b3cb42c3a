package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.inference.FitResult;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Conversion;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.StoredGuide;
import org.penumbra.session.StoredRun;
import org.penumbra.session.Verdict;

/** Guides that are made again from the folder of a run, and draws that travel from there and back. */
class StoredGuideTest {

    private static final String MODEL = """
            model Line {
              data n : int
              data x : real[n]
              data y : real[n]
              a ~ Normal(0, 10)
              b ~ Normal(0, 10)
              sigma ~ HalfNormal(2)
              deterministic slope = b * 2
              for i in 1..n { y[i] ~ Normal(a + b * x[i], sigma) }
            }
            guide Own for Line {
              param m : real[2] = 0
              param s : positive[2] = 0.5
              a ~ Normal(m[1], s[1])
              b ~ Normal(m[2], s[2])
              param l : real = 0
              sigma ~ LogNormal(l, 0.2)
            }
            infer svi of Line {
              data "line.csv" where x < 9
              algorithm SVI(steps = 300, draws = 400)
              guide AutoNormal()
              seed 3
            }
            """;

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());

    private Path fit(FitRequest request, String name) throws IOException {
        Path run = folder.resolve(name);
        session.fit(request.intoFolder(run), Progress.NONE, Cancellation.NEVER);
        return run;
    }

    private FitRequest request() throws IOException {
        Files.writeString(folder.resolve("line.csv"), "x,y\n1,1.1\n2,2.3\n3,2.9\n4,4.2\n5,4.8\n6,6.1\n99,0\n");
        return FitRequest.of(Files.writeString(folder.resolve("line.penumbra"), MODEL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AutoNormal", "AutoMultivariateNormal", "AutoLowRankMultivariateNormal", "AutoIAFNormal",
        "AutoRealNVP", "Own"})
    void knowTheirDensityAndDrawAgain(String guide) throws IOException {
        Path run = fit(request().withPart(Point.GUIDES, guide), "run");
        StoredGuide stored = StoredGuide.open(session, run, Optional.empty());
        StoredRun draws = StoredRun.read(run);
        FitResult.Draws again = stored.at(draws).draws();
        for (int k = 0; k < draws.count(); k++) {
            double scale = 1e-9 * (1 + Math.abs(draws.logQ()[k]));
            assertEquals(draws.logQ()[k], again.logQ()[k], scale, "log q of draw " + k);
            assertEquals(draws.lp()[k], again.logP()[k], 1e-9 * (1 + Math.abs(draws.lp()[k])), "log p of draw " + k);
        }
        double[] first = stored.draw(4000, 8).draws().logQ();
        assertArrayEquals(first, stored.draw(4000, 8).draws().logQ(), "the same seed");
        // E[log q] under q by two independent samples: 5 standard errors, a false alarm in two million.
        double error = Math.sqrt(variance(first) / first.length + variance(draws.logQ()) / draws.count());
        assertEquals(mean(draws.logQ()), mean(first), 5 * error);
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1);
    }

    @Test
    void newDrawsAreARunWithoutAVerdict() throws IOException {
        Path run = fit(request().withWhere("x > 1"), "run");
        StoredGuide stored = StoredGuide.open(session, run, Optional.empty());
        Path kept = stored.keep(stored.draw(50, 5), 5, "New draws.", folder.resolve("more"));
        StoredRun more = StoredRun.read(kept);
        assertEquals(50, more.count());
        assertEquals(List.of("a", "b", "sigma", "slope"), more.names());
        assertEquals(Verdict.UNKNOWN, more.record().judgement().verdict());
        assertEquals(Optional.of("x > 1"), StoredRun.read(run).record().origin().where());
        assertEquals(Optional.of("x > 1"), more.record().origin().where());
        StoredGuide.open(session, kept, Optional.of(folder.resolve("line.csv").toString()));
    }

    @Test
    void otherDataAreRefused() throws IOException {
        Path run = fit(request(), "run");
        Files.writeString(folder.resolve("line.csv"), "x,y\n1,1.1\n2,2.3\n3,3.9\n");
        assertRefused("PEN-5067", run);
    }

    @Test
    void guidesOfAlgorithmsAreNotMadeAgain() throws IOException {
        assertRefused("PEN-5066", fit(request().withPart(Point.ALGORITHMS, "Pathfinder"), "run"));
    }

    private void assertRefused(String code, Path run) {
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> StoredGuide.open(session, run, Optional.empty()));
        assertEquals(code, refused.problems().getFirst().code(), refused.getMessage());
    }

    /** Chains travel with every number and every bit; weighted draws as draws that count alike. */
    @ParameterizedTest
    @ValueSource(strings = {"cmdstan", "PosteriorDB", "parquet"})
    void drawsTravelThereAndBack(String format) throws IOException {
        Path run = fit(request().withPart(Point.ALGORITHMS, "NUTS").withSetting("algorithm.samples", "60")
                .withSetting("algorithm.warmup", "100"), "run");
        Conversion conversion = new Conversion(session.registry());
        Path there = conversion.export(run, format, Map.of(), folder.resolve("there"));
        List<Path> files;
        try (var all = Files.list(there)) {
            files = all.filter(file -> !file.endsWith("manifest.json")).sorted().toList();
        }
        StoredRun back = StoredRun.read(conversion.read(format, files, folder.resolve("back")));
        StoredRun before = StoredRun.read(run);
        assertEquals(before.names(), back.names());
        assertEquals(before.chainCount(), back.chainCount());
        for (int k = 0; k < before.count(); k++) {
            assertArrayEquals(before.values()[k], back.values()[k], "draw " + k);
        }
        assertEquals(Verdict.UNKNOWN, back.record().judgement().verdict());
        assertTrue(back.record().judgement().findings().getFirst().message().contains("converted from"));
        assertEquals(before.record().summaries().getFirst().mean(), back.record().summaries().getFirst().mean(), 1e-12);
        if (format.equals("cmdstan")) {
            assertArrayEquals(before.lp(), back.lp());
            assertEquals(before.chains().orElseThrow().statistics().size(),
                    back.chains().orElseThrow().statistics().size());
            assertEquals(before.chains().orElseThrow().warmup(), back.chains().orElseThrow().warmup());
        }
    }
}
