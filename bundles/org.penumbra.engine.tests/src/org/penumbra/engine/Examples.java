package org.penumbra.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** The shipped examples, copied from their bundle into a folder. */
final class Examples {

    private final Path folder;

    private Examples(Path folder) {
        this.folder = folder;
    }

    static Examples into(Path folder) {
        Bundle own = FrameworkUtil.getBundle(Examples.class);
        if (own == null) { // on a plain class path
            for (String name : List.of("rugged.csv", "rugged.penumbra")) {
                copy(Examples.class.getResource("/models/" + name), folder);
            }
            return new Examples(folder);
        }
        for (Bundle bundle : own.getBundleContext().getBundles()) {
            if (bundle.getSymbolicName().equals("org.penumbra.examples")) {
                Collections.list(bundle.findEntries("models", "*.*", false)).forEach(file -> copy(file, folder));
            }
        }
        return new Examples(folder);
    }

    private static void copy(URL file, Path folder) {
        try (InputStream content = file.openStream()) {
            Files.copy(content, folder.resolve(file.getPath().substring(file.getPath().lastIndexOf('/') + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }
}
