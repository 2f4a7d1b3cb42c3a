package org.penumbra.registry;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.SAXParserFactory;
import org.eclipse.core.runtime.ContributorFactorySimple;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.RegistryFactory;
import org.eclipse.core.runtime.spi.RegistryStrategy;
import org.penumbra.core.Problem;

/**
 * Fills an Equinox extension registry from the {@code plugin.xml} files of a class path, so that they are the one
 * registration there too. Only files that mention Penumbra are parsed.
 *
 * <p>As everywhere on a class path the first of two bundles with the same symbolic name counts.
 */
final class ClassPathExtensions extends RegistryStrategy {
    private final Complaints complaints;
    private final Object token = new Object();
    private final Set<String> bundles = new HashSet<>();
    private String reading;

    private ClassPathExtensions(Complaints complaints) {
        super(null, null);
        this.complaints = complaints;
    }

    static IExtensionRegistry read(ClassLoader loader, Complaints complaints) {
        ClassPathExtensions strategy = new ClassPathExtensions(complaints);
        IExtensionRegistry registry = RegistryFactory.createRegistry(strategy, strategy.token, null);
        for (URL url : strategy.files(loader)) {
            strategy.addTo(registry, url);
        }
        return registry;
    }

    private List<URL> files(ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(PluginFile.NAME));
        } catch (IOException unreadable) {
            complaints.add(unreadable("the class path", unreadable.toString()));
            return List.of();
        }
    }

    private void addTo(IExtensionRegistry registry, URL url) {
        try {
            PluginFile file = PluginFile.read(url);
            if (!file.concernsPenumbra()) {
                return;
            }
            Optional<String> bundle = file.bundle();
            if (bundle.isEmpty()) {
                complaints.add(unreadable(url.toString(), "there is no META-INF/MANIFEST.MF with a Bundle-SymbolicName"
                        + " beside it"));
            } else if (bundles.add(bundle.get())) {
                add(registry, file, bundle.get());
            } else {
                complaints.add(Problem.warning(Complaints.UNREADABLE,
                        "the bundle is on the class path twice; " + url + " is not read.").about(bundle.get()));
            }
        } catch (IOException unreadable) {
            complaints.add(unreadable(url.toString(), unreadable.toString()));
        }
    }

    private void add(IExtensionRegistry registry, PluginFile file, String bundle) throws IOException {
        reading = bundle;
        registry.addContribution(file.stream(), ContributorFactorySimple.createContributor(bundle), false,
                file.root(), file.strings(), token);
    }

    private static Problem unreadable(String origin, String reason) {
        return Problem.error(Complaints.UNREADABLE, "its plugin.xml cannot be read, so nothing of it is used: " + reason
                + ".").about(origin);
    }

    /** The parser reports here, and nowhere else, what it could not read. */
    @Override
    public void log(IStatus status) {
        for (IStatus child : status.getChildren()) {
            log(child);
        }
        if (status.getChildren().length == 0) {
            String cause = status.getException() == null ? status.getMessage() : status.getException().getMessage();
            complaints.add(unreadable(reading, cause));
        }
    }

    @Override
    public boolean cacheUse() {
        return false;
    }

    /** The parser of the JDK: looking for another one on the class path takes longer than reading the files. */
    @Override
    public SAXParserFactory getXMLParser() {
        return SAXParserFactory.newDefaultInstance();
    }
}
