package org.penumbra.data;

import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** Builds the exceptions of the readers. */
final class DataProblem {

    private DataProblem() {
    }

    static PenumbraException of(String code, String file, String message, String advice) {
        return at(code, Location.of(file), message, advice);
    }

    static PenumbraException at(String code, Location place, String message, String advice) {
        return PenumbraException.badInput(Problem.error(code, message).at(place).advise(advice));
    }

    /** A cell for a message: quoted, on one line, cut to a length that fits into a sentence. */
    static String quote(String cell) {
        String oneLine = cell.replaceAll("\\p{Cntrl}", " ");
        return "'" + (oneLine.length() > 40 ? oneLine.substring(0, 37) + "..." : oneLine) + "'";
    }
}
