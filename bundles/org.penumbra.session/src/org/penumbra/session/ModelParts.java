package org.penumbra.session;

import org.penumbra.compiler.InstalledParts;
import org.penumbra.registry.Registry;

/** What is installed that models may name. */
final class ModelParts {

    private ModelParts() {
    }

    static InstalledParts of(Registry registry) {
        return new InstalledParts(registry.distributions(), registry.layers());
    }
}
