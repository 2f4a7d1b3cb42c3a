package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that people get wrong, through the real engine: what they read names the place, the exit code is 65, and
 * there is neither a stack trace nor a run folder. Cases are lines of {@code golden/wrong/cases.txt}:
 * {@code name: command}; the files that they name lie beside it.
 */
class WrongInputTest {

    private static final List<String> FILES = List.of("syntax.penumbra", "unknown-distribution.penumbra",
            "shape.penumbra", "no-latent.penumbra", "not-a-number.penumbra", "negative-scale.penumbra",
            "negative-scale-at-start.penumbra", "signs.csv", "good.penumbra",
            "matrix.json", "good.csv", "other-column.csv", "text-cell.csv", "negative.csv",
            "empty.csv", "header-only.csv", "missing-value.csv", "missing-value.penumbra", "broken.json");

    @TempDir
    Path folder;

    static Stream<String> cases() {
        return Golden.text("wrong/cases.txt").lines().filter(line -> !line.isBlank());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isSaidInOnePlainLine(String line) throws IOException {
        for (String file : FILES) {
            Files.writeString(folder.resolve(file), Golden.text("wrong/" + file));
        }
        String name = line.substring(0, line.indexOf(':'));
        String command = line.substring(line.indexOf(':') + 1).strip();
        Terminal terminal = new Terminal();
        int code = terminal.run(Stream.concat(Stream.of(command.split(" ")).map(this::placed),
                Stream.of("--out", folder.resolve("run").toString())).toArray(String[]::new));
        String said = terminal.err().replace(folder + "/", "");
        Golden.check("wrong/" + name + ".txt", "$ penumbra " + command + "\n" + said + "exit " + code + "\n");
        assertEquals(65, code, said);
        assertEquals("", terminal.out());
        assertFalse(said.contains("\tat ") || said.contains("Exception"), said);
        assertFalse(Files.exists(folder.resolve("run")), "a run that never began leaves no folder");
    }

    /** Names of files become paths below the folder of this test. */
    private String placed(String word) {
        return word.contains(".") && !word.startsWith("-") ? folder.resolve(word).toString() : word;
    }

    @Test
    void theIssueIsCovered() {
        List<String> names = cases().map(line -> line.substring(0, line.indexOf(':'))).toList();
        assertTrue(names.containsAll(List.of("syntax", "unknown-distribution", "shape", "missing-column", "text-cell",
                "outside-type", "negative-scale", "negative-scale-at-start",
                "empty-file", "missing-file", "no-latent", "not-a-number")));
    }
}
