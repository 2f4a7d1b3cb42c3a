package org.penumbra.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.xml.sax.SAXException;

/** The checks over the repository as it is; that each can fail is shown by the other tests of this bundle. */
class RepositoryTest {

    private static final SourceTree TREE = SourceTree.find();
    private static final List<Bundle> BUNDLES = TREE.bundles();

    @Test
    void theTreeIsReadAtAll() {
        assertTrue(BUNDLES.stream().anyMatch(bundle -> bundle.id().equals("org.penumbra.core")));
        assertTrue(BUNDLES.stream().flatMap(Bundle::java).count() > 50, "Java files are found");
        assertTrue(BUNDLES.stream().anyMatch(bundle -> bundle.requiredBundles().contains("org.penumbra.core")));
    }

    @Test
    void dependenciesPointDown() {
        assertNone(DependencyDirection.violations(BUNDLES));
    }

    @Test
    void nobodyNamesAPlugin() {
        assertNone(PluginIsolation.violations(BUNDLES));
    }

    @Test
    void innerRowsTouchNothingOutside() {
        assertNone(InnerRows.violations(BUNDLES));
    }

    @Test
    void noUserInterface() {
        assertNone(NoUserInterface.violations(BUNDLES));
    }

    @Test
    void extensionPointsAreDocumented() {
        assertNone(SchemaDocumentation.violations(BUNDLES));
    }

    @Test
    void registeredClassesExist() {
        assertNone(RegisteredClasses.violations(BUNDLES));
    }

    @Test
    void metamodelIsDocumented() throws SAXException {
        assertNone(MetamodelDocumentation.violations(BUNDLES));
    }

    @Test
    void houseRulesAreKept() {
        assertNone(HouseRules.violations(BUNDLES));
    }

    @Test
    void librariesAreExplained() throws SAXException {
        for (String target : List.of("penumbra", "workbench")) {
            assertNone(LibrariesExplained.violations(TREE.text("targetplatform/" + target + ".target"),
                    TREE.text("README.md")));
        }
    }

    @Test
    void everythingIsShipped() throws SAXException {
        Map<Boolean, List<Bundle>> windows = BUNDLES.stream()
                .collect(Collectors.partitioningBy(bundle -> Rows.isWorkbench(bundle.id())));
        assertNone(FeatureIsComplete.violations(TREE.text("features/org.penumbra.feature/feature.xml"),
                windows.get(false)));
        assertNone(FeatureIsComplete.violations(TREE.text("features/org.penumbra.ide.feature/feature.xml"),
                windows.get(true)));
    }

    private static void assertNone(List<String> violations) {
        assertEquals("", String.join("\n", violations));
    }
}
