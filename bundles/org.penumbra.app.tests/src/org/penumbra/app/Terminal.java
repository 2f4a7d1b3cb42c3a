package org.penumbra.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.penumbra.registry.Registry;
import org.penumbra.session.Session;

/** Runs commands in this process and keeps what they print. */
final class Terminal {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    final Console console;
    private final Supplier<Session> session;

    Terminal() {
        this(false, () -> new Session(Registry.open()));
    }

    Terminal(boolean live, Supplier<Session> session) {
        this.console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), live);
        this.session = session;
    }

    int run(String... arguments) {
        return new Shell(console, session).run(arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
