package org.penumbra.session;

import java.io.IOException;
import java.nio.file.Path;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** What can be wrong with a run folder that is read. */
final class RunProblem {

    private static final String AGAIN = "Take the folder from where it came, or fit again.";

    private RunProblem() {
    }

    /** PEN-5060: nothing of a run is there. */
    static PenumbraException noRun(Path folder, String why) {
        return fail("PEN-5060", Location.of(folder.toString()), "the folder of a finished run was expected here, but "
                + why + ".", "A fit says after 'stored' where its folder is.");
    }

    /** PEN-5060: a file of a run is not there. */
    static PenumbraException missing(Path file) {
        return fail("PEN-5060", Location.of(file.toString()), "this file of the run is missing.", AGAIN);
    }

    /** PEN-5061: a file that does not say what it should. */
    static PenumbraException damaged(Path file, String why) {
        return damaged(Location.of(file.toString()), why);
    }

    /** PEN-5061 with a line. */
    static PenumbraException damaged(Location place, String why) {
        return fail("PEN-5061", place, "this file of the run cannot be understood: " + why + ".", AGAIN);
    }

    /** PEN-5062: not the file that was written. */
    static PenumbraException changed(Path file) {
        return fail("PEN-5062", Location.of(file.toString()), "this file is not as the run wrote it: its checksum is "
                + "not that of " + Manifest.FILE + ".", AGAIN);
    }

    /** PEN-5063: the disk or permissions. */
    static PenumbraException unreadable(Path folder, IOException cause) {
        return fail("PEN-5063", Location.of(folder.toString()), "the run could not be read: "
                + cause.getClass().getSimpleName() + " " + cause.getMessage() + ".", "Check its permissions.");
    }

    private static PenumbraException fail(String code, Location place, String message, String advice) {
        return PenumbraException.badInput(Problem.error(code, message).at(place).advise(advice));
    }
}
