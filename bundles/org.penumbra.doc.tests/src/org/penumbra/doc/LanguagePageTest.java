package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.model.Model;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** The tables of the page on the language: each function compiles, and the distributions are the built-in ones. */
class LanguagePageTest {

    private static final Registry REGISTRY = Registry.open();
    private static final String TEXT = Repository.find().guide("language.md").text();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");
    private static final Set<String> OF_TWO = Set.of("pow", "fmod", "min", "max", "lbeta", "lchoose");

    /** Calls of every function of the table, with arguments where the table gives none. */
    static Stream<String> calls() {
        return codes(rows("| Functions | |", "`variance` and")).flatMap(code -> code.contains("(")
                ? Stream.of(code.split("(?<=\\)) ")) : Stream.of(code.split(" ")).map(LanguagePageTest::call));
    }

    private static String call(String name) {
        return name + (OF_TWO.contains(name) ? "(x, 0.5)" : Set.of("sum", "mean", "variance", "sd", "size", "length")
                .contains(name) ? "(a)" : "(x)");
    }

    private static String rows(String from, String to) {
        int start = TEXT.indexOf(from);
        return TEXT.substring(start, TEXT.indexOf(to, start));
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void functionsCompile(String call) {
        String text = "model Calls { n = 3 value = 2 x ~ Beta(2, 2) a : real[3] ~ Normal(x, 1) b = a + 1 "
                + "deterministic y = " + call + " }";
        ModelFile file = new ModelReader(REGISTRY).read(text, "calls.penumbra");
        assertEquals(List.of(), file.problems());
        new ModelCompiler(REGISTRY.distributions(), file.locations())
                .compile((Model) file.script().getDeclarations().getFirst(), Map.of());
    }

    @Test
    void thereAreFunctions() {
        assertTrue(calls().count() > 45);
    }

    @Test
    void theDistributionsAreThoseThatAreInstalled() {
        List<String> named = new ArrayList<>();
        codes(rows("| Distribution | Support |", "[Options and")).map(code -> NAME.matcher(code).results().findFirst()
                .orElseThrow().group()).filter(name -> Character.isUpperCase(name.charAt(0))).forEach(named::add);
        List<String> installed = REGISTRY.contributions(Point.DISTRIBUTIONS).stream().map(Contribution::name).toList();
        assertEquals(new TreeSet<>(installed), new TreeSet<>(named));
    }
}
