package org.penumbra.formats;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penumbra.exchange.Exporter;
import org.penumbra.testing.ExporterContract;

/** Files in memory. */
final class MemoryShelf implements ExporterContract.Shelf {

    private Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    @Override
    public Exporter.Output output() {
        written = new TreeMap<>();
        return new Exporter.Output() {
            @Override
            public OutputStream open(String name) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                if (written.put(name, bytes) != null) {
                    throw new IOException(name + " is there already");
                }
                return bytes;
            }

            @Override
            public String path(String name) {
                throw new IllegalStateException("text formats write to the stream that they are handed");
            }
        };
    }

    @Override
    public Map<String, byte[]> files() {
        Map<String, byte[]> files = new TreeMap<>();
        written.forEach((name, bytes) -> files.put(name, bytes.toByteArray()));
        return files;
    }

    /** The text of one file. */
    String text(String name) {
        return new String(files().get(name), StandardCharsets.UTF_8);
    }

    @Override
    public List<Exporter.Input> inputs(Map<String, byte[]> files) {
        return new TreeMap<>(files).entrySet().stream().map(file -> input(file.getKey(), file.getValue())).toList();
    }

    static Exporter.Input input(String name, String text) {
        return input(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Exporter.Input input(String name, byte[] bytes) {
        return new Exporter.Input() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String path() {
                throw new IllegalStateException("text formats read the stream that they are handed");
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(bytes);
            }
        };
    }
}
