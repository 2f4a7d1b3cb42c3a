package org.penumbra.exchange;

import java.util.List;
import org.penumbra.core.Location;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** Builds the exceptions of sources, so that all of them say the same thing in the same words. */
public final class DataProblem {

    private static final int SHOWN_NAMES = 20;
    private static final int SHOWN_CHARACTERS = 40;

    private DataProblem() {
    }

    /** Something is wrong with a file as a whole. */
    public static PenumbraException of(String code, String file, String message, String advice) {
        return at(code, Location.of(file), message, advice);
    }

    /** Something is wrong at a place. */
    public static PenumbraException at(String code, Location place, String message, String advice) {
        return PenumbraException.badInput(Problem.error(code, message).at(place).advise(advice));
    }

    /** PEN-2507: no column or key of that name. */
    public static PenumbraException unknown(String file, String kind, String name, List<String> names) {
        return PenumbraException.badInput(Problem.error("PEN-2507", "there is no " + kind + " " + quote(name)
                + "; there " + (names.isEmpty() ? "is none at all."
                        : names.size() == 1 ? "is " + names.getFirst() + "."
                        : "are " + String.join(", ", names.subList(0, Math.min(SHOWN_NAMES, names.size())))
                                + (names.size() > SHOWN_NAMES ? " and " + (names.size() - SHOWN_NAMES) + " more."
                                        : ".")))
                .at(Location.of(file)).offering(Nearest.to(name, names)));
    }

    /**
     * PEN-2513: the arrays of a column are not all of one shape.
     *
     * @param position of the column, and row, from 1
     * @param shape of the arrays before; empty when there was none
     * @param found instead, such as "a list of 2"
     */
    public static PenumbraException ragged(String file, String column, int position, int row, List<Integer> shape,
            String found) {
        return at("PEN-2513", new Location(file, row, position), "every row of column " + quote(column)
                + " has lists of the same lengths" + (shape.isEmpty() ? "" : ", such as " + list(shape)) + ", but row "
                + row + " has " + found + ".", "Fill up short lists with NULL, and leave out rows without one.");
    }

    /** An array of a cell, for a message: {@code a list of 2 x 3}. */
    public static String list(List<Integer> shape) {
        return "a list of " + String.join(" x ", shape.stream().map(String::valueOf).toList());
    }

    /** A cell for a message: quoted, on one line, cut to a length that fits into a sentence. */
    public static String quote(String cell) {
        String oneLine = cell.replaceAll("\\p{Cntrl}", " ");
        return "'" + (oneLine.length() > SHOWN_CHARACTERS ? oneLine.substring(0, SHOWN_CHARACTERS - 3) + "..."
                : oneLine) + "'";
    }
}
