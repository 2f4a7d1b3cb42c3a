package org.penumbra.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Opens data files; the extension says how they are written. */
public final class DataReader {

    /** What can be read, in the order in which messages name it. */
    public static final List<String> EXTENSIONS = List.of(".csv", ".tsv", ".json");

    private DataReader() {
    }

    /**
     * Reads a whole file: UTF-8, with or without a byte order mark, any line ends.
     *
     * @param file with one of the {@link #EXTENSIONS}
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2501 and up) with the place where it is wrong
     */
    public static DataSet read(Path file) {
        String extension = extension(file);
        try (BufferedReader text = TextFile.open(file)) {
            return switch (extension) {
                case ".json" -> new JsonReader(file.toString()).read(text);
                case ".tsv" -> new TableReader(file.toString(), '\t').read(text);
                default -> new TableReader(file.toString(), ',').read(text);
            };
        } catch (IOException unreadable) {
            throw TextFile.unreadable(file, unreadable);
        }
    }

    /** Whether a file is a table, which can be read a few rows at a time. */
    public static boolean isTable(Path file) {
        return !extension(file).equals(".json");
    }

    /**
     * Reads a table a few rows at a time, so that it may be larger than memory.
     *
     * @param rows at most so many in one part
     * @param part gets one part after the other, each a table of its own; tells whether to go on
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2501 and up) with the place where it is wrong
     */
    public static void readParts(Path file, int rows, Predicate<DataSet> part) {
        char delimiter = extension(file).equals(".tsv") ? '\t' : ',';
        try (BufferedReader text = TextFile.open(file)) {
            new TableReader(file.toString(), delimiter).read(text, rows, part);
        } catch (IOException unreadable) {
            throw TextFile.unreadable(file, unreadable);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.stream().filter(name::endsWith).findFirst().orElseThrow(() -> DataProblem.of("PEN-2503",
                file.toString(), "a data file ends in " + String.join(", ", EXTENSIONS) + ", this one does not.",
                "Save it in one of these formats."));
    }
}
