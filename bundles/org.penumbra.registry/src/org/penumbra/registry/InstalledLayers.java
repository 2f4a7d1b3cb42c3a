package org.penumbra.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.network.LayerCatalog;
import org.penumbra.network.LayerEntry;

/** The layers that are registered; an implementation loads when its entry is asked for it. */
record InstalledLayers(Shelf shelf, Map<Contribution, LayerEntry> entries) implements LayerCatalog {

    /**
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED) when the name is registered but cannot be used: by
     *         two bundles, or with a registration that is wrong
     */
    @Override
    public Optional<LayerEntry> find(String name) {
        return shelf.find(name).map(entries::get);
    }

    @Override
    public List<String> names() {
        return shelf.contributions().stream().map(Contribution::name).distinct().toList();
    }
}
