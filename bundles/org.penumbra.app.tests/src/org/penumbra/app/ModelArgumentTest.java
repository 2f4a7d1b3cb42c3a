package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;

class ModelArgumentTest {

    @TempDir
    Path folder;
    private ModelArgument argument;
    private Path example;

    @BeforeEach
    void install() throws IOException {
        Path models = Files.createDirectories(folder.resolve("home/bundles/org.penumbra.examples/models"));
        example = Files.writeString(models.resolve("rugged.penumbra"), "");
        Files.writeString(models.resolve("rugged.csv"), "");
        argument = new ModelArgument(Optional.of(folder.resolve("home")));
    }

    @Test
    void aBareNameIsAnExample() {
        assertEquals(example, argument.resolve("rugged"));
        assertEquals(example, argument.resolve("rugged.penumbra"));
        assertEquals(List.of("rugged"), argument.examples());
    }

    @Test
    void aFileWinsWithOrWithoutItsExtension() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.penumbra"), "");
        assertEquals(mine, argument.resolve(mine.toString()));
        assertEquals(mine, argument.resolve(folder.resolve("mine").toString()));
    }

    @Test
    void anInstallationMayKeepItsExamplesBesideTheJars() throws IOException {
        Path installed = Files.createDirectories(folder.resolve("app/examples"));
        Path model = Files.writeString(installed.resolve("schools.penumbra"), "");
        assertEquals(model, new ModelArgument(Optional.of(folder.resolve("app"))).resolve("schools"));
    }

    @Test
    void offersTheNearestExample() {
        PenumbraException missing = assertThrows(PenumbraException.class, () -> argument.resolve("ruged"));
        assertEquals(ExitCode.BAD_INPUT, missing.exitCode());
        assertEquals("ruged: error [PEN-6010] there is no such model file. Did you mean rugged? Examples: rugged.",
                missing.getMessage());
        assertEquals("a/b: error [PEN-6010] there is no such model file.", assertThrows(PenumbraException.class,
                () -> new ModelArgument(Optional.empty()).resolve("a/b")).getMessage());
    }
}
