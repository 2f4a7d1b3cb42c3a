package org.penumbra.core;

import java.util.List;
import java.util.stream.Collectors;

/** Work that cannot go on, with the problems that say why. Never shown to a person as a stack trace. */
public final class PenumbraException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final ExitCode exitCode;

    public PenumbraException(ExitCode exitCode, List<Problem> problems) {
        this(exitCode, problems, null);
    }

    public PenumbraException(ExitCode exitCode, List<Problem> problems, Throwable cause) {
        super(problems.stream().map(Problem::render).collect(Collectors.joining("\n")), cause);
        this.problems = List.copyOf(problems);
        this.exitCode = exitCode;
    }

    /** Bad model or data. */
    public static PenumbraException badInput(Problem... problems) {
        return new PenumbraException(ExitCode.BAD_INPUT, List.of(problems));
    }

    /** The command or an option is wrong. */
    public static PenumbraException usage(Problem... problems) {
        return new PenumbraException(ExitCode.USAGE, List.of(problems));
    }

    /** A plug-in did what its contract forbids. */
    public static PenumbraException plugin(Throwable cause, Problem... problems) {
        return new PenumbraException(ExitCode.PLUGIN_FAILED, List.of(problems), cause);
    }

    public List<Problem> problems() {
        return problems;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
