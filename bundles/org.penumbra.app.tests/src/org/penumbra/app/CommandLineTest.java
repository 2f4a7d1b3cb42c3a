package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.ExitCode;

/** Help and mistakes on the command line: nothing here may open the registry. */
class CommandLineTest {

    private final Terminal terminal = new Terminal(false, () -> {
        throw new AssertionError("the registry was opened");
    });

    @ParameterizedTest
    @ValueSource(strings = {"calibrate", "check", "compare", "fit", "list", "predict", "render", "serve", "simulate"})
    void everyCommandHasHelp(String command) throws Exception {
        assertEquals(0, terminal.run(command, "--help"));
        Golden.check("help-" + command + ".txt", terminal.out());
    }

    @Test
    void helpShowsTheCommands() {
        assertEquals(0, terminal.run("--help"));
        Golden.check("help.txt", terminal.out());
    }

    @Test
    void withoutACommandThereIsHelpAndAnError() {
        assertEquals(ExitCode.USAGE.code(), terminal.run());
        assertTrue(terminal.err().startsWith("Usage: penumbra"), terminal.err());
        assertEquals("", terminal.out());
    }

    @Test
    void theVersionNeedsNothing() {
        assertEquals(0, terminal.run("--version"));
        assertTrue(terminal.out().matches("penumbra \\S+ \\(Java \\d+\\)\\R"), terminal.out());
    }

    @Test
    void slipsAreAnswered() {
        assertUsage("error [PEN-6001] there is no command 'fti'. Did you mean fit? See 'penumbra --help'.\n", "fti");
        assertUsage("error [PEN-6001] Unknown option: '--jsn'. Did you mean --json? See 'penumbra fit --help'.\n",
                "fit", "m", "--jsn");
        assertUsage("error [PEN-6001] Invalid value for option '--seed': 'x' is not a long. See"
                + " 'penumbra fit --help'.\n", "fit", "m", "--seed", "x");
        assertUsage("error [PEN-6001] Missing required parameter: 'MODEL'. See 'penumbra fit --help'.\n", "fit");
        assertUsage("error [PEN-6020] a theme is light or dark, not 'drak'. Did you mean dark?\n", "render", "m",
                "--theme", "drak");
    }

    private void assertUsage(String said, String... arguments) {
        Terminal fresh = new Terminal(false, () -> null);
        assertEquals(ExitCode.USAGE.code(), fresh.run(arguments));
        assertEquals(said, fresh.err());
        assertEquals("", fresh.out());
    }

    @Test
    void aFaultOfOursIsOneLineAndALog() throws Exception {
        Terminal faulty = new Terminal(false, () -> {
            throw new NoClassDefFoundError("org/example/Gone");
        });
        assertEquals(ExitCode.PLUGIN_FAILED.code(), faulty.run("list"));
        Matcher line = Pattern.compile("error \\[PEN-6900\\] a fault in Penumbra itself: NoClassDefFoundError\\."
                + " Please report it with the file (\\S+)\\.\n").matcher(faulty.err());
        assertTrue(line.matches(), faulty.err());
        Path log = Path.of(line.group(1));
        assertTrue(Files.readString(log).contains("org/example/Gone"));
        Files.delete(log);
        assertFalse(faulty.err().contains("\tat "));
    }
}
