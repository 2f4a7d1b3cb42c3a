import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** Adds further plug-ins to the bundles that Equinox starts with: {@code bundles.info} and a file with one jar a line. */
final class Install {

    public static void main(String[] arguments) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String jar : Files.readAllLines(Path.of(arguments[1]))) {
            lines.add(line(Path.of(jar)));
        }
        Files.write(Path.of(arguments[0]), lines, StandardOpenOption.APPEND);
    }

    /** {@code id,version,location,start level,auto start}, as the simple configurator reads it. */
    private static String line(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            Attributes manifest = jar.getManifest() == null ? new Attributes() : jar.getManifest().getMainAttributes();
            String name = manifest.getValue("Bundle-SymbolicName");
            if (name == null) {
                System.err.println("penumbra: " + path + " is not a plug-in: its manifest has no Bundle-SymbolicName.");
                System.exit(64);
            }
            String version = manifest.getValue("Bundle-Version");
            return String.join(",", name.split(";")[0].strip(), version == null ? "0.0.0" : version.strip(),
                    path.toUri().toString(), "4", "false");
        }
    }
}
