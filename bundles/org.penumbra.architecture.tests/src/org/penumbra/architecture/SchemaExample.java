package org.penumbra.architecture;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The example in a schema works: it is well formed, for this extension point, and agrees with the schema around it. */
final class SchemaExample {

    private SchemaExample() {
    }

    static void check(String place, Element schema, String section, List<String> found) {
        int from = section.indexOf("<extension");
        int to = section.lastIndexOf("</extension>");
        if (from < 0 || to < from) {
            found.add(place + ": no worked example: expected an <extension> in the section 'examples'");
            return;
        }
        try {
            Element example = Xml.parse(section.substring(from, to + "</extension>".length()));
            Element meta = Xml.all(schema, "meta.schema").getFirst();
            String point = meta.getAttribute("plugin") + "." + meta.getAttribute("id");
            if (!example.getAttribute("point").equals(point)) {
                found.add(place + ": the example extends '" + example.getAttribute("point") + "', not '" + point + "'");
            }
            agrees(place, declared(schema), example, found);
        } catch (SAXException e) {
            found.add(place + ": the example is not well formed: " + e.getMessage());
        }
    }

    /** Element name to its attributes, each with whether it is required. */
    private static Map<String, Map<String, Boolean>> declared(Element schema) {
        Map<String, Map<String, Boolean>> declared = new TreeMap<>();
        for (Element element : Xml.children(schema, "element")) {
            Map<String, Boolean> attributes = new TreeMap<>();
            Xml.all(element, "attribute").forEach(attribute -> attributes.put(attribute.getAttribute("name"),
                    attribute.getAttribute("use").equals("required")));
            declared.put(element.getAttribute("name"), attributes);
        }
        return declared;
    }

    private static void agrees(String place, Map<String, Map<String, Boolean>> declared, Element example,
            List<String> found) {
        for (Element element : Xml.all(example)) {
            Map<String, Boolean> attributes = declared.get(element.getTagName());
            if (attributes == null) {
                found.add(place + ": the example uses the undeclared element '" + element.getTagName() + "'");
                continue;
            }
            TreeSet<String> unknown = new TreeSet<>();
            for (int i = 0; i < element.getAttributes().getLength(); i++) {
                unknown.add(element.getAttributes().item(i).getNodeName());
            }
            unknown.removeAll(attributes.keySet());
            unknown.forEach(name -> found.add(place + ": the example uses the undeclared attribute '" + name + "'"));
            attributes.forEach((name, required) -> {
                if (required && !element.hasAttribute(name)) {
                    found.add(place + ": the example lacks the required attribute '" + name + "'");
                }
            });
        }
    }
}
