package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The list of what is shipped, in a feature, has every bundle of its part that is not for tests, and no other. */
final class FeatureIsComplete {

    private FeatureIsComplete() {
    }

    static List<String> violations(String feature, List<Bundle> bundles) throws SAXException {
        List<String> listed = Xml.children(Xml.parse(feature), "plugin").stream()
                .map((Element plugin) -> plugin.getAttribute("id")).toList();
        List<String> shipped = bundles.stream().filter(bundle -> !bundle.isTest()).map(Bundle::id).toList();
        List<String> found = new ArrayList<>();
        shipped.stream().filter(id -> !listed.contains(id))
                .forEach(id -> found.add("feature.xml lacks the bundle " + id));
        listed.stream().filter(id -> !shipped.contains(id))
                .forEach(id -> found.add("feature.xml lists " + id + ", which is not a bundle to ship"));
        return found;
    }
}
