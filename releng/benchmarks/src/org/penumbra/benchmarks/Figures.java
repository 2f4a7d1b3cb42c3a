package org.penumbra.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;

/** What {@code --json FILE} writes. */
final class Figures {

    private Figures() {
    }

    /** Maps, lists, records, texts and numbers; keys in order, so that two files can be compared. */
    static void write(Path file, Object figures) throws IOException {
        new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writerWithDefaultPrettyPrinter().writeValue(file.toFile(), figures);
    }
}
