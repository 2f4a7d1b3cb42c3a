package org.penumbra.inference;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The same model in other free coordinates: which of its sites are centred and which are not. What is easily found in
 * one choice may be hard in another; the posterior is the same (Papaspiliopoulos, Roberts and Skold 2007).
 */
public interface Centrings {

    /** Nothing to choose. */
    Centrings NONE = new Centrings() {
        @Override
        public List<String> sites() {
            return List.of();
        }

        @Override
        public Set<String> written() {
            return Set.of();
        }

        @Override
        public Optional<Target> with(Set<String> noncentred) {
            return Optional.empty();
        }
    };

    /** Names of the sites that can be either, in the order of the text. */
    List<String> sites();

    /** Those of them that are non-centred in the target of the run. */
    Set<String> written();

    /**
     * The model in which exactly these sites are non-centred, compiled when this is asked. Its sites are those of the
     * target of the run, in the same order, and so are the values at corresponding points; the density differs by the
     * Jacobian of the change of coordinates alone.
     *
     * @param noncentred some of {@link #sites}
     * @return empty where the model cannot be compiled so
     */
    Optional<Target> with(Set<String> noncentred);
}
