package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;

/** {@code penumbra predict} and {@code penumbra compare} through every layer. */
class PredictCommandTest {

    private static final String MODEL = """
            model M {
              data n : int  data y : real[n]
              m ~ Normal(0, 10)
              plate i in 1..n { y[i] ~ Normal(m, 1) }
            }
            model Wild {
              data n : int  data y : real[n]
              plate i in 1..n { t[i] ~ Normal(0, 10)  y[i] ~ Normal(t[i], 0.1) }
            }
            infer m of M { data "y.csv"  seed 2 }
            infer same of M { data "y.csv"  seed 3 }
            infer future of M { data "z.csv"  seed 3 }
            infer wild of Wild { data "y.csv"  seed 2 }
            """;

    @TempDir
    Path folder;
    private Path model;

    @BeforeEach
    void write() throws IOException {
        model = Files.writeString(folder.resolve("m.penumbra"), MODEL);
        Files.writeString(folder.resolve("y.csv"), "y\n1\n2\n2.5\n3\n");
    }

    private Path fitted(String run) {
        Path out = folder.resolve(run);
        String block = run.replaceAll("\\d", "");
        assertEquals(0, new Terminal().run("fit", model.toString(), block, "--out", out.toString(), "-q"));
        return out;
    }

    private static String run(int code, Object... arguments) {
        Terminal terminal = new Terminal();
        assertEquals(code, terminal.run(List.of(arguments).stream().map(Object::toString).toArray(String[]::new)),
                terminal.out() + terminal.err());
        return code == 0 || code == ExitCode.NOT_TRUSTED.code() ? terminal.out() : terminal.err();
    }

    @Test
    void aTableForPeopleAndFilesForPrograms() throws IOException {
        Path out = folder.resolve("p.json");
        String text = run(0, "predict", model, "m", "--run", fitted("m"), "--draws", 500, "-q", "--out", out);
        Golden.check("predictions.txt", text.replace(folder + "/", ""));
        JsonNode json = new ObjectMapper().readTree(out.toFile());
        JsonNode number = json.path("sites").get(0).path("numbers").get(2);
        assertEquals("y[3]", number.path("name").asText());
        assertEquals(2.5, number.path("observed").asDouble());
        assertEquals(500, number.path("values").size());
        double sum = 0;
        for (JsonNode value : number.path("values")) {
            sum += value.asDouble();
        }
        assertEquals(sum / 500, number.path("mean").asDouble(), 1e-12);
        Path csv = folder.resolve("p.csv");
        run(0, "predict", model, "m", "--prior", "--draws", 500, "-q", "--out", csv);
        assertEquals("name,mean,sd,q5,q50,q95,observed", Files.readAllLines(csv).getFirst());
        assertEquals(5, Files.readAllLines(csv).size());
    }

    @Test
    void wrongRequestsAreExplained() {
        assertTrue(run(ExitCode.USAGE.code(), "predict", model, "m").contains("PEN-6012"));
        assertTrue(run(ExitCode.USAGE.code(), "predict", model, "m", "--prior", "--draws", 0).contains("PEN-6012"));
        assertTrue(run(ExitCode.USAGE.code(), "predict", model, "m", "--prior", "--site", "z").contains("PEN-5070"));
        assertTrue(run(ExitCode.USAGE.code(), "predict", model, "m", "--prior", "--out", "x.txt").contains("PEN-5076"));
        assertTrue(run(ExitCode.USAGE.code(), "predict", model, "wild", "--run", fitted("m")).contains("PEN-5072"));
        assertTrue(run(ExitCode.BAD_INPUT.code(), "predict", model, "m", "--run", folder).contains("PEN-5060"));
    }

    /** A parameter of its own for each observation: leaving one out changes everything, which is said. */
    @Test
    void comparisonsSayWhereTheyCannotBeReliedUpon() throws IOException {
        Path good = fitted("m");
        Path wild = fitted("wild");
        String text = run(ExitCode.NOT_TRUSTED.code(), "compare", wild, good, "--waic");
        Golden.check("comparison.txt", text.replace(folder + "/", ""));
        JsonNode json = new ObjectMapper().readTree(run(0, "compare", good, "--json"));
        assertEquals(4, json.path("observations").size());
        double sum = 0;
        for (JsonNode one : json.path("runs").get(0).path("pointwise")) {
            sum += one.asDouble();
        }
        assertEquals(sum, json.path("runs").get(0).path("elpd").asDouble(), 1e-12);
    }

    /** The elpd of a mean with known noise is that of the Normal predictive distributions of the others. */
    @Test
    void crossValidationAgreesWithLeavingOut() throws IOException {
        double[] y = {1, 2, 2.5, 3};
        double expected = 0;
        for (double one : y) {
            double precision = 3 + 0.01;
            double mean = (8.5 - one) / precision;
            double variance = 1 + 1 / precision;
            expected += -0.5 * Math.log(2 * Math.PI * variance) - 0.5 * (one - mean) * (one - mean) / variance;
        }
        JsonNode json = new ObjectMapper().readTree(run(0, "compare", fitted("m"), "--json"));
        assertEquals(expected, json.path("runs").get(0).path("elpd").asDouble(), 0.05);
    }

