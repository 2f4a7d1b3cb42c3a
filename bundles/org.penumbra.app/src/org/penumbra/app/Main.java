package org.penumbra.app;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.penumbra.session.BundleVersion;

/** The command line on a plain class path. */
public final class Main {

    private Main() {
    }

    public static void main(String[] arguments) {
        int code = run(arguments);
        System.exit(code);
    }

    /** Runs one command on the streams of this process and returns its exit code. */
    static int run(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        try {
            if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
                out.println(version());
                return 0;
            }
            return new Shell(new Console(out, err, Console.isTerminal())).run(arguments);
        } finally {
            out.flush();
            err.flush();
        }
    }

    static String version() {
        return "penumbra " + BundleVersion.of(Main.class) + " (Java " + Runtime.version().feature() + ")";
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new BufferedOutputStream(new FileOutputStream(descriptor)), false,
                StandardCharsets.UTF_8);
    }
}
