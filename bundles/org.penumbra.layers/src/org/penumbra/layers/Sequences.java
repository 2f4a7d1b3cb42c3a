package org.penumbra.layers;

import java.util.List;
import org.penumbra.network.LayerMisuse;

/** Checks of sequences of vectors, of shape (time, features). */
final class Sequences {

    private Sequences() {
    }

    static void require(String layer, List<Integer> shape, String what) {
        if (shape.size() != 2) {
            throw new LayerMisuse("Expected " + what + " of " + layer + " in the shape [time, features], found "
                    + Inputs.describe(shape) + ".");
        }
    }

    /** Refuses sequences of two lengths where each place looks back from its own. */
    static void requireCausal(String layer, int queries, int keys) {
        if (queries != keys) {
            throw new LayerMisuse("Expected sequences of one length for " + layer + " that is causal, found " + queries
                    + " and " + keys + " places.");
        }
    }
}
