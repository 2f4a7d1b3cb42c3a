import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/**
 * Makes the runnable application out of the materialised product: {@code plugins/} with the jars, {@code configuration/}
 * for Equinox, and {@code classpath}, the names of the jars in the order of the plain class path.
 *
 * <p>The jars lose their signatures on the way, because the ahead-of-time cache takes no class from a signed jar; their
 * oldest classes are brought to a version that it takes; and they are stored uncompressed, because they are read at
 * every start.
 */
final class Assemble {

    private static final String TRAINING = "training.jar";

    public static void main(String[] arguments) throws IOException {
        Path product = Path.of(arguments[0]);
        Path application = Path.of(arguments[1]);
        delete(application);
        Files.createDirectories(application.resolve("plugins"));
        List<Path> jars = list(product.resolve("plugins"), ".jar");
        Modernizer modernizer = new Modernizer(jars);
        for (Path jar : jars) {
            copyUnsigned(jar, application.resolve("plugins").resolve(jar.getFileName()), modernizer);
        }
        copyConfiguration(product.resolve("configuration"), application.resolve("configuration"));
        compileTraining(Path.of(arguments[2]), application.resolve("plugins").resolve(TRAINING));
        Stream<String> classPath = jars.stream().map(jar -> jar.getFileName().toString())
                .filter(Assemble::onClassPath).sorted(OURS_FIRST);
        Files.write(application.resolve("classpath"), Stream.concat(classPath, Stream.of(TRAINING)).toList());
        System.out.println("assembled " + jars.size() + " jars in " + application);
    }

    /** What is looked for most often comes first; by name, so that the order is the same in every build. */
    private static final Comparator<String> OURS_FIRST = Comparator
            .comparing((String name) -> !name.startsWith("org.penumbra.")).thenComparing(Comparator.naturalOrder());

    /** These two start Equinox and nothing else. */
    private static boolean onClassPath(String jar) {
        return !jar.startsWith("org.eclipse.equinox.launcher") && !jar.startsWith("org.eclipse.equinox.simpleconfigurator");
    }

    private static void copyUnsigned(Path from, Path to, Modernizer modernizer) throws IOException {
        try (JarFile jar = new JarFile(from.toFile(), false);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(to))) {
            Manifest manifest = jar.getManifest();
            if (manifest != null) {
                withoutDigests(manifest);
                JarEntry entry = new JarEntry(JarFile.MANIFEST_NAME);
                out.putNextEntry(entry);
                manifest.write(out);
                out.closeEntry();
            }
            for (JarEntry entry : jar.stream().filter(entry -> !isManifestOrSignature(entry.getName())
                    && !isOfAnotherPlatform(entry.getName())).toList()) {
                copyStored(entry, modernizer.convert(entry.getName(), read(jar, entry)), out);
            }
        }
    }

    /** DuckDB carries its native library for every platform, 200 MB; the application runs on this one. */
    private static boolean isOfAnotherPlatform(String name) {
        return name.startsWith("libduckdb_java.so_") && !name.equals("libduckdb_java.so_linux_amd64");
    }

    private static byte[] read(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }

    private static void copyStored(JarEntry entry, byte[] content, JarOutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        JarEntry stored = new JarEntry(entry.getName());
        stored.setTime(entry.getTime());
        stored.setMethod(ZipEntry.STORED);
        stored.setSize(content.length);
        stored.setCrc(crc.getValue());
        out.putNextEntry(stored);
        out.write(content);
        out.closeEntry();
    }

    private static boolean isManifestOrSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals(JarFile.MANIFEST_NAME) || upper.startsWith("META-INF/") && upper.indexOf('/', 9) < 0
                && (upper.endsWith(".SF") || upper.endsWith(".RSA") || upper.endsWith(".DSA") || upper.endsWith(".EC"));
    }

    private static void withoutDigests(Manifest manifest) {
        for (Attributes section : manifest.getEntries().values()) {
            section.keySet().removeIf(key -> key.toString().toUpperCase(Locale.ROOT).contains("-DIGEST"));
        }
        manifest.getEntries().values().removeIf(Attributes::isEmpty);
    }

    private static void compileTraining(Path source, Path jar) throws IOException {
        Path classes = Files.createTempDirectory("training");
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(),
                source.toString());
        if (failed != 0) {
            throw new IOException(source + " does not compile");
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("Training.class"));
            Files.copy(classes.resolve("Training.class"), out);
            out.closeEntry();
        }
        delete(classes);
    }

    /** Only what the start needs: the director leaves a log and its own data beside it. */
    private static void copyConfiguration(Path from, Path to) throws IOException {
        Path bundles = Path.of("org.eclipse.equinox.simpleconfigurator", "bundles.info");
        Files.createDirectories(to.resolve(bundles).getParent());
        Files.copy(from.resolve(bundles), to.resolve(bundles));
        Files.copy(from.resolve("config.ini"), to.resolve("config.ini"));
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
