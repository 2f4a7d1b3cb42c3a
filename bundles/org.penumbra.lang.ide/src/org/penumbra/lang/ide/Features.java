package org.penumbra.lang.ide;

import org.penumbra.lang.ModelReader;
import org.penumbra.registry.Registry;

/** The services over texts, made once. */
final class Features {

    final Reference reference;
    final Diagnostics diagnostics;
    final Hovers hovers;
    final Completion completion;
    final Signatures signatures;
    final QuickFixes fixes;
    final Rename rename;

    Features(Registry registry, ModelReader reader) {
        Columns columns = new Columns(registry);
        this.reference = new Reference(registry);
        this.diagnostics = new Diagnostics(new BindingCheck(columns));
        this.hovers = new Hovers(reference);
        this.completion = new Completion(reference, columns);
        this.signatures = new Signatures(reference);
        this.fixes = new QuickFixes(reference, diagnostics);
        this.rename = new Rename(reader);
    }
}
