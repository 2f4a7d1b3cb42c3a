package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.SiteMap;
import org.penumbra.model.Model;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

class RunFilesTest {

    private static final Instant STARTED = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    Path folder;
    private final FakeTarget target = new FakeTarget();
    private Fit fit;

    @BeforeEach
    void run() {
        Registry registry = FakePlugins.standard().add("diagnostic", "Kind", FakePlugins.Kind.class)
                .registry(folder.resolve("plugins"));
        Model model = PenumbraFactory.eINSTANCE.createModel();
        model.setName("Fake");
        FitRequest request = FitRequest.of(Path.of("fake.penumbra")).withPart(Point.ALGORITHMS, "Drawing")
                .intoFolder(folder.resolve("run"));
        Plan plan = new Planner(registry, ModelBuilder.LOCATIONS).plan(new Selection(model, Optional.empty()), request);
        fit = new Runner(new Surroundings(registry, Workers.SEQUENTIAL, Duration.ofSeconds(1))).run(request, plan,
                BoundData.none(), List.of(), target, Progress.NONE, Cancellation.NEVER);
    }

    @Test
    void keepsEverything() throws IOException {
        Path place = keep(target.sites()).folder().orElseThrow();
        assertEquals("model Fake { }\n", Files.readString(place.resolve("model.penumbra")));
        List<String> draws = Files.readAllLines(place.resolve("draws.csv"));
        assertEquals("scale,twice[1],twice[2],lp__,log_q,weight", draws.getFirst());
        assertEquals(1 + fit.result().draws().count(), draws.size());
        double[] first = Stream.of(draws.get(1).split(",")).mapToDouble(Double::parseDouble).toArray();
        assertEquals(Math.exp(fit.result().draws().points()[0][0]), first[0], "to the last bit");
        assertEquals(2 * first[0], first[1]);
        assertEquals(fit.result().draws().logP()[0], first[3]);
        assertEquals(List.of("step,objective", "1,-2.0", "2,-1.5"), Files.readAllLines(place.resolve("trace.csv")));
        assertTrue(Files.readString(place.resolve("guide.json")).replaceAll("\\s", "")
                .endsWith("\"parameters\":[0.125,\"Infinity\"],\"state\":[1.0,\"NaN\"]}"));
        List<String> keys = keys(Files.readString(place.resolve("run.json")));
        assertTrue(keys.containsAll(List.of("format", "model", "run", "algorithm", "guide", "status", "verdict", "kHat",
                "elbo", "steps", "seconds", "sites", "exitCode", "measurements", "findings", "problems", "started",
                "modelFile", "modelSha256", "dataFile", "seed", "versions", "parts")), keys.toString());
    }

    @Test
    void leavesNothingBehindWhenAValueCannotBeComputed() {
        SiteMap failing = new SiteMap() {
            @Override
            public List<Site> sites() {
                return target.sites().sites();
            }

            @Override
            public int valueCount() {
                return target.sites().valueCount();
            }

            @Override
            public void constrain(double[] x, double[] values) {
                throw new IllegalStateException("in the middle of draws.csv");
            }

            @Override
            public void unconstrain(double[] values, double[] x) {
                target.sites().unconstrain(values, x);
            }
        };
        assertThrows(IllegalStateException.class, () -> keep(failing));
        assertFalse(Files.exists(folder.resolve("run")));
        assertEquals(1, folder.toFile().list().length, "only the plug-ins are there");
    }

    @Test
    void anInterruptDoesNotCostTheResult() throws IOException {
        Thread.currentThread().interrupt();
        Fit kept = keep(target.sites());
        assertTrue(Thread.interrupted(), "the interrupt is still set");
        assertTrue(Files.exists(kept.folder().orElseThrow().resolve("run.json")));
    }

    @Test
    void theResultSurvivesAFolderThatCannotBeWritten() throws IOException {
        try (Store store = Store.open(fit.request(), fit.plan())) {
            Files.writeString(folder.resolve("run"), "somebody was faster");
            Fit kept = store.keep(fit, target.sites(), "", STARTED, Map.of());
            assertEquals(Optional.empty(), kept.folder());
            assertEquals("PEN-5030", kept.problems().getFirst().code());
            assertEquals(fit.sites(), kept.sites());
        }
        assertEquals("somebody was faster", Files.readString(folder.resolve("run")));
    }

    @Test
    void theJsonObjectHasTheKeysThatAreDocumentedAndNoOther() throws IOException {
        StringWriter text = new StringWriter();
        FitJson.write(fit, text);
        assertEquals(List.of("model", "run", "algorithm", "guide", "status", "verdict", "kHat", "elbo", "steps",
                "seconds", "sites"), keys(text.toString()));
        assertTrue(text.toString().contains("\"elbo\" : {\n    \"mean\" : -1.5,\n    \"se\" : 0.25\n  }"),
                text.toString());
        assertTrue(text.toString().contains("\"run\" : null"), text.toString());
    }

    private Fit keep(SiteMap sites) {
        try (Store store = Store.open(fit.request(), fit.plan())) {
            return store.keep(fit, sites, "model Fake { }\n", STARTED, Map.of("model", "1234"));
        }
    }

    /** Keys of the outermost object; fails when the text is not valid JSON. */
    private static List<String> keys(String json) throws IOException {
        List<String> keys = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            assertEquals(JsonToken.START_OBJECT, parser.nextToken());
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                keys.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
            assertEquals(null, parser.nextToken());
        }
        return keys;
    }
}
