package org.penumbra.lang.ide;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.penumbra.lang.text.Word;

/** Texts to try things on. */
final class Samples {

    private static final List<String> FOLDERS = List.of("../org.penumbra.examples/models",
            "../org.penumbra.lang.tests/testdata", "../../releng/benchmarks");

    private Samples() {
    }

    /** Every model of the project, right and wrong ones. */
    static List<Path> files() {
        List<Path> all = new ArrayList<>();
        for (String folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                all.addAll(files.filter(file -> file.toString().endsWith(".penumbra")).sorted().toList());
            } catch (IOException missing) {
                throw new UncheckedIOException(missing);
            }
        }
        return all;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same words with other spaces between them. */
    static String respaced(String text, Random random) {
        StringBuilder result = new StringBuilder();
        for (Word word : Word.all(text)) {
            boolean free = word.kind() == Word.Kind.SPACE;
            result.append(!free ? word.text() : switch (random.nextInt(5)) {
                case 0 -> " ";
                case 1 -> "\n";
                case 2 -> "\n\n\n   ";
                case 3 -> "\t  ";
                default -> word.text();
            });
        }
        return result.toString();
    }
}
