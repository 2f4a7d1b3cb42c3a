package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.model.Column;
import org.penumbra.model.DataBinding;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Model;
import org.penumbra.registry.Registry;

class ModelReaderTest {

    @TempDir
    Path folder;

    private Problem unreadable(Path file) {
        PenumbraException thrown = assertThrows(PenumbraException.class, () -> Scripts.READER.read(file));
        assertEquals(ExitCode.BAD_INPUT, thrown.exitCode());
        assertEquals("PEN-1000", thrown.problems().get(0).code());
        assertEquals(file.toString(), thrown.problems().get(0).location().toString());
        return thrown.problems().get(0);
    }

    @Test
    void aMissingFileOffersItsNeighbours() throws IOException {
        Files.writeString(folder.resolve("rugged.penumbra"), "");
        Problem problem = unreadable(folder.resolve("ruged.penumbra"));
        assertEquals(List.of("rugged.penumbra"), problem.candidates());
        assertTrue(problem.message().endsWith("found no such file."));
    }

    @Test
    void foldersAndOtherBytesAreNoModels() throws IOException {
        assertTrue(unreadable(folder).message().endsWith("found a folder."));
        Path bytes = Files.write(folder.resolve("b.penumbra"), new byte[] {(byte) 0xC3, (byte) 0x28});
        assertEquals("Expected UTF-8 text, found other bytes.", unreadable(bytes).message());
    }

    @Test
    void filesAreReadAsTheyAreNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.penumbra"), "model A { x ~ Norml(0, 1) }");
        assertEquals(file + ":1:15", Scripts.READER.read(file).problems().get(0).location().toString());
    }

    /** Windows line ends, a byte order mark, tabs, no text at all. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n", "// only a comment", "/** only */", "\uFEFFmodel A { x ~ Normal(0, 1) }",
        "model A {\r\n\tx ~ Normal(0, 1)\r\n}\r\n", ";"})
    void unusualButFine(String text) {
        ModelFile file = Scripts.read(text);
        assertEquals(List.of(), file.problems());
        assertFalse(file.hasErrors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "[", "f(", "a[", "!", "a ^ "})
    void nestingWithoutEndIsAProblemAndNotACrash(String open) {
        ModelFile file = Scripts.model("x = " + open.repeat(20_000));
        assertTrue(file.hasErrors());
        assertEquals(1, file.problems().size());
    }

    @Test
    void placesOfElements() {
        ModelFile file = Scripts.read("""
                model A {
                  data y : real
                  mu ~ Normal(y, 1)
                }
                infer r of A { data "x.csv" (y = column) }
                """);
        Model model = (Model) file.script().getDeclarations().get(0);
        assertEquals(new Location("test.penumbra", 1, 1), file.locations().apply(model));
        assertEquals(new Location("test.penumbra", 3, 3), file.locations().apply(model.getStatements().get(1)));
        DataBinding data = (DataBinding) ((InferDeclaration) file.script().getDeclarations().get(1)).getItems().get(0);
        Column column = data.getColumns().get(0);
        assertEquals(new Location("test.penumbra", 5, 16), file.locations().apply(column), "where it is used");
    }

    @Test
    void aRunIsNotHeldUpByAnotherOne() {
        ModelFile file = Scripts.read("""
                model A { mu ~ Normal(0, 1) }
                infer good of A { algorithm SVI() }
                infer bad of A { algorithm NUTS() }
                """);
        assertTrue(file.hasErrors());
        var all = file.script().getDeclarations();
        assertEquals(List.of(), file.errorsIn(all.subList(0, 2)));
        assertEquals(1, file.errorsIn(all.subList(2, 3)).size());
        assertEquals(1, Scripts.read("model A { } infer").errorsIn(List.of()).size(), "a syntax error is everybody's");
    }

    @Test
    void problemsComeInTheOrderOfTheText() {
        List<Location> places = Scripts.readTestData("types/shape_mismatch.penumbra").problems().stream()
                .map(Problem::location).toList();
        assertEquals(places.stream().sorted(Comparator.comparingInt(Location::line)
                .thenComparingInt(Location::column)).toList(), places);
        assertTrue(places.size() > 3);
    }

    @Test
    void namesComeFromTheRegistry() {
        ModelReader reader = new ModelReader(Registry.ofClassPath(new ClassLoader(null) { }));
        Problem problem = reader.read("model A { x ~ Normal(0, 1) } infer r of A { algorithm SVI() }", "a").problems()
                .get(1);
        assertEquals("PEN-1401", problem.code());
        assertEquals("None is installed.", problem.advice());
    }
}
