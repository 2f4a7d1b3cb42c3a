package org.penumbra.doc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Distribution;
import org.penumbra.exchange.Source;
import org.penumbra.expression.Expr;
import org.penumbra.inference.Guide;
import org.penumbra.math.RandomStream;
import org.penumbra.network.Layer;
import org.penumbra.picture.Visualizer;
import org.penumbra.registry.Contribution;
import org.penumbra.registry.Point;
import org.penumbra.registry.Registry;

/** A plug-in that was made as a page says: compiled against the contracts alone and packed into a jar. */
final class BuiltPlugin {

    /** One class of each bundle that a plug-in is compiled against. */
    private static final List<Class<?>> CONTRACTS = List.of(Guide.class, Distribution.class, Expr.class,
            RandomStream.class, Problem.class, Source.class, Visualizer.class, Layer.class);

    private final Map<String, String> files;
    private final Path folder;

    /**
     * @param files sources, {@code plugin.xml} and {@code META-INF/MANIFEST.MF} by path
     * @param folder to build in; need not exist
     */
    BuiltPlugin(Map<String, String> files, Path folder) {
        this.files = files;
        this.folder = folder;
    }

    /** What is installed on a plain class path of the built-in plug-ins and this one. */
    Registry installed() {
        try {
            return Registry.ofClassPath(new PluginLoader(pack(compile()).toUri().toURL(), builtIn()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Path compile() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<Path> sources = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().endsWith(".java")) {
                Path source = folder.resolve(file.getKey());
                Files.createDirectories(source.getParent());
                sources.add(Files.writeString(source, file.getValue()));
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Iterable<? extends JavaFileObject> units = manager.getJavaFileObjectsFromPaths(sources);
            List<String> options = List.of("-Xlint:all", "-Werror", "-proc:none", "-d", classes.toString(), "-cp",
                    CONTRACTS.stream().map(BuiltPlugin::place).map(Path::toString)
                            .collect(Collectors.joining(System.getProperty("path.separator"))));
            if (!compiler.getTask(messages, manager, null, options, null, units).call()) {
                throw new IllegalStateException("the sources of the page do not compile:\n" + messages);
            }
        }
        return classes;
    }

    private Path pack(Path classes) throws IOException {
        Path jar = folder.resolve("parts.jar");
        Manifest manifest = new Manifest(new ByteArrayInputStream(
                files.get("META-INF/MANIFEST.MF").getBytes(StandardCharsets.UTF_8)));
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                Stream<Path> compiled = Files.walk(classes)) {
            entries.putNextEntry(new JarEntry("plugin.xml"));
            entries.write(files.get("plugin.xml").getBytes(StandardCharsets.UTF_8));
            for (Path file : compiled.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
            }
        }
        return jar;
    }

    /** One class of each bundle that contributes to the extension points. */
    private static List<Class<?>> builtIn() {
        Registry registry = Registry.open();
        Map<Path, Class<?>> bundles = new LinkedHashMap<>();
        for (Point point : Point.values()) {
            for (Contribution part : registry.contributions(point)) {
                if (point == Point.RUNGS) {
                    continue; // A rung has no class.
                }
                Class<?> type = part.create(Object.class).getClass();
                bundles.putIfAbsent(place(type), type);
            }
        }
        return List.copyOf(bundles.values());
    }

    private static Path place(Class<?> type) {
        // Not as a URI: Equinox leaves blanks in the location as they are.
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    /**
     * Sees the registrations of the jar, the contracts and the built-in plug-ins; classes of the last two are those
     * that run already.
     */
    private static final class PluginLoader extends URLClassLoader {

        private final List<Class<?>> builtIn;
        private final URLClassLoader registrations;

        PluginLoader(URL jar, List<Class<?>> builtIn) {
            super(new URL[] {jar}, BuiltPlugin.class.getClassLoader());
            this.builtIn = builtIn;
            this.registrations = new URLClassLoader(Stream.concat(CONTRACTS.stream(), builtIn.stream())
                    .map(type -> type.getProtectionDomain().getCodeSource().getLocation()).toArray(URL[]::new), null);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            List<URL> found = Collections.list(findResources(name));
            found.addAll(Collections.list(registrations.findResources(name)));
            return Collections.enumeration(found);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            for (Class<?> known : builtIn) {
                if (name.startsWith(known.getPackageName() + ".")) {
                    return known.getClassLoader().loadClass(name);
                }
            }
            return super.findClass(name);
        }
    }
}
