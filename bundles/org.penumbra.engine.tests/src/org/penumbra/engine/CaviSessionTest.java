package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Progress;
import org.penumbra.inference.Status;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;

/** Coordinate ascent as a person runs it: by name, from files, with the verdict that every fit gets. */
class CaviSessionTest {

    private static final String MODEL = """
            model Means {
              data n : int(min = 1)
              data y : real[n]
              mu ~ Normal(0, 10)
              plate i in 1..n { y[i] ~ Normal(mu, 2) }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void anExactPosteriorIsTrusted() throws IOException {
        Path file = Files.writeString(folder.resolve("means.penumbra"), MODEL);
        Path data = Files.writeString(folder.resolve("y.json"), "{\"n\": 4, \"y\": [1, 2, 4, 5]}");
        Fit fit = new Session(Registry.open()).fit(FitRequest.of(file).withData(data).withSeed(1)
                .withPart(Point.ALGORITHMS, "CAVI"), Progress.NONE, Cancellation.NEVER);
        assertEquals(Status.CONVERGED, fit.result().status());
        assertEquals(ExitCode.OK, fit.exitCode());
        assertTrue(fit.kHat() < 0.5, "k-hat " + fit.kHat());
        double precision = 0.01 + 1;
        SiteSummary mu = fit.sites().getFirst();
        assertEquals(3 / precision, mu.mean(), 5 / Math.sqrt(precision * 4000));
        assertTrue(fit.result().findings().stream().anyMatch(finding -> finding.message().contains("exact")));
    }
}
