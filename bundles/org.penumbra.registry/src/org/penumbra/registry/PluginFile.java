package org.penumbra.registry;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.jar.Manifest;

/** One {@code plugin.xml} on a class path, with what lies beside it. */
record PluginFile(URL url, String text) {
    static final String NAME = "plugin.xml";

    static PluginFile read(URL url) throws IOException {
        return new PluginFile(url, new String(bytes(url), StandardCharsets.ISO_8859_1));
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
        try (InputStream stream = open(beside("META-INF/MANIFEST.MF"))) {
            String name = new Manifest(stream).getMainAttributes().getValue("Bundle-SymbolicName");
            return Optional.ofNullable(name).map(value -> value.split(";")[0].strip());
        } catch (FileNotFoundException none) {
            return Optional.empty();
        }
    }

    /** Translations of the {@code %keys}, or null when there are none. */
    ResourceBundle strings() throws IOException {
        if (!text.contains("\"%")) {
            return null;
        }
        try (InputStream stream = open(beside("plugin.properties"))) {
            return new PropertyResourceBundle(stream);
        } catch (FileNotFoundException none) {
            return null;
        }
    }

    private URL beside(String path) throws IOException {
        String address = url.toString();
        return URI.create(address.substring(0, address.length() - NAME.length()) + path).toURL();
    }

    private static byte[] bytes(URL url) throws IOException {
        try (InputStream stream = open(url)) {
            return stream.readAllBytes();
        }
    }

    /** Without the cache of the URL handlers, which would keep the jars open for good. */
    private static InputStream open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
