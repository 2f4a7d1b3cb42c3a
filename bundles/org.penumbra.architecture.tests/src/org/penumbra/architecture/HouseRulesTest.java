package org.penumbra.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;

/** The checks on texts find what they are for. */
class HouseRulesTest {

    private static final String TARGET = """
            <target><dependencies>
              <dependency><groupId>org.example</groupId><artifactId>numbers-core</artifactId></dependency>
              <dependency><groupId>org.other</groupId><artifactId>org.other.thing</artifactId></dependency>
            </dependencies></target>""";

    private static List<String> file(String path, String text) {
        return HouseRules.violations(List.of(Bundle.of("org.penumbra.math").with(path, text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"// TO~DO later", "// FIX~ME", "\"/wo~rk/main\"", "Path.of(\"/t~mp/x\")", "in sha~red/data",
        "// HA~CK", "\tint x;", "int x;\r\n"})
    void whatMustNotBeWrittenIsFound(String marked) {
        assertEquals(1, file("src/A.java", marked.replace("~", "")).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThingImpl", "ThingManager", "ThingUtil", "ThingUtils", "ThingHelper", "IThing"})
    void emptyNamesAreFound(String name) {
        assertEquals(1, file("src/" + name + ".java", "").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Index", "Identity", "IRNode", "Simplex", "Managers", "Utility"})
    void namesThatSaySomethingAreFine(String name) {
        assertEquals(List.of(), file("src/" + name + ".java", "// todos, worked, and/or"));
    }

    @Test
    void longFilesAndLinesAreFound() {
        assertEquals(List.of(), file("src/A.java", "x\n".repeat(400)));
        assertEquals(1, file("src/A.java", "x\n".repeat(401)).size());
        assertEquals(List.of(), file("src/A.java", "x".repeat(120)));
        assertEquals(List.of("org.penumbra.math/src/A.java:2 is longer than 120 columns"),
                file("src/A.java", "\n" + "x".repeat(121)));
    }

    @Test
    void otherTextsAreReadToo() {
        assertEquals(1, file("plugin.xml", "<!-- FIX" + "ME -->").size());
    }

    @Test
    void librariesWithoutAWordAreFound() throws SAXException {
        assertEquals(List.of(), LibrariesExplained.violations(TARGET,
                "# X\n## Libraries\n`numbers-core`: sums. Everything of `org.other`: things.\n## Next"));
        assertEquals(List.of("README.md does not say what org.example:numbers-core is for"),
                LibrariesExplained.violations(TARGET, "## Libraries\nnumbers-core-more, org.other.thing.\n"));
        String elsewhere = "## Libraries\n\n## Next\nnumbers-core org.other";
        assertEquals(2, LibrariesExplained.violations(TARGET, elsewhere).size());
        assertEquals(1, LibrariesExplained.violations(TARGET, "numbers-core org.other").size());
    }
}
