package org.penumbra.lang.ide;

import org.penumbra.lang.ModelReader;
import org.penumbra.registry.Registry;

/** The services over texts, made once. */
final class Features {

    final Reference reference;
    final Hovers hovers;
    final Completion completion;
    final Signatures signatures;
    final QuickFixes fixes;
    final Rename rename;

    Features(Registry registry, ModelReader reader) {
        this.reference = new Reference(registry);
        this.hovers = new Hovers(reference);
        this.completion = new Completion(reference, new Columns(registry));
        this.signatures = new Signatures(reference);
        this.fixes = new QuickFixes(reference);
        this.rename = new Rename(reader);
    }
}
