package org.penumbra.core;

/** What a run says to the shell that started it (after sysexits.h). */
public enum ExitCode {
    /** Finished, and nothing speaks against the result. */
    OK(0),
    /** Finished, but not to be trusted: k-hat, R-hat or divergences speak against it. */
    NOT_TRUSTED(2),
    /** The command line is wrong. */
    USAGE(64),
    /** The model or its data are wrong. */
    BAD_INPUT(65),
    /** A plug-in failed. */
    PLUGIN_FAILED(70),
    /** Stopped by the user. */
    CANCELLED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
