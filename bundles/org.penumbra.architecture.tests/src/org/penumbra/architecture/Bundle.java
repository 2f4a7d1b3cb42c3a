package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bundle as its sources are: what the checks look at, made from the tree or, for a violation, by hand.
 *
 * @param id its symbolic name
 * @param manifest the text of its MANIFEST.MF
 * @param files everything else that is text and written by hand
 */
record Bundle(String id, String manifest, List<SourceFile> files) {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    /** A bundle that requires others and has no file. */
    static Bundle of(String id, String... required) {
        String requirement = required.length == 0 ? "" : "Require-Bundle: " + String.join(",\n ", required) + "\n";
        return new Bundle(id, "Bundle-SymbolicName: " + id + "\n" + requirement, List.of());
    }

    /** The same with one more file. */
    Bundle with(String path, String text) {
        List<SourceFile> more = new ArrayList<>(files);
        more.add(new SourceFile(path, text));
        return new Bundle(id, manifest, more);
    }

    /** The same with one more line in its manifest. */
    Bundle manifested(String line) {
        return new Bundle(id, manifest + line + "\n", files);
    }

    /** Tests, and plug-ins that exist for tests, are not shipped. */
    boolean isTest() {
        return id.endsWith(".tests") || id.startsWith("org.penumbra.testplugins.");
    }

    Optional<SourceFile> file(String path) {
        return files.stream().filter(file -> file.path().equals(path)).findFirst();
    }

    Stream<SourceFile> java() {
        return files.stream().filter(SourceFile::isJava);
    }

    /** The files that are compiled or read by the program, with the manifest. */
    Stream<SourceFile> everything() {
        return Stream.concat(Stream.of(new SourceFile("META-INF/MANIFEST.MF", manifest)), files.stream());
    }

    List<String> requiredBundles() {
        return names("Require-Bundle");
    }

    List<String> importedPackages() {
        return names("Import-Package");
    }

    List<String> exportedPackages() {
        return names("Export-Package");
    }

    /** The names in a manifest header, without their directives and attributes. */
    private List<String> names(String header) {
        Matcher value = Pattern.compile("(?m)^" + header + ": *((?:.*\\R?)(?: .*\\R?)*)").matcher(manifest);
        if (!value.find()) {
            return List.of();
        }
        String joined = QUOTED.matcher(value.group(1).replaceAll("\\R ", "")).replaceAll("");
        return Stream.of(joined.split(",")).map(clause -> clause.split(";")[0].strip())
                .filter(name -> !name.isEmpty()).toList();
    }
}
