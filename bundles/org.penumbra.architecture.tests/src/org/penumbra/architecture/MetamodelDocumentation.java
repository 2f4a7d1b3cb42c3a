package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Every class and every feature of a metamodel says what it means. */
final class MetamodelDocumentation {

    private MetamodelDocumentation() {
    }

    static List<String> violations(List<Bundle> bundles) throws SAXException {
        List<String> found = new ArrayList<>();
        for (Bundle bundle : bundles) {
            for (SourceFile file : bundle.files()) {
                if (file.path().endsWith(".ecore")) {
                    ecore(bundle.id() + "/" + file.path(), Xml.parse(file.text()), found);
                }
            }
        }
        return found;
    }

    private static void ecore(String place, Element root, List<String> found) {
        for (Element classifier : Xml.all(root, "eClassifiers")) {
            String name = classifier.getAttribute("name");
            if (!isDocumented(classifier)) {
                found.add(place + ": " + name + " is not documented");
            }
            Xml.children(classifier, "eStructuralFeatures").stream().filter(feature -> !isDocumented(feature))
                    .map(feature -> name + "." + feature.getAttribute("name"))
                    .forEach(feature -> found.add(place + ": " + feature + " is not documented"));
        }
    }

    private static boolean isDocumented(Element element) {
        return Xml.children(element, "eAnnotations").stream()
                .flatMap(annotation -> Xml.children(annotation, "details").stream())
                .anyMatch(detail -> detail.getAttribute("key").equals("documentation")
                        && detail.getAttribute("value").strip().length() > 3);
    }
}
