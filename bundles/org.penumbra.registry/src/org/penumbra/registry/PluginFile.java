package org.penumbra.registry;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One {@code plugin.xml} on a class path, with what lies beside it.
 *
 * @param root address of the folder or jar, up to and including the last slash
 * @param text every byte as one character
 */
record PluginFile(String root, String text) {
    static final String NAME = "plugin.xml";
    private static final String JAR = "jar:file:";

    static PluginFile read(URL url) throws IOException {
        String address = url.toString();
        String root = address.substring(0, address.length() - NAME.length());
        byte[] bytes = bytes(root, NAME).orElseThrow(() -> new FileNotFoundException(address));
        return new PluginFile(root, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /**
     * Whether it can have to do with the extension points of Penumbra; the many files of the Eclipse platform have not.
     * Looked for byte by byte, before it is known to be XML: the ids are ASCII.
     */
    boolean concernsPenumbra() {
        return text.contains("org.penumbra.");
    }

    InputStream stream() {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The Bundle-SymbolicName of the MANIFEST beside it, without directives. */
    Optional<String> bundle() throws IOException {
        Optional<byte[]> manifest = bytes(root, "META-INF/MANIFEST.MF");
        if (manifest.isEmpty()) {
            return Optional.empty();
        }
        String name = new Manifest(new ByteArrayInputStream(manifest.get())).getMainAttributes()
                .getValue("Bundle-SymbolicName");
        return Optional.ofNullable(name).map(value -> value.split(";")[0].strip());
    }

    /** Translations of the {@code %keys}, or null when there are none. */
    ResourceBundle strings() throws IOException {
        Optional<byte[]> strings = text.contains("\"%") ? bytes(root, "plugin.properties") : Optional.empty();
        return strings.isEmpty() ? null : new PropertyResourceBundle(new ByteArrayInputStream(strings.get()));
    }

    /**
     * Jars are read as plain zip files: through their URL the signatures of the whole jar would be verified first,
     * which took 420 ms for 44 jars against 5 ms.
     */
    private static Optional<byte[]> bytes(String root, String path) throws IOException {
        return root.startsWith(JAR) && root.indexOf("!/") == root.length() - 2
                ? fromJar(Path.of(uri(root.substring("jar:".length(), root.length() - 2))), path)
                : fromUrl(uri(root + path).toURL());
    }

    /** Class loaders may be given locations in which blanks stand as they are; Equinox names its bundles so. */
    private static URI uri(String location) {
        return URI.create(location.replace(" ", "%20"));
    }

    private static Optional<byte[]> fromJar(Path jar, String path) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(path);
            if (entry == null) {
                return Optional.empty();
            }
            try (InputStream stream = zip.getInputStream(entry)) {
                return Optional.of(stream.readAllBytes());
            }
        }
    }

    private static Optional<byte[]> fromUrl(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (InputStream stream = connection.getInputStream()) {
            return Optional.of(stream.readAllBytes());
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }
}
