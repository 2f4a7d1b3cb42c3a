package org.penumbra.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The worked example of every schema is a registration that works as it stands, and uses only what is declared. */
class SchemaExamplesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Point.class)
    void theExampleRegistersWithoutProblems(Point point) throws Exception {
        String example = example(schema(point));
        try (WrittenPlugins plugins = new WrittenPlugins(folder)) {
            Registry registry = plugins.with("com.example", example).registry();
            assertFalse(registry.contributions(point).isEmpty());
            assertEquals(List.of(), registry.problems());
            registry.contributions(point).forEach(one -> assertFalse(one.documentation().isBlank(), one.name()));
        }
    }

    @ParameterizedTest
    @EnumSource(Point.class)
    void theExampleUsesWhatTheSchemaDeclares(Point point) throws Exception {
        Document schema = schema(point);
        NodeList used = parse(new ByteArrayInputStream(example(schema).getBytes(StandardCharsets.UTF_8)))
                .getElementsByTagName("*");
        for (Element element : elements(used)) {
            Element declaration = elements(schema.getElementsByTagName("element")).stream()
                    .filter(declared -> declared.getAttribute("name").equals(element.getTagName())).findFirst()
                    .orElseThrow();
            Set<String> declared = elements(declaration.getElementsByTagName("attribute")).stream()
                    .map(attribute -> attribute.getAttribute("name")).collect(Collectors.toSet());
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                Node attribute = element.getAttributes().item(i);
                assertTrue(declared.contains(attribute.getNodeName()), element.getTagName() + "/" + attribute);
            }
        }
    }

    private static String example(Document schema) {
        Element section = elements(schema.getElementsByTagName("meta.section")).stream()
                .filter(candidate -> candidate.getAttribute("type").equals("examples")).findFirst().orElseThrow();
        return ((Element) section.getParentNode().getParentNode()).getElementsByTagName("pre").item(0).getTextContent();
    }

    private static Document schema(Point point) throws IOException, ParserConfigurationException, SAXException {
        int dot = point.id().lastIndexOf('.');
        String path = "schema/" + point.id().substring(dot + 1) + ".exsd";
        try (InputStream stream = Installed.bundle(point.id().substring(0, dot)).getEntry(path).openStream()) {
            return parse(stream);
        }
    }

    private static Document parse(InputStream stream) throws IOException, ParserConfigurationException, SAXException {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(stream);
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
    }
}
