package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Every class that a plugin.xml names is in the sources of that very bundle; plug-ins for tests may be wrong. */
final class RegisteredClasses {

    private static final Set<String> ATTRIBUTES = Set.of("class", "options");

    private RegisteredClasses() {
    }

    static List<String> violations(List<Bundle> bundles) {
        List<String> found = new ArrayList<>();
        bundles.stream().filter(bundle -> !bundle.isTest()).forEach(
                bundle -> bundle.file("plugin.xml").ifPresent(file -> plugin(bundle, file, found)));
        return found;
    }

    private static void plugin(Bundle bundle, SourceFile plugin, List<String> found) {
        try {
            for (Element element : Xml.all(Xml.parse(plugin.text()))) {
                for (String attribute : ATTRIBUTES) {
                    String name = element.getAttribute(attribute);
                    if (!name.isEmpty() && !exists(bundle, name)) {
                        found.add(bundle.id() + "/plugin.xml: no source of " + attribute + " " + name);
                    }
                }
            }
        } catch (SAXException e) {
            found.add(bundle.id() + "/plugin.xml is not well formed: " + e.getMessage());
        }
    }

    /** What a workflow generates is not there before the build; the compiler sees to that. */
    private static boolean exists(Bundle bundle, String className) {
        String[] parts = className.split("\\$");
        String path = parts[0].replace('.', '/') + ".java";
        boolean generated = bundle.file("generate.mwe2").isPresent()
                && bundle.files().stream().noneMatch(file -> file.path().equals("src/" + path));
        return generated || bundle.file("src/" + path).filter(file -> declares(file, parts)).isPresent();
    }

    private static boolean declares(SourceFile file, String[] parts) {
        String last = parts[parts.length - 1];
        return Pattern.compile("\\b(class|record|enum|interface)\\s+" + Pattern.quote(last.substring(
                last.lastIndexOf('.') + 1)) + "\\b").matcher(file.code()).find();
    }
}
