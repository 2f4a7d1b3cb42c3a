package org.penumbra.lang.ide;

import org.penumbra.lang.text.Region;

/**
 * One place where a name is written.
 *
 * @param region the name
 * @param symbol what it stands for
 * @param role what it does there
 */
record Occurrence(Region region, Symbol symbol, Role role) {

    /** What a name does at a place. */
    enum Role {
        /** Declares it. */
        DECLARES,
        /** Says something about it: draws it, observes it, assigns an element. */
        WRITES,
        /** Uses it. */
        READS
    }
}
