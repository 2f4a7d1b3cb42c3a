package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Progress;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.Calibration;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/**
 * Simulation-based calibration of NUTS. A false alarm of one calibration has a probability of 1 %, and seeds are fixed.
 */
class NutsCalibrationTest {

    private static final String REGRESSION = """
            model M { data x : real[8]  data y : real[8]  a ~ Normal(0, 1)  b ~ Normal(0, 1)  s ~ HalfNormal(1)
              plate i in 1..8 { y[i] ~ Normal(a + b * x[i], s) } }
            """;
    private static final String HIERARCHY = """
            model M { data x : real[8]  data y : real[8]  mu ~ Normal(0, 2)  tau ~ HalfNormal(1)
              plate i in 1..8 { theta[i] ~ Normal(mu, tau) @noncentered  y[i] ~ Normal(theta[i], 1) } }
            """;
    private static final String COUNTS = """
            model M { data x : real[8]  data y : int(min = 0)[8]  a ~ Normal(0, 1)  b ~ Normal(0, 0.5)
              plate i in 1..8 { y[i] ~ Poisson(exp(a + b * x[i])) } }
            """;
    private static final String MIXTURE = """
            model M { data x : real[8]  data y : real[8]  w ~ Beta(2, 2)  m ~ HalfNormal(3)
              plate i in 1..8 { z[i] ~ Bernoulli(w)  y[i] ~ Normal(if z[i] == 1 then m else -2, 1) } }
            """;
    private static final String DATA = """
            {"x": [-2, -1, -0.5, 0, 0.5, 1, 2, 5], "y": [0, 0, 0, 0, 0, 0, 0, 0]}
            """;

    @TempDir
    Path folder;

    private Calibration calibrate(String model, int runs, String warmup, String samples) throws IOException {
        return new Session(Registry.open()).calibrate(request(model, warmup, samples), runs, Progress.NONE,
                Cancellation.NEVER);
    }

    private FitRequest request(String model, String warmup, String samples) throws IOException {
        return FitRequest.of(Files.writeString(folder.resolve("m.penumbra"), model))
                .withData(Files.writeString(folder.resolve("sizes.json"), DATA)).withSeed(11)
                .withPart(Point.ALGORITHMS, "NUTS").withSetting("algorithm.chains", "2")
                .withSetting("algorithm.warmup", warmup).withSetting("algorithm.samples", samples)
                .withSetting("algorithm.targetAcceptance", "0.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {REGRESSION, COUNTS})
    void nutsIsCalibrated(String model) throws IOException {
        Calibration calibration = calibrate(model, 60, "150", "150");
        assertEquals(List.of(), calibration.failing());
        assertEquals(60, calibration.answered());
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(strings = {REGRESSION, HIERARCHY, COUNTS, MIXTURE})
    void nutsIsCalibratedOnFourModels(String model) throws IOException {
        Calibration calibration = calibrate(model, 300, "300", "300");
        assertEquals(List.of(), calibration.failing());
        assertEquals(300, calibration.answered());
    }

    /** Chains of two steps without warm-up have not left their starts. */
    @Test
    void aSamplerThatIsCutShortIsNot() throws IOException {
        FitRequest request = request(REGRESSION, "0", "2").withSetting("algorithm.climb", "false");
        assertEquals(ExitCode.NOT_TRUSTED, new Session(Registry.open()).calibrate(request, 60, Progress.NONE,
                Cancellation.NEVER).exitCode());
    }
}
