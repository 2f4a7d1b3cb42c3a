package org.penumbra.network;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The layers that are installed, by the name written in networks. */
public interface LayerCatalog {

    /** No layers. */
    LayerCatalog NONE = new LayerCatalog() {
        @Override
        public Optional<LayerEntry> find(String name) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }
    };

    /** @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED) when it is registered but cannot be used */
    Optional<LayerEntry> find(String name);

    /** All names, sorted. */
    Collection<String> names();
}
