package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Every extension point has a schema, and the schema says what everything in it means, with a worked example. */
final class SchemaDocumentation {

    private static final List<String> SECTIONS = List.of("examples", "apiinfo", "implementation");
    /** What the schema editor writes before a person does, and other ways of saying nothing. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\[?(Enter|Write|Describe) .* here|\\(not yet\\)"
            + "|lorem ipsum|to be (written|documented|done)", Pattern.CASE_INSENSITIVE);

    private SchemaDocumentation() {
    }

    static List<String> violations(List<Bundle> bundles) {
        List<String> found = new ArrayList<>();
        for (Bundle bundle : bundles) {
            bundle.file("plugin.xml").ifPresent(file -> points(bundle, file, found));
            bundle.files().stream().filter(file -> file.path().endsWith(".exsd"))
                    .forEach(file -> schema(bundle.id() + "/" + file.path(), file.text(), found));
        }
        return found;
    }

    private static void points(Bundle bundle, SourceFile plugin, List<String> found) {
        try {
            for (Element point : Xml.all(Xml.parse(plugin.text()), "extension-point")) {
                String schema = point.getAttribute("schema");
                if (bundle.file(schema).isEmpty()) {
                    found.add(bundle.id() + "/plugin.xml: extension point " + point.getAttribute("id")
                            + " has no schema file '" + schema + "'");
                }
            }
        } catch (SAXException e) {
            found.add(bundle.id() + "/plugin.xml is not well formed: " + e.getMessage());
        }
    }

    private static void schema(String place, String text, List<String> found) {
        try {
            Element schema = Xml.parse(text);
            undocumented(place, schema, found);
            for (String section : SECTIONS) {
                if (isEmpty(section(schema, section))) {
                    found.add(place + ": the section '" + section + "' says nothing");
                }
            }
            SchemaExample.check(place, schema, section(schema, "examples"), found);
        } catch (SAXException e) {
            found.add(place + " is not well formed: " + e.getMessage());
        }
    }

    private static void undocumented(String place, Element schema, List<String> found) {
        if (isEmpty(documentation(schema))) {
            found.add(place + ": the extension point itself is not documented");
        }
        for (Element element : Xml.children(schema, "element")) {
            String name = element.getAttribute("name");
            if (isEmpty(documentation(element))) {
                found.add(place + ": element '" + name + "' is not documented");
            }
            Xml.all(element, "attribute").stream().filter(attribute -> isEmpty(documentation(attribute)))
                    .forEach(attribute -> found.add(place + ": attribute '" + attribute.getAttribute("name") + "' of '"
                            + name + "' is not documented"));
        }
    }

    /** The text of the first annotation right below. */
    private static String documentation(Element element) {
        return Xml.children(element, "annotation").stream().limit(1)
                .flatMap(annotation -> Xml.children(annotation, "documentation").stream()).map(Element::getTextContent)
                .findFirst().orElse("");
    }

    private static String section(Element schema, String type) {
        return Xml.children(schema, "annotation").stream()
                .filter(annotation -> Xml.all(annotation, "meta.section").stream()
                        .anyMatch(section -> section.getAttribute("type").equals(type)))
                .flatMap(annotation -> Xml.children(annotation, "documentation").stream()).map(Element::getTextContent)
                .findFirst().orElse("");
    }

    private static boolean isEmpty(String text) {
        return text.strip().length() < 3 || PLACEHOLDER.matcher(text).find();
    }
}
