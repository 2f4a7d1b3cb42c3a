package org.penumbra.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataProblem;

/** A text file in UTF-8, without its byte order mark. */
final class TextFile {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {
    }

    static BufferedReader open(Path file) throws IOException {
        requireNoFolder(file);
        BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        try {
            skipByteOrderMark(reader);
        } catch (IOException unreadable) {
            reader.close();
            throw unreadable;
        }
        return reader;
    }

    /** For libraries that open it themselves. */
    static void requireFile(Path file) {
        requireNoFolder(file);
        if (!Files.exists(file)) {
            throw unreadable(file.toString(), new NoSuchFileException(file.toString()));
        }
    }

    private static void requireNoFolder(Path file) {
        if (Files.isDirectory(file)) {
            throw DataProblem.of("PEN-2502", file.toString(), "a data file is expected, this is a folder.", "");
        }
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
    }

    static PenumbraException unreadable(String file, IOException cause) {
        return switch (cause) {
            case NoSuchFileException missing -> DataProblem.of("PEN-2501", file,
                    "there is no such data file.", "A path in a model is relative to the folder of the model.");
            case AccessDeniedException denied -> DataProblem.of("PEN-2502", file,
                    "the data file may not be read.", "Check its permissions.");
            case CharacterCodingException notText -> DataProblem.of("PEN-2502", file,
                    "the data file is expected to be text in UTF-8, and is not.", "Save it as UTF-8.");
            default -> DataProblem.of("PEN-2502", file,
                    "the data file could not be read: " + cause.getMessage() + ".", "");
        };
    }
}
