package org.penumbra.lang.link;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;

/** What linking could not resolve: the element whose reference stayed empty, and the name that is written there. */
public final class Links {

    private final Map<EObject, String> unresolved = new IdentityHashMap<>();

    void unresolved(EObject element, String name) {
        unresolved.put(element, name);
    }

    /** The name that means nothing here; empty when the references of this element are resolved. */
    public Optional<String> unresolvedName(EObject element) {
        return Optional.ofNullable(unresolved.get(element));
    }
}
