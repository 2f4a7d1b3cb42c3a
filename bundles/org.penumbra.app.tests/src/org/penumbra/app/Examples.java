package org.penumbra.app;

import java.nio.file.Files;
import java.nio.file.Path;

/** The examples in the source tree above the folder where tests run. */
final class Examples {

    private Examples() {
    }

    static Path model(String name) {
        for (Path root = Path.of("").toAbsolutePath(); root != null; root = root.getParent()) {
            Path model = root.resolve("bundles/org.penumbra.examples/models/" + name + ".penumbra");
            if (Files.exists(model)) {
                return model;
            }
        }
        throw new IllegalStateException("no example " + name + " above " + Path.of("").toAbsolutePath());
    }
}
