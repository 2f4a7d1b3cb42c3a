package org.penumbra.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.DistributionEntry;

/** The catalogue over what is registered; its entries load an implementation only when one is used. */
record InstalledDistributions(Shelf shelf, Map<Contribution, DistributionEntry> entries)
        implements DistributionCatalog {

    /**
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED) when the name is registered but cannot be used: by
     *         two bundles, or with a registration that is wrong
     */
    @Override
    public Optional<DistributionEntry> find(String name) {
        return shelf.find(name).map(entries::get);
    }

    @Override
    public List<String> names() {
        return shelf.contributions().stream().map(Contribution::name).distinct().toList();
    }
}
