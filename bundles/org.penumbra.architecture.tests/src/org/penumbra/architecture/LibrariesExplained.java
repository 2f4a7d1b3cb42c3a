package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** Every library that the target platform names is explained in the section "Libraries" of the README. */
final class LibrariesExplained {

    private static final Pattern SECTION = Pattern.compile("(?ms)^#+ Libraries\\b.*?$(.*?)(?=^#+ |\\z)");

    private LibrariesExplained() {
    }

    /** An explanation names the artifact, or the whole group that it is from. */
    static List<String> violations(String target, String readme) throws SAXException {
        Matcher section = SECTION.matcher(readme);
        if (!section.find()) {
            return List.of("README.md has no section 'Libraries'");
        }
        List<String> found = new ArrayList<>();
        for (Element dependency : Xml.all(Xml.parse(target), "dependency")) {
            String artifact = text(dependency, "artifactId");
            String group = text(dependency, "groupId");
            if (!names(section.group(1), artifact) && !names(section.group(1), group)) {
                found.add("README.md does not say what " + group + ":" + artifact + " is for");
            }
        }
        return found;
    }

    private static boolean names(String text, String name) {
        return Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-]|\\.\\w)").matcher(text).find();
    }

    private static String text(Element dependency, String child) {
        return Xml.children(dependency, child).getFirst().getTextContent().strip();
    }
}
