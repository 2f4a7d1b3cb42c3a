package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that people read, kept as files. To accept new ones, run the tests with
 * {@code -Dpenumbra.golden=<folder golden of the sources>} and look at what changed.
 */
final class Golden {

    private static final String ACCEPT = "penumbra.golden";

    private Golden() {
    }

    static void check(String name, String actual) {
        String folder = System.getProperty(ACCEPT);
        if (folder != null) {
            accept(Path.of(folder, name), actual);
        }
        assertEquals(text(name), actual, name);
    }

    /** A file beside the golden ones. */
    static String text(String name) {
        if (System.getProperty(ACCEPT) != null) {
            return read(Path.of(System.getProperty(ACCEPT), name));
        }
        try (InputStream stream = Golden.class.getResourceAsStream("golden/" + name)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no file golden/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void accept(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
