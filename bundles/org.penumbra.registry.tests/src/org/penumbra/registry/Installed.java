package org.penumbra.registry;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.core.runtime.FileLocator;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** The bundles of the running framework as places on a plain class path. */
final class Installed {
    static final String GOOD = "org.penumbra.testplugins.good";
    static final String BAD = "org.penumbra.testplugins.bad";
    private static final List<String> CONTRACTS = List.of("org.penumbra.inference", "org.penumbra.distribution",
            "org.penumbra.exchange", "org.penumbra.picture", "org.penumbra.network");

    private Installed() {
    }

    static Bundle bundle(String name) {
        return Arrays.stream(FrameworkUtil.getBundle(Installed.class).getBundleContext().getBundles())
                .filter(bundle -> name.equals(bundle.getSymbolicName())).findFirst().orElseThrow();
    }

    /** A plain class path of the contract bundles and these; the contracts' classes are those of the framework. */
    static List<URL> classPath(String... bundles) {
        List<URL> urls = new ArrayList<>();
        CONTRACTS.forEach(name -> urls.addAll(places(name)));
        for (String name : bundles) {
            urls.addAll(places(name));
        }
        return urls;
    }

    static URLClassLoader loader(List<URL> urls) {
        return new URLClassLoader(urls.toArray(URL[]::new), Installed.class.getClassLoader());
    }

    /** The jar, or in a development workspace the project with its folder of classes. */
    private static List<URL> places(String name) {
        File place = FileLocator.getBundleFileLocation(bundle(name)).orElseThrow();
        Path path = place.toPath();
        return place.isFile() ? List.of(url(path))
                : List.of(url(path), url(path.resolve("bin")), url(path.resolve("target/classes")));
    }

    static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(path.toString(), impossible);
        }
    }
}
