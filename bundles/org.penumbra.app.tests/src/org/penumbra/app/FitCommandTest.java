package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.core.ExitCode;

/** {@code penumbra fit} through every layer. */
class FitCommandTest {

    @TempDir
    Path folder;
    private int runs;

    @Test
    void printsATableAndKeepsARunFolder() throws IOException {
        Terminal terminal = new Terminal();
        Path out = folder.resolve("run");
        assertEquals(0, terminal.run("fit", model(), "--seed", "3", "--out", out.toString()), terminal.err());
        assertTrue(terminal.out().startsWith("NormalConjugate, run svi: SVI with AutoNormal, seed 3\n"),
                terminal.out());
        for (String word : List.of("site ", "mean", "sd", "5 %", "median", "95 %", "\nmu ", "\nELBO ", "\nstatus ",
                "\nk-hat ", "\nverdict  trusted: ", "\nstored   " + out)) {
            assertTrue(terminal.out().contains(word), word + " in " + terminal.out());
        }
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(Set.of("draws.csv", "guide.json", "manifest.json", "model.penumbra", "run.json", "trace.csv"),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @Test
    void standardOutputIsOneJsonObjectAndNothingElse() {
        Terminal terminal = fit("--json");
        String keys = terminal.out().lines().filter(line -> line.matches("  \"\\w+\" : .*"))
                .map(line -> line.substring(3, line.indexOf('"', 3))).collect(Collectors.joining(" "));
        assertEquals("model run algorithm guide status verdict kHat elbo steps seconds sites", keys);
        assertTrue(terminal.out().startsWith("{\n") && terminal.out().endsWith("\n}\n"), terminal.out());
    }

    @Test
    void theSameSeedGivesTheSameBits() throws IOException {
        List<String> draws = new ArrayList<>();
        for (String seed : List.of("5", "5", "6")) {
            fit("--seed", seed);
            draws.add(Files.readString(folder.resolve(Integer.toString(runs)).resolve("draws.csv")));
        }
        assertEquals(draws.get(0), draws.get(1));
        assertNotEquals(draws.get(0), draws.get(2));
    }

    @Test
    void whatTheCommandSaysWins() throws IOException {
        fit("--guide", "TestShiftedNormal", "--optimizer", "SGD", "--set", "algorithm.steps=50", "--set",
                "optimizer.lr=0.001");
        String run = Files.readString(folder.resolve("1/run.json"));
        assertTrue(run.contains("\"steps\" : 50") && run.contains("\"lr\" : 0.001")
                && run.contains("\"name\" : \"SGD\"") && run.contains("\"guide\" : \"TestShiftedNormal\"")
                && run.contains("\"bundle\" : \"org.penumbra.testplugins.good\""), run);
    }

    @Test
    void anAlgorithmOfAThirdPartyRuns() {
        Terminal terminal = new Terminal();
        int code = terminal.run("fit", model(), "--algorithm", "TestLaplaceLike", "--json", "--out", out());
        assertTrue(code == 0 || code == ExitCode.NOT_TRUSTED.code(), terminal.err());
        assertTrue(terminal.out().contains("\"algorithm\" : \"TestLaplaceLike\",\n  \"guide\" : null"), terminal.out());
    }

    @Test
    void aRunFolderIsNeverOverwritten() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("mine")).resolve("kept.txt"), "kept");
        Terminal terminal = new Terminal();
        assertEquals(ExitCode.USAGE.code(), terminal.run("fit", model(), "--out", folder.resolve("mine").toString()));
        assertTrue(terminal.err().contains("PEN-5030"), terminal.err());
        assertEquals("kept", Files.readString(folder.resolve("mine/kept.txt")));
    }

    @Test
    void quietMeansQuiet() {
        assertEquals("", fit("--quiet").err());
    }

    /** The platform names the bundle of whatever misbehaves, and survives it. */
    @ParameterizedTest
    @CsvSource({"BadConstructor, 70", "BadLinkage, 70", "BadMissing, 70", "BadFit, 70", "BadNull, 70"})
    void aPluginThatMisbehavesIsNamed(String algorithm, int code) {
        Terminal terminal = new Terminal();
        assertEquals(code, terminal.run("fit", model(), "--algorithm", algorithm, "--out", out()));
        assertTrue(terminal.err().contains("org.penumbra.testplugins.bad") && terminal.err().contains(algorithm),
                terminal.err());
        assertFalse(terminal.err().contains("\tat "), terminal.err());
        assertEquals("", terminal.out());
        assertFalse(Files.exists(folder.resolve("1")));
    }

    private Terminal fit(String... more) {
        Terminal terminal = new Terminal();
        int code = terminal.run(Stream.concat(Stream.of("fit", model(), "--out", out()), Stream.of(more))
                .toArray(String[]::new));
        assertTrue(code == 0 || code == ExitCode.NOT_TRUSTED.code(), terminal.err());
        return terminal;
    }

    private String out() {
        return folder.resolve(Integer.toString(++runs)).toString();
    }

    private static String model() {
        return Examples.model("normal_conjugate").toString();
    }
}
