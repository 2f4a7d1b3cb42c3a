package org.penumbra.lang.ide;

import org.penumbra.registry.Registry;

/** The services over texts, made once. */
final class Features {

    final Reference reference;
    final Hovers hovers;
    final Completion completion;

    Features(Registry registry) {
        this.reference = new Reference(registry);
        this.hovers = new Hovers(reference);
        this.completion = new Completion(reference, new Columns(registry));
    }
}
