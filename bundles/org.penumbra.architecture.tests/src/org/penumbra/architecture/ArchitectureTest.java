package org.penumbra.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks on dependencies and on what the inner rows touch find what they are for. */
class ArchitectureTest {

    private static final Bundle PLUGIN = Bundle.of("org.penumbra.guides");

    @ParameterizedTest
    @CsvSource({"core, math", "math, expression", "expression, distribution", "distribution, inference",
        "model, compiler", "guides, compiler", "guides, optimizers", "inference.svi, registry", "compiler, guides",
        "registry, data", "data, lang", "lang, session", "session, app", "app, guides", "app, examples",
        "math, nowhere"})
    void upwardAndSidewardDependenciesAreFound(String user, String used) {
        Bundle bundle = Bundle.of("org.penumbra." + user, "org.eclipse.osgi", "org.penumbra." + used);
        assertEquals(List.of("org.penumbra." + user + " must not use org.penumbra." + used),
                DependencyDirection.violations(List.of(bundle)));
    }

    @ParameterizedTest
    @CsvSource({"math, core", "distribution, expression", "compiler, model", "guides, inference", "registry, inference",
        "lang, registry", "session, compiler", "app, session"})
    void downwardDependenciesAreFine(String user, String used) {
        Bundle bundle = Bundle.of("org.penumbra." + user, "org.penumbra." + used + ";visibility:=reexport");
        assertEquals(List.of(), DependencyDirection.violations(List.of(bundle)));
    }

    @Test
    void importedPackagesCount() {
        Bundle session = Bundle.of("org.penumbra.session").manifested("Export-Package: org.penumbra.session.run");
        Bundle data = Bundle.of("org.penumbra.data")
                .manifested("Import-Package: javax.xml.parsers,\n org.penumbra.session.run;version=\"[1,2)\"");
        assertEquals(List.of("org.penumbra.data must not use org.penumbra.session"),
                DependencyDirection.violations(List.of(session, data)));
    }

    @Test
    void aBundleWithoutARowIsFound() {
        assertEquals(1, DependencyDirection.violations(List.of(Bundle.of("org.penumbra.misc"))).size());
        assertEquals(0, DependencyDirection.violations(List.of(Bundle.of("org.penumbra.misc.tests"))).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"import org.penumbra.guides.AutoNormal;", "\"org.penumbra.guides\"",
        "// as org/penumbra/guides/AutoNormal.java does"})
    void aMentionOfAPluginIsFound(String text) {
        Bundle session = Bundle.of("org.penumbra.session").with("src/A.java", text);
        assertEquals(List.of("org.penumbra.session/src/A.java names the plug-in org.penumbra.guides"),
                PluginIsolation.violations(List.of(PLUGIN, session)));
    }

    @Test
    void aPluginThatIsRequiredIsFound() {
        Bundle app = Bundle.of("org.penumbra.app", PLUGIN.id());
        assertEquals(1, PluginIsolation.violations(List.of(PLUGIN, app)).size());
    }

    @Test
    void extensionPointsAndTestsMayHaveSuchNames() {
        Bundle registry = Bundle.of("org.penumbra.registry").with("src/A.java", "\"org.penumbra.inference.guides\"");
        Bundle tests = Bundle.of("org.penumbra.session.tests", "org.penumbra.guides");
        Bundle itself = PLUGIN.with("src/A.java", "package org.penumbra.guides;");
        assertEquals(List.of(), PluginIsolation.violations(List.of(registry, tests, itself)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"import java.io.File;", "import java.io.*;", "java.nio.file.Path p;",
        "System.out.println();", "System.err.print(1);", "e.printStackTrace();", "System.nanoTime()", "Instant.now()",
        "Thread.sleep(1);",
        "import java.util.logging.Logger;", "Math.random()", "new Random(1)", "System.getProperty(x)",
        "new FileReader(x); import java.io.FileReader;"})
    void whatInnerRowsMayNotTouchIsFound(String code) {
        for (String inner : List.of("core", "math", "compiler", "guides")) {
            Bundle bundle = Bundle.of("org.penumbra." + inner).with("src/A.java", code);
            assertEquals(1, InnerRows.violations(List.of(bundle)).size(), inner);
        }
        assertEquals(List.of(), InnerRows.violations(List.of(Bundle.of("org.penumbra.data").with("src/A.java", code))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"// System.out is not for us", "/* java.io.File\n */", "String s = \"System.err \\\" x\";",
        "\"\"\"\n System.out \"quoted\" \"\"\"", "char c = '\"'; int System_out;", "import java.io.Serializable;"})
    void proseIsNoUse(String code) {
        Bundle bundle = Bundle.of("org.penumbra.math").with("src/A.java", code);
        assertEquals(List.of(), InnerRows.violations(List.of(bundle)));
    }

    @Test
    void codeAfterProseIsSeen() {
        String code = "char c = '\"'; /* \" */ System.out.print(c);";
        Bundle bundle = Bundle.of("org.penumbra.math").with("src/A.java", code);
        assertEquals(1, InnerRows.violations(List.of(bundle)).size());
    }

    @Test
    void windowsAreFound() {
        Bundle code = Bundle.of("org.penumbra.visualization").with("src/A.java", "import org.eclipse.swt.graphics.GC;");
        Bundle manifest = Bundle.of("org.penumbra.app", "org.eclipse.ui");
        Bundle pictures = Bundle.of("org.penumbra.data").with("src/A.java", "import java.awt.Graphics2D;");
        assertEquals(2, NoUserInterface.violations(List.of(code, manifest, pictures)).size());
    }
}
