package org.penumbra.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Chains;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.model.Model;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

class RunReaderTest {

    private static final Instant STARTED = Instant.parse("2026-11-22T12:00:00.5Z");
    private static final String TEXT = "model Fake { }\n";

    @TempDir
    Path parent;
    private final FakeTarget target = new FakeTarget();
    private Registry registry;

    @BeforeEach
    void install() {
        registry = FakePlugins.standard().add("diagnostic", "Kind", FakePlugins.Kind.class)
                .add("algorithm", "Chaining", Chaining.class).registry(parent.resolve("plugins"));
    }

    /** Two chains of three draws. */
    public static final class Chaining implements Algorithm<Record> {
        @Override
        public FitResult fit(Target target, Record options, FitContext context) {
            double[][] points = {{0}, {0.1}, {0.2}, {0.3}, {0.4}, {0.5}};
            double[] logP = Arrays.stream(points).mapToDouble(target::logDensity).toArray();
            double[] unknown = new double[6];
            Arrays.fill(unknown, Double.NaN);
            Chains chains = new Chains(2, 3, 100, List.of(
                    new Chains.Statistic(Chains.Statistic.DIVERGENT, new double[] {0, 0, 1, 0, 0, 0}),
                    new Chains.Statistic(Chains.Statistic.ENERGY, new double[] {1.5, 2, 3, 4, 5, 1e-300})),
                    List.of(new Chains.Adaptation(0.5, "diagonal", new double[] {2}),
                            new Chains.Adaptation(0.25, "diagonal", new double[] {3})));
            return new FitResult(Status.BUDGET_SPENT, null, new FitResult.Draws(points, logP, unknown),
                    new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 3, new double[0],
                    List.of(), List.of(), Optional.of(chains));
        }
    }

    private Fit fit(String algorithm) {
        Model model = PenumbraFactory.eINSTANCE.createModel();
        model.setName("Fake");
        FitRequest request = FitRequest.of(Path.of("fake.penumbra")).withPart(Point.ALGORITHMS, algorithm).withSeed(11)
                .intoFolder(parent.resolve("run"));
        Plan plan = new Planner(registry, ModelBuilder.LOCATIONS).plan(new Selection(model, Optional.empty()), request);
        Fit fit = new Runner(new Surroundings(registry, Workers.SEQUENTIAL, Duration.ofSeconds(1))).run(request, plan,
                BoundData.none(), List.of(), target, Progress.NONE, Cancellation.NEVER);
        try (Store store = Store.open(request, plan)) {
            return store.keep(fit, target.sites(), TEXT, STARTED, Map.of("model", "1234"));
        }
    }

    @Test
    void readsWhatWasWritten() {
        Fit fit = fit("Drawing");
        StoredRun run = StoredRun.read(fit.folder().orElseThrow());
        assertEquals(List.of("scale", "twice[1]", "twice[2]"), run.names());
        assertEquals(List.of(new RunVariable("scale", false, List.of(), "positive", 0, List.of("scale")),
                new RunVariable("twice", true, List.of(2), "real", 1, List.of("twice[1]", "twice[2]"))),
                run.variables());
        FitResult.Draws draws = fit.result().draws();
        assertEquals(draws.count(), run.count());
        double[] values = new double[3];
        for (int draw = 0; draw < run.count(); draw++) {
            target.sites().constrain(draws.points()[draw], values);
            assertArrayEquals(values, run.values()[draw], "to the last bit");
        }
        assertArrayEquals(draws.logP(), run.lp());
        assertArrayEquals(draws.logQ(), run.logQ());
        assertArrayEquals(Weights.of(fit.result()).values(), run.weights());
        assertEquals(Optional.empty(), run.chains());
        assertEquals(1, run.chainCount());
        assertArrayEquals(new long[] {1, 2}, run.trace().steps());
        assertArrayEquals(new double[] {-2, -1.5}, run.trace().values());
        assertEquals(TEXT, run.modelText());
    }

    @Test
    void knowsWhatRunJsonSays() {
        Fit fit = fit("Drawing");
        RunRecord record = StoredRun.read(fit.folder().orElseThrow()).record();
        assertEquals("Fake", record.model());
        assertEquals(Optional.empty(), record.run());
        assertEquals("Drawing", record.algorithm());
        assertEquals(Optional.of("Plain"), record.guide());
        assertEquals(fit.result().status(), record.judgement().status());
        assertEquals(fit.verdict(), record.judgement().verdict());
        assertEquals(fit.exitCode().code(), record.judgement().exitCode());
        assertEquals(fit.measurements().getFirst(), record.judgement().measurements().getFirst());
        assertEquals(fit.findings(), record.judgement().findings());
        assertEquals(fit.sites(), record.summaries());
        assertEquals(fit.seconds(), record.seconds());
        assertEquals(new FitResult.Estimate(-1.5, 0.25), record.elbo());
        assertEquals(0.25, record.measurement("kHat"));
        assertTrue(Double.isNaN(record.measurement("other")));
        assertEquals(STARTED, record.origin().started());
        assertEquals(11, record.origin().seed());
        assertEquals(Optional.empty(), record.origin().dataFile());
        assertEquals(List.of("fit", "fake.penumbra", "--seed", "11", "--algorithm", "Drawing"),
                record.origin().command());
        assertEquals(Map.of("draws", 4L, "rate", 0.5, "status", "CONVERGED"),
                record.parts().get("algorithm").options());
        assertEquals("fake.bundle", record.parts().get("algorithm").bundle());
        assertEquals(record, new RunReader(fit.folder().orElseThrow()).readRecord(), "also without the draws");
    }

