package org.penumbra.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.penumbra.lang.ide.PenumbraLanguageServer;
import org.penumbra.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code penumbra serve}: the language server for editors, on standard input and output. */
@Command(name = "serve", sortOptions = false,
        description = "Serve an editor: the Language Server Protocol on standard input and output.")
final class ServeCommand implements Callable<Integer> {

    private final Supplier<Session> session;

    @Option(names = "--stdio", description = "What it does anyway; some editors insist on saying it.")
    private boolean stdio;

    ServeCommand(Supplier<Session> session) {
        this.session = session;
    }

    /** Standard output belongs to the protocol alone: whatever else would be printed goes to standard error. */
    @Override
    public Integer call() {
        PrintStream before = System.out;
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true));
        try {
            return PenumbraLanguageServer.serve(session.get().registry(), System.in,
                    new FileOutputStream(FileDescriptor.out));
        } finally {
            System.setOut(before);
        }
    }
}
