package org.penumbra.registry;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.eclipse.core.runtime.RegistryFactory;
import org.osgi.framework.BundleReference;
import org.penumbra.core.Problem;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.network.LayerCatalog;

/**
 * Everything exchangeable that is installed, by extension point and name. Looking around loads no class of any plug-in.
 *
 * <p>An extension point is read when it is first asked for and stays as it was then: a bundle that is installed later
 * is seen by a registry that is opened later. Safe for use by several threads.
 */
public final class Registry {
    private final IExtensionRegistry extensions;
    private final ClassSource classes;
    private final Complaints complaints;
    private final Map<Point, Shelf> shelves = new EnumMap<>(Point.class);
    private InstalledDistributions distributions;
    private InstalledLayers layers;

    private Registry(IExtensionRegistry extensions, ClassSource classes, Complaints complaints) {
        this.extensions = extensions;
        this.classes = classes;
        this.complaints = complaints;
    }

    /**
     * Inside OSGi what the platform's extension registry holds; else every {@code plugin.xml} on the class path that
     * this class comes from.
     */
    public static Registry open() {
        ClassLoader own = Registry.class.getClassLoader();
        return own instanceof BundleReference ? ofPlatform() : ofClassPath(own);
    }

    /** Every {@code plugin.xml} that {@code loader} sees; contributed classes come from {@code loader}. */
    public static Registry ofClassPath(ClassLoader loader) {
        Complaints complaints = new Complaints();
        return new Registry(ClassPathExtensions.read(loader, complaints),
                (contributor, className) -> Class.forName(className, false, loader), complaints);
    }

    private static Registry ofPlatform() {
        IExtensionRegistry platform = RegistryFactory.getRegistry();
        if (platform == null) {
            throw new IllegalStateException("the bundle org.eclipse.equinox.registry is not active");
        }
        return new Registry(platform, new BundleClasses(), new Complaints());
    }

    /** All usable distributions. */
    public synchronized DistributionCatalog distributions() {
        shelf(Point.DISTRIBUTIONS);
        return distributions;
    }

    /** All usable layers of networks. */
    public synchronized LayerCatalog layers() {
        shelf(Point.LAYERS);
        return layers;
    }

    /** Sorted by name, then bundle; those of one name are all there, though {@link #find} refuses them. */
    public List<Contribution> contributions(Point point) {
        return shelf(point).contributions();
    }

    /**
     * @return empty when nothing of that name is registered
     * @throws org.penumbra.core.PenumbraException (PLUGIN_FAILED) when the name is registered but cannot be used: more
     *         than once (PEN-4002), or with a registration that is wrong
     */
    public Optional<Contribution> find(Point point, String name) {
        return shelf(point).find(name);
    }

    /**
     * @throws org.penumbra.core.PenumbraException (USAGE, PEN-4001) with the nearest names when nothing of that name is
     *         registered, and like {@link #find}
     */
    public Contribution require(Point point, String name) {
        return shelf(point).require(name);
    }

    /**
     * Everything wrong with registrations, and what went wrong with classes so far; each names the bundle. Nothing in
     * here keeps the rest from working.
     */
    public List<Problem> problems() {
        for (Point point : Point.values()) {
            shelf(point);
        }
        return complaints.list();
    }

    private synchronized Shelf shelf(Point point) {
        return shelves.computeIfAbsent(point, this::read);
    }

    private Shelf read(Point point) {
        ShelfReader reader = new ShelfReader(point, classes, complaints);
        Shelf shelf = reader.read(extensions);
        if (point == Point.DISTRIBUTIONS) {
            distributions = new InstalledDistributions(shelf, reader.distributions());
        }
        if (point == Point.LAYERS) {
            layers = new InstalledLayers(shelf, reader.layers());
        }
        return shelf;
    }
}
