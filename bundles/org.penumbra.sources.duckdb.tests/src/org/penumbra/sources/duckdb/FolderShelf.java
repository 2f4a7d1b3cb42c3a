package org.penumbra.sources.duckdb;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.penumbra.exchange.Exporter;
import org.penumbra.testing.ExporterContract;

/** Files in a folder of the test, for a library that opens them itself. */
final class FolderShelf implements ExporterContract.Shelf {

    private final Path parent;
    private Path folder;
    private int folders;

    FolderShelf(Path parent) {
        this.parent = parent;
    }

    @Override
    public Exporter.Output output() {
        folder = parent.resolve("export" + folders++);
        return new Exporter.Output() {
            @Override
            public OutputStream open(String name) throws IOException {
                return Files.newOutputStream(Path.of(path(name)));
            }

            @Override
            public String path(String name) throws IOException {
                return Files.createDirectories(folder).resolve(name).toString();
            }
        };
    }

    @Override
    public Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    @Override
    public List<Exporter.Input> inputs(Map<String, byte[]> files) throws IOException {
        Path place = Files.createDirectory(parent.resolve("input" + folders++));
        List<Exporter.Input> inputs = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            inputs.add(input(Files.write(place.resolve(file.getKey()), file.getValue())));
        }
        return inputs;
    }

    private static Exporter.Input input(Path file) {
        return new Exporter.Input() {
            @Override
            public String name() {
                return file.toString();
            }

            @Override
            public String path() {
                return file.toString();
            }

            @Override
            public InputStream open() throws IOException {
                return Files.newInputStream(file);
            }
        };
    }
}
