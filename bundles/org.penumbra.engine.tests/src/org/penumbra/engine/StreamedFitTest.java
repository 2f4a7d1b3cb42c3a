package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.Cancellation;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Progress;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Registry;
import org.penumbra.session.Fit;
import org.penumbra.session.FitRequest;
import org.penumbra.session.Session;

/** Runs whose data stay on disk find what runs with data in memory find. */
class StreamedFitTest {

    private static final String SWITCH = "penumbra.stream";
    private static final String FOLDER = "java.io.tmpdir";
    private static final String MODEL = """
            model Line {
              data n : int(min = 1)  data x : real[n]  data y : real[n]
              a ~ Normal(0, 2)
              b ~ Normal(0, 2)
              s ~ HalfNormal(1)
              plate row: i in 1..n { y[i] ~ Normal(a + b * x[i], s) }
            }
            infer few of Line {
              data "rows.csv" (x = log(z), y = y) where z > 0.1 missing = drop
              algorithm SVI(epochs = 40, draws = 200)  optimizer Adam(lr = 0.02, schedule = cosine)
              subsample row = 50
            }
            """;

    @TempDir
    Path folder;
    private final Session session = new Session(Registry.open());
    private final String before = System.getProperty(FOLDER);

    @BeforeEach
    void keepRowsHere() {
        System.setProperty(FOLDER, folder.toString());
    }

    @AfterEach
    void forget() {
        System.clearProperty(SWITCH);
        System.setProperty(FOLDER, before);
    }

    private Path write(int rows) throws IOException {
        RandomStream random = RandomStream.of(23);
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("rows.csv"))) {
            out.write("name,z,y\n");
            for (int i = 0; i < rows; i++) {
                double z = random.nextDouble();
                double y = 1 + 0.5 * Math.log(z) + 0.7 * random.nextGaussian();
                out.write(String.format(Locale.ROOT, "some name,%.12f,%s%n", z,
                        i % 100 == 7 ? "NA" : String.format(Locale.ROOT, "%.12f", y)));
            }
        }
        return Files.writeString(folder.resolve("m.penumbra"), MODEL);
    }

    private Fit fit(Path model) {
        return session.fit(FitRequest.of(model).withSeed(3), Progress.NONE, Cancellation.NEVER);
    }

    @Test
    void theSameFit() throws IOException {
        Path model = write(10_000);
        Fit inMemory = fit(model);
        System.setProperty(SWITCH, "on");
        Fit streamed = fit(model);
        assertEquals(inMemory.data().rows(), streamed.data().rows());
        assertEquals(inMemory.data().dropped(), streamed.data().dropped());
        assertEquals(inMemory.result().steps(), streamed.result().steps());
        for (int site = 0; site < 3; site++) {
            assertEquals(inMemory.sites().get(site).mean(), streamed.sites().get(site).mean(), 1e-6);
        }
        assertEquals(inMemory.result().elbo().mean(), streamed.result().elbo().mean(),
                1e-6 * Math.abs(inMemory.result().elbo().mean()));
        Fit again = fit(model);
        assertArrayEquals(streamed.result().draws().points()[5], again.result().draws().points()[5], 0.0);
    }

    @Test
    void rowsAreKeptForTheNextRunAndMadeAnewForOthers() throws IOException {
        Path model = write(1000);
        System.setProperty(SWITCH, "on");
        session.prepare(FitRequest.of(model));
        assertEquals(1, kept());
        session.prepare(FitRequest.of(model));
        assertEquals(1, kept());
        Files.writeString(model, MODEL.replace("log(z)", "z"));
        session.prepare(FitRequest.of(model));
        assertEquals(2, kept());
    }

    private long kept() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".rows")).count();
        }
    }

    /** A number in the middle of a file that stays on disk is a number of the run. */
    @Test
    void otherRowsAreAnotherRun() throws IOException {
        Path model = write(5000);
        System.setProperty(SWITCH, "on");
        FitRequest request = FitRequest.of(model).withSetting("algorithm.epochs", "2");
        session.fit(request.intoFolder(folder.resolve("first")), Progress.NONE, Cancellation.NEVER);
        String table = Files.readString(folder.resolve("rows.csv"));
        int middle = table.indexOf("0.", table.length() / 2);
        Files.writeString(folder.resolve("rows.csv"), table.substring(0, middle) + "0.5"
                + table.substring(middle + 3));
        PenumbraException refused = assertThrows(PenumbraException.class, () -> session.fit(
                request.resuming(folder.resolve("first")), Progress.NONE, Cancellation.NEVER));
        assertTrue(refused.getMessage().contains("different here: data."), refused.getMessage());
    }

    @Test
    void missingValuesAreToldWithTheirPlace() throws IOException {
        Path model = write(1000);
        Files.writeString(model, MODEL.replace("missing = drop", ""));
        System.setProperty(SWITCH, "on");
        PenumbraException refused = assertThrows(PenumbraException.class,
                () -> session.prepare(FitRequest.of(model)));
        assertEquals("PEN-5110", refused.problems().getFirst().code());
        assertTrue(refused.getMessage().contains("rows.csv:109:3"), refused.getMessage());
        assertEquals(0, kept());
    }

    @Test
    void aTableWithoutUsedRows() throws IOException {
        Path model = write(1000);
        Files.writeString(model, MODEL.replace("z > 0.1", "z > 2"));
        System.setProperty(SWITCH, "on");
        assertEquals("PEN-5108", assertThrows(PenumbraException.class, () -> session.prepare(FitRequest.of(model)))
                .problems().getFirst().code());
    }

    /** Starts a Java of its own, which takes the class path of this one: outside of OSGi only. */
    @Test
    @Tag("slow")
    void aTableLargerThanTheHeap() throws IOException, InterruptedException {
        String classPath = System.getProperty("java.class.path");
        assumeTrue(classPath.contains("junit"), "needs a plain class path");
        Path model = write(2_500_000);
        Files.writeString(model, MODEL.replace("epochs = 40, draws = 200", "steps = 3000, draws = 20"));
        assertTrue(folder.resolve("rows.csv").toFile().length() > 80 << 20, "larger than the heap");
        File out = folder.resolve("out.txt").toFile();
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-Xss8m", "-D" + FOLDER + "=" + folder, "-cp", classPath, FitOnce.class.getName(),
                model.toString()).redirectErrorStream(true).redirectOutput(out).start();
        boolean ended = child.waitFor(4, TimeUnit.MINUTES);
        child.destroyForcibly();
        String said = Files.readString(out.toPath(), StandardCharsets.UTF_8);
        assertTrue(ended, said);
        assertEquals(0, child.exitValue(), said);
        String[] means = said.strip().split("\\s+");
        assertEquals(1, Double.parseDouble(means[means.length - 3]), 0.02, said);
        assertEquals(0.5, Double.parseDouble(means[means.length - 2]), 0.02, said);
        assertEquals(0.7, Double.parseDouble(means[means.length - 1]), 0.02, said);
    }
}
