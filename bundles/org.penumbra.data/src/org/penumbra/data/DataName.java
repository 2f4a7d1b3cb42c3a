package org.penumbra.data;

import java.nio.file.Path;

/**
 * The name of data, as a model or a command gives it: a file, or a scheme and what is behind its colon.
 *
 * @param text as it was written
 * @param folder that a relative path is seen from
 */
public record DataName(String text, Path folder) {

    /** A file named on its own. */
    public static DataName of(Path file) {
        return new DataName(file.toString(), Path.of(""));
    }

    /** The file that this names, if it names one. */
    public Path file() {
        return folder.resolve(text);
    }

    /** The word before the colon, where that can be a scheme: at least two letters, so that no drive is one. */
    String scheme() {
        int colon = text.indexOf(':');
        return colon >= 2 && text.substring(0, colon).chars().allMatch(c -> c >= 'a' && c <= 'z')
                ? text.substring(0, colon) : "";
    }
}
