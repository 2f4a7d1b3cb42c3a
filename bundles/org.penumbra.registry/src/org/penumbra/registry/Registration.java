package org.penumbra.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.core.runtime.IConfigurationElement;
import org.penumbra.core.Problem;

/** Reads one element of a {@code plugin.xml} and collects what is wrong with it. */
final class Registration {
    private final IConfigurationElement element;
    private final Origin origin;
    private final List<Problem> problems = new ArrayList<>();

    Registration(IConfigurationElement element, Origin origin) {
        this.element = element;
        this.origin = origin;
    }

    IConfigurationElement element() {
        return element;
    }

    Origin origin() {
        return origin;
    }

    /** Kind and name, as far as they are known. */
    String what() {
        return what(element);
    }

    static String what(IConfigurationElement element) {
        String name = element.getAttribute("name");
        return name == null ? "<" + element.getName() + ">" : element.getName() + " '" + name + "'";
    }

    /** All attributes, so that nothing is asked of the platform's registry later on. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new TreeMap<>();
        for (String name : element.getAttributeNames()) {
            attributes.put(name, element.getAttribute(name));
        }
        return attributes;
    }

    /** The attribute of this element or one inside of it; empty text, and a problem, when it is missing. */
    String required(IConfigurationElement part, String attribute) {
        String value = part.getAttribute(attribute);
        if (value == null || value.isBlank()) {
            String inside = part == element ? "" : ", <" + part.getName() + ">,";
            complain(Complaints.REGISTRATION, inside + " needs the attribute '" + attribute + "'.");
            return "";
        }
        return value.strip();
    }

    /** Adds a problem about this element; the message goes on after its kind and name. */
    void complain(String code, String rest) {
        problems.add(origin.blame(code, what() + rest));
    }

    List<Problem> problems() {
        return problems;
    }

    boolean isUsable() {
        return problems.isEmpty();
    }
}