    @Test
    void chainsComeBackWithTheirStatistics() {
        Fit fit = fit("Chaining");
        StoredRun run = StoredRun.read(fit.folder().orElseThrow());
        Chains chains = run.chains().orElseThrow();
        assertEquals(2, chains.count());
        assertEquals(3, chains.length());
        assertEquals(100, chains.warmup());
        assertEquals(List.of("divergent__", "energy__"),
                chains.statistics().stream().map(Chains.Statistic::name).toList());
        assertArrayEquals(new double[] {1.5, 2, 3, 4, 5, 1e-300},
                chains.statistic("energy__").orElseThrow().values());
        assertEquals(0.25, chains.adaptations().get(1).stepSize());
        assertArrayEquals(new double[] {3}, chains.adaptations().get(1).variances());
        assertArrayEquals(new double[] {run.values()[3][0], run.values()[4][0], run.values()[5][0]}, run.column(0, 1));
        assertTrue(Double.isNaN(run.logQ()[0]));
        assertTrue(Double.isNaN(run.record().elbo().mean()));
        assertFalse(run.isWeighted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"draws.csv", "trace.csv", "run.json", "guide.json", "model.penumbra"})
    void namesAFileThatWasChangedOrRemoved(String name) throws IOException {
        Path file = fit("Drawing").folder().orElseThrow().resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertRefused("PEN-5062", file);
        Files.delete(file);
        assertRefused("PEN-5060", file);
    }

    @Test
    void aManifestThatIsGoneIsMissed() throws IOException {
        Path file = fit("Drawing").folder().orElseThrow().resolve("manifest.json");
        Files.delete(file);
        assertRefused("PEN-5060", file);
        Files.writeString(file, "{\"files\": {\"../other\": {}}}");
        assertRefused("PEN-5061", file);
    }

    @Test
    void otherFilesInTheFolderDoNotMatter() throws IOException {
        Path folder = fit("Drawing").folder().orElseThrow();
        Files.writeString(folder.resolve("report.html"), "<html></html>");
        assertEquals(4, StoredRun.read(folder).count());
    }

    @Test
    void saysWhatIsNoRun() throws IOException {
        assertRefused("PEN-5060", parent.resolve("nowhere"), parent.resolve("nowhere"));
        Path empty = Files.createDirectory(parent.resolve("empty"));
        assertRefused("PEN-5060", empty, empty);
        Path file = Files.writeString(parent.resolve("file"), "");
        assertRefused("PEN-5060", file, file);
    }

    /** A folder from before there were manifests and variables. */
    @Test
    void readsOlderFolders() throws IOException {
        Path folder = fit("Drawing").folder().orElseThrow();
        withoutManifest(folder);
        Path json = folder.resolve("run.json");
        Files.writeString(json, Files.readString(json).replaceAll("(?s)\"variables\" : \\[.*?\\n  \\],\\s*", ""));
        assertEquals(List.of("scale", "twice"),
                StoredRun.read(folder).variables().stream().map(RunVariable::name).toList());
    }

    /** Whatever is changed, cut or doubled, without checksums to tell: a message that names a file of the run. */
    @Test
    void neverFailsWithoutAMessage() throws IOException {
        Path folder = fit("Chaining").folder().orElseThrow();
        withoutManifest(folder);
        Random random = new Random(20261122);
        int refused = 0;
        for (String name : List.of("run.json", "draws.csv", "trace.csv", "model.penumbra")) {
            Path file = folder.resolve(name);
            byte[] whole = Files.readAllBytes(file);
            for (int round = 0; round < 60; round++) {
                Files.write(file, mutated(whole, random));
                try {
                    StoredRun.read(folder);
                } catch (PenumbraException known) {
                    refused++;
                    assertTrue(known.problems().getFirst().code().startsWith("PEN-506"), known.getMessage());
                    assertTrue(known.getMessage().contains(folder.toString()), known.getMessage());
                }
            }
            Files.write(file, whole);
        }
        assertTrue(refused > 40, refused + " of 240 were refused");
    }

    private static byte[] mutated(byte[] whole, Random random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length + 1));
        }
        byte[] bytes = whole.clone();
        for (int k = 0; k <= random.nextInt(3) && bytes.length > 0; k++) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static void withoutManifest(Path folder) throws IOException {
        Files.delete(folder.resolve("manifest.json"));
        Path json = folder.resolve("run.json");
        String text = Files.readString(json, StandardCharsets.UTF_8);
        Files.writeString(json, text.replaceFirst("\"manifest\" : \"manifest.json\",\\s*", ""));
    }

    private void assertRefused(String code, Path file) {
        assertRefused(code, parent.resolve("run"), file);
    }

    private static void assertRefused(String code, Path folder, Path file) {
        PenumbraException refused = assertThrows(PenumbraException.class, () -> StoredRun.read(folder));
        assertEquals(code, refused.problems().getFirst().code(), refused.getMessage());
        assertTrue(refused.getMessage().startsWith(file.toString()), refused.getMessage());
    }
}
