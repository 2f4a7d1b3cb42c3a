package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;
import org.penumbra.session.DiscreteSummary;
import org.penumbra.session.Fit;
import org.penumbra.session.FitJson;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;
import org.penumbra.session.Simulated;
import org.penumbra.session.SimulatedFiles;

/** Discrete sites from text to report, and in simulated data. */
class DiscreteFitTest {

    private static final String MIXTURE = "model M {\ndata n : int  data y : real[n]  w ~ Beta(5, 5)\n"
            + "plate i in 1..n { z[i] ~ Bernoulli(w)  y[i] ~ Normal(if z[i] == 1 then 4 else -4, 1) }\n}\n";

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());

    private FitRequest request(String json) throws IOException {
        return FitRequest.of(Files.writeString(folder.resolve("m.penumbra"), MIXTURE))
                .withData(Files.writeString(folder.resolve("given.json"), json)).withSeed(3);
    }

    /** The components lie eight standard deviations apart, so the posterior knows what was drawn. */
    @Test
    void aFitFindsTheSitesThatWereSimulated() throws IOException {
        Simulated drawn = session.simulate(request("{\"n\": 60}"));
        double[] z = drawn.sites().get("z").values();
        double[] y = drawn.data().get("y").values();
        assertTrue(Arrays.stream(z).allMatch(value -> value == 0 || value == 1));
        assertArrayEquals(z, Arrays.stream(y).map(value -> value > 0 ? 1 : 0).toArray());
        Path file = folder.resolve("drawn.json");
        new SimulatedFiles(drawn).write(file);
        Fit fit = session.fit(request("{}").withData(file).withPart(Point.GUIDES, "AutoNormal")
                .withSetting("algorithm.steps", "2000"), Progress.NONE,
                Cancellation.NEVER);
        assertEquals(IntStream.rangeClosed(1, 60).mapToObj(i -> "z[" + i + "]").toList(),
                fit.discrete().stream().map(DiscreteSummary::name).toList());
        assertArrayEquals(z, fit.discrete().stream().mapToDouble(DiscreteSummary::mode).toArray());
        fit.discrete().forEach(one -> assertEquals(1, Arrays.stream(one.probabilities()).sum(), 1e-12));
        StringWriter json = new StringWriter();
        FitJson.write(fit, json);
        assertTrue(json.toString().contains("\"name\" : \"z[60]\""), json.toString());
        assertTrue(json.toString().contains("\"probabilities\" : ["), json.toString());
    }
}
