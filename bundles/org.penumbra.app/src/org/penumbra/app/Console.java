package org.penumbra.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penumbra.core.Problem;

/**
 * Where a command writes.
 *
 * @param out what was asked for
 * @param err everything else
 * @param terminal whether a person watches {@code err} live
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {

    /** Set by the start script, which can ask the shell. */
    private static final String TERMINAL_PROPERTY = "penumbra.terminal";

    /** Whether standard error is a terminal. Java itself knows this of standard output only, and slowly. */
    static boolean isTerminal() {
        String told = System.getProperty(TERMINAL_PROPERTY);
        if (told != null) {
            return Boolean.parseBoolean(told);
        }
        Path link = Path.of("/proc/self/fd/2");
        try {
            return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).toString().matches("/dev/(pts/|tty).*");
        } catch (IOException unknown) {
            return false;
        }
    }

    /** One line on standard error, in order with what is on standard output. */
    void say(String line) {
        out.flush();
        err.println(line);
        err.flush();
    }

    void say(Problem problem) {
        say(problem.render());
    }
}