    /** The rows that a run used are those that it is compared on. */
    @Test
    void theRowsOfTheRunAreCompared() throws IOException {
        Path out = folder.resolve("some");
        run(0, "fit", model, "m", "--where", "y > 1", "--out", out, "-q");
        assertEquals(3, new ObjectMapper().readTree(run(0, "compare", out, "--json")).path("observations").size());
    }

    /** As many rows as before, and another number in one of them. */
    @Test
    void changedNumbersAreNoticed() throws IOException {
        Path good = fitted("m");
        Files.writeString(folder.resolve("y.csv"), "y\n1\n2\n2.5\n4\n");
        assertTrue(run(ExitCode.BAD_INPUT.code(), "compare", good).contains("PEN-5073"));
    }

    /** What the run was made with is predicted: its rows, or the file that its command named. */
    @Test
    void theDataOfTheRunArePredicted() throws IOException {
        Path some = folder.resolve("some");
        run(0, "fit", model, "m", "--where", "y > 1", "--out", some, "-q");
        assertEquals(List.of(2.0, 2.5, 3.0), observed("predict", model, "m", "--run", some));
        Path elsewhere = Files.writeString(folder.resolve("z.csv"), "y\n7\n8\n");
        Path other = folder.resolve("other");
        run(0, "fit", model, "m", "--data", elsewhere, "--out", other, "-q");
        assertEquals(List.of(7.0, 8.0), observed("predict", model, "m", "--run", other));
        assertEquals(List.of(7.0, 8.0), observed("predict", model, "same", "--run", other));
        assertEquals(List.of(1.0, 2.0, 2.5, 3.0), observed("predict", model, "m", "--run", other, "--data",
                folder.resolve("y.csv")));
    }

    /** Another block that names data of its own means these. */
    @Test
    void anotherBlockMayNameOtherData() throws IOException {
        Files.writeString(folder.resolve("z.csv"), "y\n7\n8\n");
        assertEquals(List.of(7.0, 8.0), observed("predict", model, "future", "--run", fitted("m")));
    }

    /** Numbers that changed since are no replications of what was fitted; without the run they can be asked for. */
    @Test
    void predictionsOfChangedNumbersAreRefused() throws IOException {
        Path good = fitted("m");
        Path changed = Files.writeString(folder.resolve("y.csv"), "y\n1\n2\n2.5\n4\n");
        assertTrue(run(ExitCode.BAD_INPUT.code(), "predict", model, "m", "--run", good).contains("PEN-5073"));
        assertEquals(List.of(1.0, 2.0, 2.5, 4.0), observed("predict", model, "m", "--run", good, "--data", changed));
    }

    /** Model and data that moved together are found beside each other. */
    @Test
    void dataMoveWithTheirModel() throws IOException {
        Path good = fitted("m");
        Path moved = Files.createDirectory(folder.resolve("moved"));
        Files.move(folder.resolve("y.csv"), moved.resolve("y.csv"));
        Path there = Files.move(model, moved.resolve("m.penumbra"));
        assertEquals(List.of(1.0, 2.0, 2.5, 3.0), observed("predict", there, "m", "--run", good));
        Files.writeString(moved.resolve("y.csv"), "y\n1\n2\n2.5\n4\n");
        assertTrue(run(ExitCode.BAD_INPUT.code(), "predict", there, "m", "--run", good).contains("PEN-5073"));
    }

    /** The text may have got what is no data since; for data that it got there are no numbers in the run. */
    @Test
    void aTextThatChangedTakesTheDataOfTheRun() throws IOException {
        Path good = fitted("m");
        Files.writeString(model, MODEL.replace("m ~ Normal(0, 10)", "m ~ Normal(0, 10)  twice = 2 * m"));
        assertEquals(List.of(1.0, 2.0, 2.5, 3.0), observed("predict", model, "m", "--run", good));
        Files.writeString(model, MODEL.replace("m ~ Normal(0, 10)", "data z : real[n]  m ~ Normal(sum(z), 10)"));
        assertTrue(run(ExitCode.BAD_INPUT.code(), "predict", model, "m", "--run", good).contains("PEN-5077"));
    }

    private static List<Double> observed(Object... arguments) throws IOException {
        List<Object> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--draws", 10));
        List<Double> observed = new ArrayList<>();
        new ObjectMapper().readTree(run(0, all.toArray())).path("sites").get(0).path("numbers")
                .forEach(number -> observed.add(number.path("observed").asDouble()));
        return observed;
    }

    @Test
    void otherDataAreRefused() throws IOException {
        Path good = fitted("m");
        Files.writeString(folder.resolve("y.csv"), "y\n1\n2\n");
        assertTrue(run(ExitCode.BAD_INPUT.code(), "compare", good).contains("PEN-5073"));
        Path fewer = fitted("m2");
        assertTrue(run(ExitCode.BAD_INPUT.code(), "compare", fewer, good).contains("PEN-507"));
    }
}
