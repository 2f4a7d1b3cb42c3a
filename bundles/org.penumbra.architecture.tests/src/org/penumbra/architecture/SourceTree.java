package org.penumbra.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The repository that these tests are part of. */
final class SourceTree {

    private static final Set<String> TEXTS = Set.of("java", "xml", "xtext", "mwe2", "exsd", "ecore", "properties", "md",
            "penumbra");
    /** Folders of a bundle that are generated, or written by the build. */
    private static final Set<String> SKIPPED = Set.of("target", "bin", "emf-gen", "src-gen", "xtend-gen", "META-INF");

    private final Path root;

    private SourceTree(Path root) {
        this.root = root;
    }

    /** The system property {@code penumbra.root}, else the nearest folder above the working directory that has one. */
    static SourceTree find() {
        Path start = Path.of(System.getProperty("penumbra.root", System.getProperty("user.dir"))).toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("targetplatform/penumbra.target"))) {
                return new SourceTree(folder);
            }
        }
        throw new IllegalStateException("No source tree above " + start + ": set the system property penumbra.root.");
    }

    /** The text of a file of the repository; empty when it is not there. */
    String text(String path) {
        Path file = root.resolve(path);
        return Files.exists(file) ? read(file) : "";
    }

    /** Every bundle, tests included. */
    List<Bundle> bundles() {
        try (Stream<Path> folders = Files.list(root.resolve("bundles"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("META-INF/MANIFEST.MF"))).sorted()
                    .map(SourceTree::bundle).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Bundle bundle(Path folder) {
        List<SourceFile> files = new ArrayList<>();
        collect(folder, folder, files);
        return new Bundle(folder.getFileName().toString(), read(folder.resolve("META-INF/MANIFEST.MF")),
                List.copyOf(files));
    }

    private static void collect(Path bundle, Path folder, List<SourceFile> files) {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry)) {
                    if (!folder.equals(bundle) || !SKIPPED.contains(name)) {
                        collect(bundle, entry, files);
                    }
                } else if (!name.startsWith(".") && TEXTS.contains(name.substring(name.lastIndexOf('.') + 1))) {
                    files.add(new SourceFile(bundle.relativize(entry).toString().replace('\\', '/'), read(entry)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
