package org.penumbra.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Plug-ins that a test writes, as folders or jars, and the registry that reads them beside the contracts. */
final class WrittenPlugins implements AutoCloseable {
    private final Path root;
    private final List<URL> urls = Installed.classPath();
    private URLClassLoader loader;

    WrittenPlugins(Path root) {
        this.root = root;
    }

    /** A folder whose plugin.xml has these extensions. */
    WrittenPlugins with(String bundle, String extensions) throws IOException {
        return withFiles(bundle, Map.of("META-INF/MANIFEST.MF", manifest(bundle), "plugin.xml", plugin(extensions)));
    }

    WrittenPlugins withFiles(String folder, Map<String, String> files) throws IOException {
        Path place = root.resolve(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = place.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        urls.add(Installed.url(place));
        return this;
    }

    /** The same as a jar, whose name has a space in it. */
    WrittenPlugins withJar(String bundle, String extensions) throws IOException {
        Path jar = root.resolve(bundle + " 1.jar");
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry("META-INF/MANIFEST.MF"));
            out.write(manifest(bundle).getBytes(StandardCharsets.UTF_8));
            out.putNextEntry(new JarEntry("plugin.xml"));
            out.write(plugin(extensions).getBytes(StandardCharsets.UTF_8));
        }
        urls.add(Installed.url(jar));
        return this;
    }

    static String manifest(String bundle) {
        return "Manifest-Version: 1.0\nBundle-SymbolicName: " + bundle + ";singleton:=true\n";
    }

    static String plugin(String extensions) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?eclipse version=\"3.4\"?>\n<plugin>" + extensions
                + "</plugin>\n";
    }

    static String optimizer(String name) {
        return "<extension point=\"org.penumbra.inference.optimizers\"><optimizer name=\"" + name
                + "\" class=\"a.B\" documentation=\"Ein Schritt für β.\"/></extension>";
    }

    static String distribution(String signature) {
        return "<extension point=\"org.penumbra.distribution.distributions\"><distribution name=\"D\""
                + " documentation=\"d\">" + signature + "</distribution></extension>";
    }

    Registry registry() {
        loader = Installed.loader(urls);
        return Registry.ofClassPath(loader);
    }

    @Override
    public void close() throws IOException {
        if (loader != null) {
            loader.close();
        }
    }
}
