package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;

/** {@code penumbra convert} and {@code penumbra draw} through every layer. */
class ConvertCommandTest {

    @TempDir
    Path folder;

    private Path fitted() throws IOException {
        Path model = Files.writeString(folder.resolve("m.penumbra"), """
                model M { data n : int  data y : real[n]  m ~ Normal(0, 1)  for i in 1..n { y[i] ~ Normal(m, 1) } }
                infer svi of M { data "d.csv"  algorithm SVI(steps = 200, draws = 300)  guide AutoNormal  seed 2 }
                """);
        Files.writeString(folder.resolve("d.csv"), "g,y\n1,0.3\n1,-0.2\n2,0.7\n");
        Path run = folder.resolve("run");
        Terminal terminal = new Terminal();
        int code = terminal.run("fit", model.toString(), "--where", "g == 1", "--quiet", "--out", run.toString());
        assertTrue(Set.of(ExitCode.OK.code(), ExitCode.NOT_TRUSTED.code()).contains(code), terminal.err());
        assertTrue(terminal.out().contains("2 rows, 1 left out"), terminal.out());
        return run;
    }

    private Terminal run(ExitCode expected, Object... arguments) {
        Terminal terminal = new Terminal();
        int code = terminal.run(Stream.of(arguments).map(Object::toString).toArray(String[]::new));
        assertEquals(expected.code(), code, terminal.err());
        return terminal;
    }

    @Test
    void writesEveryFormatAndReadsItAgain() throws IOException {
        Path run = fitted();
        for (String format : List.of("CmdStan", "posteriordb", "parquet")) {
            Path out = folder.resolve(format);
            assertEquals("written " + out + "\n", run(ExitCode.OK, "convert", run, "--to", format, "--out", out).out());
            Path file = names(out).stream().filter(name -> !name.equals("manifest.json")).map(out::resolve).findFirst()
                    .orElseThrow();
            Path back = folder.resolve(format + "-back");
            run(ExitCode.OK, "convert", "--from", format, file, "--quiet", "--out", back);
            assertEquals(300 + 1, Files.readAllLines(back.resolve("draws.csv")).size());
        }
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void refusesWhatCannotBeConverted() throws IOException {
        Path run = fitted();
        Path out = folder.resolve("out");
        assertTrue(run(ExitCode.USAGE, "convert", run, "--out", out).err().contains("[PEN-6040]"));
        assertTrue(run(ExitCode.USAGE, "convert", run, run, "--to", "cmdstan", "--out", out).err()
                .contains("[PEN-6041]"));
        assertTrue(run(ExitCode.USAGE, "convert", run, "--to", "CmdStam", "--out", out).err()
                .contains("Did you mean CmdStan?"));
        assertTrue(run(ExitCode.USAGE, "convert", run, "--to", "cmdstan", "--out", run).err().contains("[PEN-5030]"));
        assertTrue(run(ExitCode.USAGE, "convert", run, "--to", "cmdstan", "--set", "digits=x", "--out", out).err()
                .contains("[PEN-3011]"));
        assertTrue(run(ExitCode.BAD_INPUT, "convert", "--from", "cmdstan", folder.resolve("none.csv"), "--out", out)
                .err().contains("[PEN-2501]"));
        assertTrue(run(ExitCode.BAD_INPUT, "convert", "--from", "cmdstan", folder.resolve("m.penumbra"), "--out", out)
                .err().contains("[PEN-2520]"));
        Files.writeString(run.resolve("draws.csv"), "m,lp__,log_q,weight\n");
        assertTrue(run(ExitCode.BAD_INPUT, "convert", run, "--to", "cmdstan", "--out", out).err()
                .contains("[PEN-5062]"));
        assertFalse(Files.exists(out), "nothing is left of what was refused");
    }

    @Test
    void drawsAgainAndAtOtherDraws() throws IOException {
        Path run = fitted();
        Path more = folder.resolve("more");
        assertEquals("written " + more + ": 70 draws\n",
                run(ExitCode.OK, "draw", run, "--count", 70, "--out", more).out());
        Path at = folder.resolve("at");
        run(ExitCode.OK, "draw", run, "--at", more, "--quiet", "--out", at);
        assertEquals(Files.readAllLines(more.resolve("draws.csv")).size(),
                Files.readAllLines(at.resolve("draws.csv")).size());
        assertTrue(run(ExitCode.USAGE, "draw", run, "--count", 0, "--out", folder.resolve("none")).err()
                .contains("[PEN-6042]"));
    }

    @Test
    void aConditionIsOne() throws IOException {
        fitted();
        Path model = folder.resolve("m.penumbra");
        for (String wrong : List.of("g ==", "g == 1 missing = drop", "g == 1 } infer x of M {", "")) {
            assertTrue(run(ExitCode.USAGE, "fit", model, "--where", wrong, "--out", folder.resolve("o")).err()
                    .contains("[PEN-5019]"), wrong);
        }
        assertTrue(run(ExitCode.BAD_INPUT, "fit", model, "--where", "h == 1", "--out", folder.resolve("o")).err()
                .startsWith("--where: error [PEN-5101]"));
        assertTrue(run(ExitCode.BAD_INPUT, "fit", model, "--where", "g > 5", "--out", folder.resolve("o")).err()
                .contains("[PEN-5108]"));
    }
}
