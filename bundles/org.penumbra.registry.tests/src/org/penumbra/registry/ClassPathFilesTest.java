package org.penumbra.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** How files on a class path are found, named and read, and what happens when they are broken. */
class ClassPathFilesTest {
    @TempDir
    Path folder;
    private WrittenPlugins plugins;

    @BeforeEach
    void start() {
        plugins = new WrittenPlugins(folder);
    }

    @AfterEach
    void close() throws IOException {
        plugins.close();
    }

    @Test
    void readsFoldersAndJars() throws IOException {
        Registry registry = plugins.with("a.folder", WrittenPlugins.optimizer("InFolder"))
                .withJar("a.jar", WrittenPlugins.optimizer("InJar")).registry();
        List<Contribution> found = registry.contributions(Point.OPTIMIZERS);
        assertEquals(List.of("InFolder", "InJar"), found.stream().map(Contribution::name).toList());
        assertEquals(List.of("a.folder", "a.jar"), found.stream().map(Contribution::bundle).toList());
        assertEquals("Ein Schritt für β.", found.getLast().documentation());
        assertEquals(List.of(), registry.problems());
    }

    @Test
    void keepsNoJarOpen() throws IOException {
        plugins.withJar("a.jar", WrittenPlugins.optimizer("InJar")).registry();
        plugins.close();
        Path openFiles = Path.of("/proc/self/fd");
        if (Files.isDirectory(openFiles)) {
            try (var files = Files.list(openFiles)) {
                assertTrue(files.noneMatch(file -> target(file).endsWith("a.jar 1.jar")));
            }
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Test
    void aFileThatIsNotXmlCostsOnlyItself() throws IOException {
        Registry registry = plugins.withFiles("a.broken", Map.of("META-INF/MANIFEST.MF",
                WrittenPlugins.manifest("a.broken"), "plugin.xml",
                "<plugin><extension point='org.penumbra.x'></plugin>"))
                .with("b.fine", WrittenPlugins.optimizer("Fine")).registry();
        assertEquals(List.of("Fine"),
                registry.contributions(Point.OPTIMIZERS).stream().map(Contribution::name).toList());
        Problem problem = registry.problems().getFirst();
        assertEquals("PEN-4008", problem.code());
        assertEquals("a.broken", problem.origin());
        assertTrue(problem.message().contains("plugin.xml cannot be read"), problem.message());
    }

    @Test
    void aFileWithoutABundleIsReportedByItsPlace() throws IOException {
        Registry registry = plugins.withFiles("nameless",
                Map.of("plugin.xml", WrittenPlugins.plugin(WrittenPlugins.optimizer("Nameless")))).registry();
        assertEquals(List.of(), registry.contributions(Point.OPTIMIZERS));
        Problem problem = registry.problems().getFirst();
        assertEquals("PEN-4008", problem.code());
        assertTrue(problem.origin().endsWith("nameless/plugin.xml"), problem.origin());
    }

    @Test
    void theFirstOfTwoBundlesWithOneIdCounts() throws IOException {
        Registry registry = plugins.withJar("a.twice", WrittenPlugins.optimizer("First"))
                .with("a.twice", WrittenPlugins.optimizer("Second")).registry();
        assertEquals(List.of("First"),
                registry.contributions(Point.OPTIMIZERS).stream().map(Contribution::name).toList());
        assertEquals(Problem.Severity.WARNING, registry.problems().getFirst().severity());
    }

    @Test
    void filesOfOthersAreNotEvenParsed() throws IOException {
        Registry registry = plugins.withFiles("other", Map.of("plugin.xml", "neither XML nor ours")).registry();
        assertEquals(List.of(), registry.problems());
    }

    @Test
    void translatesKeys() throws IOException {
        Registry registry = plugins.withFiles("a.translated", Map.of("META-INF/MANIFEST.MF",
                WrittenPlugins.manifest("a.translated"), "plugin.properties", "what = A step.\n", "plugin.xml",
                WrittenPlugins.plugin("<extension point=\"org.penumbra.inference.optimizers\"><optimizer name=\"T\""
                        + " class=\"a.B\" documentation=\"%what\"/></extension>"))).registry();
        assertEquals("A step.", registry.require(Point.OPTIMIZERS, "T").documentation());
    }

    @Test
    void oneBundleMayNotUseANameTwice() throws IOException {
        Registry registry = plugins.with("a.same", WrittenPlugins.optimizer("Same") + WrittenPlugins.optimizer("Same"))
                .registry();
        assertEquals("error [PEN-4002] a.same: optimizer 'Same' is registered 2 times; none of them is used."
                + " Rename one of them.",
                assertThrows(PenumbraException.class, () -> registry.find(Point.OPTIMIZERS, "Same")).getMessage());
    }

    @Test
    void aUsableContributionWinsOverABrokenOneOfItsName() throws IOException {
        Registry registry = plugins.with("a.good", WrittenPlugins.optimizer("Same")).with("b.broken",
                "<extension point=\"org.penumbra.inference.optimizers\"><optimizer name=\"Same\"/></extension>")
                .registry();
        assertEquals("a.good", registry.require(Point.OPTIMIZERS, "Same").bundle());
        assertEquals("b.broken", registry.problems().getFirst().origin());
    }

    @Test
    void saysWhenNothingIsInstalled() {
        PenumbraException unknown = assertThrows(PenumbraException.class,
                () -> plugins.registry().require(Point.GUIDES, "AutoNormal"));
        assertEquals("error [PEN-4001] guide 'AutoNormal' is wanted, but no guide is installed.", unknown.getMessage());
    }

    @Test
    void listsWhatIsInstalledWhenNothingIsNear() throws IOException {
        Registry registry = plugins.with("a.b", WrittenPlugins.optimizer("Adam")).registry();
        PenumbraException unknown = assertThrows(PenumbraException.class,
                () -> registry.require(Point.OPTIMIZERS, "Xyzzy"));
        assertEquals("error [PEN-4001] there is no optimizer 'Xyzzy'. Installed: Adam.", unknown.getMessage());
    }
}
