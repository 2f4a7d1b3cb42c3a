package org.penumbra.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** The shipped examples, copied from their bundle into a folder. */
final class Examples {

    private final Path folder;

    private Examples(Path folder) {
        this.folder = folder;
    }

    static Examples into(Path folder) {
        for (Bundle bundle : FrameworkUtil.getBundle(Examples.class).getBundleContext().getBundles()) {
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
