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

/** Posteriors with separate modes of unequal mass: both are found and weighed. */
class SeveralModesTest {

    @TempDir
    Path folder;

    private Fit fit(String text) throws IOException {
        Path model = Files.writeString(folder.resolve("m.penumbra"), text);
        return new Session(Registry.open()).fit(FitRequest.of(model).withSeed(1), Progress.NONE, Cancellation.NEVER);
    }

    /**
     * 0.3 N(-6, 1) + 0.7 N(5, s^2) in two coordinates at once, under a prior N(0, 10^2). Climbs end in the wide mode,
     * next to always; the narrow one is seen, and the mixture that is tried then has both.
     */
    @Test
    void aNarrowModeThatClimbsMiss() throws IOException {
        for (double s : new double[] {0.2, 0.3}) {
            Fit fit = fit("""
                    model Two {
                      a ~ Normal(0, 10)
                      b ~ Normal(0, 10)
                      factor log(0.3 * exp(-0.5 * ((a + 6) ^ 2 + (b + 6) ^ 2))
                        + 0.7 / %1$s ^ 2 * exp(-0.5 * ((a - 5) ^ 2 + (b - 5) ^ 2) / %1$s ^ 2))
                    }
                    infer two of Two { algorithm Auto(highest = 55) }
                    """.formatted(s));
            String last = fit.result().findings().getLast().message();
            assertTrue(last.startsWith("Chosen automatically: TemperedMixture"), last);
            assertEquals(ExitCode.OK, fit.exitCode(), fit.findings().toString());
            for (SiteSummary site : fit.sites()) {
                assertEquals(mean(s), site.mean(), 0.1 * site.sd(), site.name());
            }
        }
    }

    /** Each mode is multiplied by the prior: N(m, s^2) N(0, 10^2) holds N(m; 0, s^2 + 10^2), around a smaller mean. */
    private static double mean(double s) {
        double left = 0.3 * Math.exp(-36 / 101.0) / 101;
        double right = 0.7 * Math.exp(-25 / (100 + s * s)) / (100 + s * s);
        return (left * -6 * 100 / 101 + right * 5 * 100 / (100 + s * s)) / (left + right);
    }
}
