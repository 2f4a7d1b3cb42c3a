package org.penumbra.doc;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The repository that these tests are part of: its pages and its sources. */
final class Repository {

    private static final String GUIDE = "bundles/org.penumbra.doc/guide";

    private final Path root;

    private Repository(Path root) {
        this.root = root;
    }

    /** The system property {@code penumbra.root}, else the nearest folder above the working directory that is one. */
    static Repository find() {
        Path start = Path.of(System.getProperty("penumbra.root", System.getProperty("user.dir"))).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("targetplatform/penumbra.target"))) {
                return new Repository(folder);
            }
        }
        throw new IllegalStateException("No source tree above " + start + ": set the system property penumbra.root.");
    }

    Path root() {
        return root;
    }

    Page page(String path) {
        return new Page(path, read(root.resolve(path)));
    }

    Page guide(String name) {
        return page(GUIDE + "/" + name);
    }

    /** README and guide. */
    List<Page> pages() {
        List<Page> pages = new ArrayList<>(List.of(page("README.md")));
        try (Stream<Path> files = Files.list(root.resolve(GUIDE))) {
            files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".md")).sorted()
                    .forEach(name -> pages.add(guide(name)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return pages;
    }

    void write(Page page) {
        try {
            Files.writeString(root.resolve(page.path()), page.text());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The Java sources that are shipped. */
    List<String> sources() {
        try (Stream<Path> files = Files.walk(root.resolve("bundles"))) {
            return files.filter(file -> file.toString().endsWith(".java")).filter(this::isShipped).map(Repository::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean isShipped(Path file) {
        Path inside = root.resolve("bundles").relativize(file);
        String bundle = inside.getName(0).toString();
        return inside.getName(1).toString().equals("src") && !bundle.endsWith(".tests")
                && !bundle.startsWith("org.penumbra.testplugins.");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
