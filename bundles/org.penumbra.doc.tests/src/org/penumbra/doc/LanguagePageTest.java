package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.InstalledParts;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.core.PenumbraException;
import org.penumbra.lang.FunctionReference;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.model.Model;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** The tables of the page on the language: each function compiles, and the distributions are the built-in ones. */
class LanguagePageTest {

    private static final Registry REGISTRY = Registry.open();
    private static final InstalledParts PARTS = new InstalledParts(REGISTRY.distributions(), REGISTRY.layers());
    private static final String TEXT = Repository.find().guide("language.md").text();
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final String FIRST_TABLE = "| Powers and logarithms | |";
    private static final String AFTER_TABLES = "Arguments of these functions are";
    private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");
    private static final Pattern ARGUMENT = Pattern.compile("(\\w+)(\\[[^\\]]*])?");
    /** A value for an argument with these axes; all lengths that must agree are 3. */
    private static final Map<String, String> VALUES = Map.of("[n]", "a", "[m]", "c", "[n, n]", "S", "[n, k]", "X",
            "[n, m]", "X", "[n, d]", "X", "[m, d]", "X");
    private static final String LATER = "## Parsed but not compiled yet";

    /** A call for every way to write each function. */
    static Stream<String> calls() {
        return FunctionReference.all().stream().filter(function -> !function.name().equals("Dense"))
                .flatMap(function -> function.forms().stream().map(form -> call(function.name(), form)));
    }

    private static String call(String name, String form) {
        if (name.startsWith("ode")) {
            return name + "(decay, a, 0, [1, 2], a)";
        }
        String arguments = form.substring(form.indexOf('(') + 1, form.lastIndexOf(')')).replace(", ...", "");
        return ARGUMENT.matcher(arguments).results().map(argument -> argument.group(2) != null
                ? VALUES.get(argument.group(2)) : argument.group(1).equals("n") ? "3" : "x")
                .collect(Collectors.joining(", ", name + "(", ")"));
    }

    private static String rows(String from, String to) {
        int start = TEXT.indexOf(from);
        return TEXT.substring(start, TEXT.indexOf(to, start));
    }

    private static Stream<String> codes(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1));
    }

    /** Those that the page says are not compiled yet may be refused, with the code for it. */
    @ParameterizedTest
    @MethodSource("calls")
    void functionsCompile(String call) {
        String text = "function decay(t : real, u : real[3], p : real[3]) : real[3] = -u * p "
                + "model Calls { x ~ Beta(2, 2) a : real[3] ~ Normal(x, 1) c : real[2] ~ Normal(x, 1) "
                + "S = [[2, 0.5, x], [0.5, 2, 0], [x, 0, 2]] X = [[x, 1], [2, 3], [4, 5]] "
                + "deterministic y = " + call + " }";
        ModelFile file = new ModelReader(REGISTRY).read(text, "calls.penumbra");
        assertEquals(List.of(), file.problems());
        try {
            new ModelCompiler(PARTS, file.locations())
                    .compile((Model) file.script().getDeclarations().get(1), Map.of());
        } catch (PenumbraException refused) {
            assertTrue(codes(TEXT.substring(TEXT.indexOf(LATER))).flatMap(code -> Stream.of(code.split(" ")))
                    .anyMatch(call.substring(0, call.indexOf('('))::equals), refused::getMessage);
        }
    }

    @Test
    void thereAreFunctions() {
        assertTrue(calls().count() > 100);
    }

    /** The tables of functions are what the language knows of them. */
    @Test
    void theFunctionsAreThoseOfTheLanguage() {
        Repository repository = Repository.find();
        Page found = repository.guide("language.md");
        int from = TEXT.indexOf(FIRST_TABLE);
        int to = TEXT.indexOf(AFTER_TABLES, from);
        new Golden(repository).check(found,
                new Page(found.path(), TEXT.substring(0, from) + tables() + TEXT.substring(to)));
    }

    private static String tables() {
        StringBuilder text = new StringBuilder();
        String group = "";
        for (FunctionReference.Entry function : FunctionReference.all()) {
            if (!function.group().equals(group)) {
                group = function.group();
                text.append(text.isEmpty() ? "" : "\n").append("| ").append(group).append(" | |\n|---|---|\n");
            }
            text.append("| `").append(String.join("`, `", function.forms())).append("` | ")
                    .append(function.documentation()).append(" |\n");
        }
        return text.append('\n').toString();
    }

    @Test
    void theDistributionsAreThoseThatAreInstalled() {
        List<String> named = new ArrayList<>();
        String vectors = rows("| Distribution | Draws |", "A `MultivariateNormal` takes");
        codes(rows("| Distribution | Support |", "[Options and") + vectors)
                .map(code -> NAME.matcher(code).results().findFirst().orElseThrow().group())
                .filter(name -> Character.isUpperCase(name.charAt(0))).forEach(named::add);
        List<String> installed = REGISTRY.contributions(Point.DISTRIBUTIONS).stream().map(Contribution::name).toList();
        assertEquals(new TreeSet<>(installed), new TreeSet<>(named));
    }
}
