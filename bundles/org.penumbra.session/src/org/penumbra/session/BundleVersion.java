package org.penumbra.session;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.util.jar.Manifest;

/** The version of the bundle that a class comes from, in OSGi and on a plain class path. */
public final class BundleVersion {

    private static final String UNKNOWN = "unknown";

    private BundleVersion() {
    }

    /** {@code Bundle-Version} of the MANIFEST beside the class; {@code unknown} when there is none. */
    public static String of(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        URL location = type.getResource(path.substring(path.lastIndexOf('/') + 1));
        if (location == null || !location.toString().endsWith(path)) {
            return UNKNOWN;
        }
        String root = location.toString().substring(0, location.toString().length() - path.length());
        try (InputStream manifest = URI.create(root + "META-INF/MANIFEST.MF").toURL().openStream()) {
            String version = new Manifest(manifest).getMainAttributes().getValue("Bundle-Version");
            return version == null ? UNKNOWN : version.replace(".qualifier", "");
        } catch (IOException notThere) {
            return UNKNOWN;
        }
    }
}
