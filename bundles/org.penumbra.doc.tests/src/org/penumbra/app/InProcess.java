package org.penumbra.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.penumbra.session.Session;

/** The command line without a process of its own, for the tests of the documentation. */
public final class InProcess {

    private InProcess() {
    }

    /**
     * What a person sees of one command.
     *
     * @param code exit code
     * @param output standard output and standard error as a terminal mixes them
     */
    public record Outcome(int code, String output) {
    }

    /** Runs one command line; {@code session} stands for what is installed. */
    public static Outcome run(Supplier<Session> session, List<String> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int code = new Shell(new Console(stream, stream, false), session).run(arguments.toArray(String[]::new));
        stream.flush();
        return new Outcome(code, bytes.toString(StandardCharsets.UTF_8));
    }
}
