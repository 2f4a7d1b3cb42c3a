package org.penumbra.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/** The checks on schemas, plugin.xml, metamodel and feature find what they are for. */
class RegistrationTest {

    private static final String POINT = """
            <plugin><extension-point id="guides" name="Guides" schema="schema/guides.exsd"/></plugin>""";
    private static final String SCHEMA = """
            <schema targetNamespace="org.penumbra.inference">
              <annotation><appinfo><meta.schema plugin="org.penumbra.inference" id="guides"/></appinfo>
                <documentation>Families of guides.</documentation></annotation>
              <element name="extension">
                <annotation><documentation>Registers guides.</documentation></annotation>
                <complexType><attribute name="point" use="required">
                  <annotation><documentation>This point.</documentation></annotation></attribute></complexType>
              </element>
              <element name="guide">
                <annotation><documentation>One family.</documentation></annotation>
                <complexType><attribute name="name" use="required">
                  <annotation><documentation>Its name in models.</documentation></annotation></attribute></complexType>
              </element>
              <annotation><appinfo><meta.section type="examples"/></appinfo><documentation>
                &lt;extension point="org.penumbra.inference.guides"&gt;&lt;guide name="A"/&gt;&lt;/extension&gt;
              </documentation></annotation>
              <annotation><appinfo><meta.section type="apiinfo"/></appinfo>
                <documentation>It implements GuideFamily.</documentation></annotation>
              <annotation><appinfo><meta.section type="implementation"/></appinfo>
                <documentation>AutoNormal is one.</documentation></annotation>
            </schema>""";

    private static List<String> schema(String text) {
        return SchemaDocumentation.violations(List.of(Bundle.of("org.penumbra.inference").with("plugin.xml", POINT)
                .with("schema/guides.exsd", text)));
    }

    @Test
    void aDocumentedSchemaIsFine() {
        assertEquals(List.of(), schema(SCHEMA));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Families of guides.| |the extension point itself",
        "One family.| |element 'guide'",
        "Its name in models.| |attribute 'name' of 'guide'",
        "Its name in models.|[Enter description of this attribute here]|attribute 'name' of 'guide'",
        "This point.| |attribute 'point' of 'extension'",
        "It implements GuideFamily.|[Enter API information here.]|the section 'apiinfo'",
        "AutoNormal is one.| |the section 'implementation'",
        "&lt;extension|&lt;tension|no worked example",
        "&lt;guide name=\"A\"/&gt;|&lt;guide name=\"A\"&gt;|the example is not well formed",
        "&lt;guide name=\"A\"/&gt;|&lt;guide/&gt;|the example lacks the required attribute 'name'",
        "&lt;guide name=\"A\"/&gt;|&lt;guide name=\"A\" x=\"1\"/&gt;|the example uses the undeclared attribute 'x'",
        "&lt;guide name=\"A\"/&gt;|&lt;guides/&gt;|the example uses the undeclared element 'guides'",
        "point=\"org.penumbra.inference.guides\"|point=\"guides\"|the example extends 'guides'",
        "</schema>|</schem>|is not well formed"})
    void whatIsMissingInASchemaIsFound(String present, String instead, String complaint) {
        assertTrue(SCHEMA.contains(present), present);
        List<String> found = schema(SCHEMA.replace(present, instead == null ? "" : instead));
        assertTrue(found.stream().anyMatch(line -> line.contains(complaint)), found.toString());
    }

    @Test
    void aMissingSchemaIsFound() {
        Bundle bundle = Bundle.of("org.penumbra.inference").with("plugin.xml", POINT);
        assertEquals(List.of("org.penumbra.inference/plugin.xml: extension point guides has no schema file"
                + " 'schema/guides.exsd'"), SchemaDocumentation.violations(List.of(bundle)));
    }

    @Test
    void aClassThatIsNotThereIsFound() {
        String plugin = "<plugin><extension><guide class=\"a.B\" options=\"a.B$Options\"/></extension></plugin>";
        Bundle bundle = Bundle.of("org.penumbra.guides").with("plugin.xml", plugin);
        Bundle half = bundle.with("src/a/B.java", "package a; public class B { // record Options\n}");
        Bundle whole = bundle.with("src/a/B.java", "package a; public class B { record Options() { } }");
        assertEquals(2, RegisteredClasses.violations(List.of(bundle)).size());
        assertEquals(List.of("org.penumbra.guides/plugin.xml: no source of options a.B$Options"),
                RegisteredClasses.violations(List.of(half)));
        assertEquals(List.of(), RegisteredClasses.violations(List.of(whole)));
        assertEquals(1, RegisteredClasses.violations(List.of(Bundle.of("x").with("plugin.xml", "<plugin>"))).size());
        Bundle test = Bundle.of("org.penumbra.testplugins.bad").with("plugin.xml", plugin);
        assertEquals(List.of(), RegisteredClasses.violations(List.of(test)));
    }

    @Test
    void anUndocumentedClassOfTheMetamodelIsFound() throws SAXException {
        String note = "<eAnnotations><details key=\"documentation\" value=\"A thing.\"/></eAnnotations>";
        String feature = "<eStructuralFeatures name=\"name\">%s</eStructuralFeatures>";
        String type = "<p><eClassifiers name=\"Thing\">%s%s</eClassifiers></p>";
        assertEquals(0, metamodel(type.formatted(note, feature.formatted(note))).size());
        assertEquals(List.of("m/model/a.ecore: Thing.name is not documented"),
                metamodel(type.formatted(note, feature.formatted(""))));
        assertEquals(List.of("m/model/a.ecore: Thing is not documented"), metamodel(type.formatted("", "")));
    }

    private static List<String> metamodel(String text) throws SAXException {
        return MetamodelDocumentation.violations(List.of(Bundle.of("m").with("model/a.ecore", text)));
    }

    @Test
    void whatTheFeatureLacksIsFound() throws SAXException {
        List<Bundle> bundles = List.of(Bundle.of("org.penumbra.core"), Bundle.of("org.penumbra.core.tests"),
                Bundle.of("org.penumbra.testplugins.good"), Bundle.of("org.penumbra.math"));
        String feature = "<feature><plugin id=\"org.penumbra.core\"/><plugin id=\"org.penumbra.%s\"/></feature>";
        assertEquals(List.of(), FeatureIsComplete.violations(feature.formatted("math"), bundles));
        assertEquals(List.of("feature.xml lacks the bundle org.penumbra.math",
                "feature.xml lists org.penumbra.gone, which is not a bundle to ship"),
                FeatureIsComplete.violations(feature.formatted("gone"), bundles));
    }
}
