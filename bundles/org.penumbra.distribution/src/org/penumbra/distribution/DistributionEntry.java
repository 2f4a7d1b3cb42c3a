package org.penumbra.distribution;

import java.util.List;

/**
 * What is known of a distribution without loading it.
 *
 * @param name as written in a model
 * @param documentation formula and meaning, plain text
 * @param bundle id of the bundle that contributes it
 * @param signatures the ways to write it, first is preferred when several match
 */
public record DistributionEntry(String name, String documentation, String bundle, List<Signature> signatures) {

    public DistributionEntry {
        signatures = List.copyOf(signatures);
    }
}
