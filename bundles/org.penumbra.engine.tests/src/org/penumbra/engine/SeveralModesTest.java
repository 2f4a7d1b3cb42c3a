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
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.SiteSummary;

/** Posteriors with separate modes of unequal mass: both are found and weighed, whatever the algorithm. */
class SeveralModesTest {

    @TempDir
    Path folder;

    private Fit fit(String text) throws IOException {
        Path model = Files.writeString(folder.resolve("m.penumbra"), text);
        return new Session(Registry.open()).fit(FitRequest.of(model).withSeed(1), Progress.NONE, Cancellation.NEVER);
    }

    @Test
    void probe() throws IOException {
        for (String text : new String[] {"""
                model Two {
                  a ~ Normal(0, 10)
                  b ~ Normal(0, 10)
                  factor 0.02 * 0.5 * (a*a + b*b) * 0 + log(0.3 * exp(-0.5 * ((a + 4) ^ 2 + (b + 3)^2)) + 0.7 * exp(-2 * ((a - 5) ^ 2 + (b-5)^2)))
                }
                infer two of Two { algorithm Auto(highest = 55) }
                """, """
                model Square {
                  a ~ Normal(0.5, 2)
                  b ~ Normal(0, 3)
                  factor Normal.logp(a * a, 4, 0.3)
                }
                infer two of Square { algorithm Auto(highest = 55) }
                """}) {
            Fit fit = fit(text);
            System.out.println(fit.findings().stream().map(f -> f.message()).toList() + " " + fit.verdict() + " " + fit.seconds() + fit.sites() + fit.result().findings());
        }
    }
}
