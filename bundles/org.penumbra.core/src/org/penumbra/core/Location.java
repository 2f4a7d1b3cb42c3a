package org.penumbra.core;

/**
 * A place in a text that a person can open.
 *
 * @param file the file as the user named it
 * @param line 1-based line, or 0 when only the file is known
 * @param column 1-based column, or 0 when only the line is known
 */
public record Location(String file, int line, int column) {

    /** The whole file. */
    public static Location of(String file) {
        return new Location(file, 0, 0);
    }

    /** {@code file:line:column}, leaving out what is not known. */
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
