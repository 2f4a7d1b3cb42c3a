package org.penumbra.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.penumbra.core.Location;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** Finds the model that a person names: a file, or one of the examples that come along. */
final class ModelArgument {

    /** Folder of the installation, set by the start script. */
    private static final String HOME_PROPERTY = "penumbra.home";
    private static final List<String> EXAMPLE_FOLDERS = List.of("bundles/org.penumbra.examples/models", "examples");
    private static final String EXTENSION = ".penumbra";

    private final Optional<Path> home;

    ModelArgument() {
        this(Optional.ofNullable(System.getProperty(HOME_PROPERTY)).map(Path::of));
    }

    ModelArgument(Optional<Path> home) {
        this.home = home;
    }

    /**
     * The file itself; else the file with {@code .penumbra} added; else the example with this bare name.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-6010) when there is none
     */
    Path resolve(String text) {
        Path file = Path.of(text);
        if (Files.exists(file)) {
            return file;
        }
        Path extended = Path.of(text + EXTENSION);
        if (!text.endsWith(EXTENSION) && Files.exists(extended)) {
            return extended;
        }
        return exampleFolder().map(folder -> folder.resolve(text.endsWith(EXTENSION) ? text : text + EXTENSION))
                .filter(example -> file.getNameCount() == 1 && Files.exists(example)).map(ModelArgument::nearer)
                .orElseThrow(() -> missing(text));
    }

    private PenumbraException missing(String text) {
        List<String> examples = examples();
        return PenumbraException.badInput(Problem.error("PEN-6010", "there is no such model file.")
                .at(Location.of(text)).offering(Nearest.to(text, examples))
                .advise(examples.isEmpty() ? "" : "Examples: " + String.join(", ", examples) + "."));
    }

    /** Names of the examples that come along, sorted. */
    List<String> examples() {
        if (exampleFolder().isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(exampleFolder().get())) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(EXTENSION))
                    .map(name -> name.substring(0, name.length() - EXTENSION.length())).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    private Optional<Path> exampleFolder() {
        return home.flatMap(root -> EXAMPLE_FOLDERS.stream().map(root::resolve).filter(Files::isDirectory).findFirst());
    }

    /** The path as seen from the current folder where that is shorter: messages repeat it. */
    private static Path nearer(Path file) {
        Path here = Path.of("").toAbsolutePath();
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute) : absolute;
    }
}
