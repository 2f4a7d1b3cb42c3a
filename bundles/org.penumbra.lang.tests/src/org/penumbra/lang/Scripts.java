package org.penumbra.lang;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Scripts for tests, read with a registry in memory. */
final class Scripts {

    static final ModelReader READER = new ModelReader(new InstalledForTests());

    private Scripts() {
    }

    static ModelFile read(String text) {
        return READER.read(text, "test.penumbra");
    }

    /** The statements as a model of its own, which may be the only one of its kind that makes no sense as a whole. */
    static ModelFile model(String statements) {
        return read("model M { " + statements + " }");
    }

    static ModelFile readTestData(String path) {
        return READER.read(text(testData().resolve(path)), Path.of(path).getFileName().toString());
    }

    static Path testData() {
        return Path.of("testdata").toAbsolutePath();
    }

    static List<Path> scripts() {
        try (Stream<Path> files = Files.walk(testData())) {
            return files.filter(file -> file.toString().endsWith(".penumbra")).sorted().toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The file with the messages of a script. */
    static Path expected(Path script) {
        return script.resolveSibling(script.getFileName().toString().replace(".penumbra", ".expected"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
