package org.penumbra.doc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.app.InProcess;
import org.penumbra.registry.Registry;
import org.penumbra.session.Session;

/** The page on run folders names every file, column and key that a run writes, and no other. */
class RunFolderPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    /** Objects whose keys depend on what is installed. */
    private static final Set<String> OPEN = Set.of("measurements", "parts.algorithm.options");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private static Path folder;
    private static Path run;
    private static JsonNode printed;

    private final String text = Repository.find().guide("run-folder.md").text();

    @BeforeAll
    static void fit() throws IOException {
        Path model = Repository.find().root().resolve("bundles/org.penumbra.examples/models/normal_conjugate.penumbra");
        run = folder.resolve("run");
        Session session = new Session(Registry.open());
        printed = MAPPER.readTree(InProcess.run(() -> session,
                List.of("fit", model.toString(), "--quiet", "--json", "--out", run.toString())).output());
    }

    private Set<String> rows(String from, String to) {
        String section = text.substring(text.indexOf(from), to.isEmpty() ? text.length() : text.indexOf(to));
        return new TreeSet<>(ROW.matcher(section).results().map(row -> row.group(1)).toList());
    }

    @Test
    void everyFileIsNamed() throws IOException {
        try (Stream<Path> files = Files.list(run)) {
            assertEquals(rows("## The run folder", "## JSON output"),
                    new TreeSet<>(files.map(file -> file.getFileName().toString()).toList()));
        }
    }

    @Test
    void columnsAreThoseOfThePage() throws IOException {
        assertEquals("mu,lp__,log_q,weight", Files.readAllLines(run.resolve("draws.csv")).getFirst());
        assertEquals("step,objective", Files.readAllLines(run.resolve("trace.csv")).getFirst());
        assertEquals(Set.of("format", "identity", "steps", "parameters", "state"),
                keys(MAPPER.readTree(run.resolve("guide.json").toFile())).stream()
                        .map(key -> key.replaceFirst("[.].*", "")).collect(Collectors.toSet()));
        assertEquals(Files.readString(Repository.find().root()
                .resolve("bundles/org.penumbra.examples/models/normal_conjugate.penumbra")),
                Files.readString(run.resolve("model.penumbra")));
    }

    @Test
    void everyKeyOfTheOutputIsExplained() {
        assertEquals(rows("## JSON output", "## run.json"), keys(printed));
    }

    @Test
    void everyKeyOfTheFileIsExplained() throws IOException {
        Set<String> explained = rows("## JSON output", "## run.json");
        explained.addAll(rows("## run.json", ""));
        assertEquals(explained, keys(MAPPER.readTree(run.resolve("run.json").toFile())));
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        collect("", object, keys);
        return keys;
    }

    private static void collect(String prefix, JsonNode object, Set<String> keys) {
        object.properties().forEach(entry -> {
            String path = (prefix + entry.getKey()).replaceAll("^parts\\.\\w+", "parts.algorithm");
            JsonNode value = entry.getValue();
            if (value.isObject() && !OPEN.contains(path)) {
                collect(path + ".", value, keys);
            } else {
                keys.add(path);
                if (value.isArray()) {
                    value.forEach(element -> collect(path + "[].", element, keys));
                }
            }
        });
    }
}
