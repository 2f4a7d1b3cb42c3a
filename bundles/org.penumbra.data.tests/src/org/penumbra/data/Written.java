package org.penumbra.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.exchange.DataSet;
import org.penumbra.registry.Registry;

/** A data file that a test writes, and what reading it says. */
record Written(Path folder) {

    /** With whatever is installed. */
    static final DataReader READER = new DataReader(Registry.open());

    DataSet read(String name, String text) {
        return Written.READER.read(file(name, text));
    }

    Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one line that a person reads, without the path of the folder. */
    String refusal(Runnable reading) {
        PenumbraException refused = assertThrows(PenumbraException.class, reading::run);
        assertEquals(ExitCode.BAD_INPUT, refused.exitCode());
        assertEquals(1, refused.problems().size());
        return refused.getMessage().replace(folder + "/", "");
    }
}
