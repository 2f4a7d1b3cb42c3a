package org.penumbra.ui.language;

import org.eclipse.core.runtime.ILog;

/** Where the workbench writes what should not have happened: its error log. */
public final class Faults {

    private Faults() {
    }

    public static void log(String what, Throwable fault) {
        ILog.of(Faults.class).error(what, fault);
    }

    public static void log(String what) {
        ILog.of(Faults.class).error(what);
    }
}
