package org.penumbra.app;

import java.util.Collection;
import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EReference;
import org.eclipse.emf.ecore.EStructuralFeature;

/** A model element by element, one per line, indented: what the parser and the linker made of a text. */
final class ModelOutline {

    private static final EObjectName NAMES = new EObjectName();

    private final StringBuilder text = new StringBuilder();

    String of(EObject root) {
        add("", root, 0);
        return text.toString();
    }

    private void add(String role, EObject element, int depth) {
        text.append("  ".repeat(depth)).append(role).append(element.eClass().getName());
        element.eClass().getEAllAttributes().stream().filter(element::eIsSet)
                .forEach(attribute -> text.append(' ').append(attribute(element, attribute)));
        element.eClass().getEAllReferences().stream().filter(one -> !one.isContainment() && element.eIsSet(one))
                .forEach(reference -> text.append(' ').append(reference.getName()).append("->")
                        .append(NAMES.of(element.eGet(reference))));
        text.append('\n');
        element.eClass().getEAllContainments().forEach(feature -> addAll(element, feature, depth + 1));
    }

    private static String attribute(EObject element, EAttribute attribute) {
        return attribute.getName() + "=" + String.valueOf(element.eGet(attribute)).replaceAll("\\s+", " ").strip();
    }

    private void addAll(EObject element, EReference feature, int depth) {
        Object value = element.eGet(feature);
        if (value instanceof Collection<?> many) {
            many.forEach(one -> add("", (EObject) one, depth));
        } else if (value instanceof EObject one) {
            add(feature.getName() + ": ", one, depth);
        }
    }

    /** The name of what a reference points to. */
    private static final class EObjectName {
        String of(Object target) {
            if (target instanceof Collection<?> many) {
                return String.join(",", many.stream().map(this::of).toList());
            }
            EStructuralFeature name = ((EObject) target).eClass().getEStructuralFeature("name");
            return name == null ? ((EObject) target).eClass().getName() : String.valueOf(((EObject) target).eGet(name));
        }
    }
}
