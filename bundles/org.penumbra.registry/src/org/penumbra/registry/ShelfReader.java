package org.penumbra.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExtensionRegistry;
import org.penumbra.core.Problem;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.network.LayerEntry;

/** Reads what is registered at one extension point. */
final class ShelfReader {
    private final Point point;
    private final ClassSource classes;
    private final Complaints complaints;
    private final List<Contribution> usable = new ArrayList<>();
    private final Map<String, Problem> refused = new HashMap<>();
    private final Map<Contribution, DistributionEntry> distributions = new IdentityHashMap<>();
    private final Map<Contribution, LayerEntry> layers = new IdentityHashMap<>();

    ShelfReader(Point point, ClassSource classes, Complaints complaints) {
        this.point = point;
        this.classes = classes;
        this.complaints = complaints;
    }

    Shelf read(IExtensionRegistry extensions) {
        for (IConfigurationElement element : extensions.getConfigurationElementsFor(point.id())) {
            read(new Registration(element, new Origin(element.getContributor(), classes, complaints)));
        }
        return new Shelf(point, usable, refused, complaints);
    }

    /** Entries of the usable distributions; empty for any other point. */
    Map<Contribution, DistributionEntry> distributions() {
        return distributions;
    }

    /** Entries of the usable layers; empty for any other point. */
    Map<Contribution, LayerEntry> layers() {
        return layers;
    }

    private void read(Registration registration) {
        IConfigurationElement element = registration.element();
        if (!element.getName().equals(point.element())) {
            complaints.add(registration.origin().blame(Complaints.REGISTRATION, "the extension point " + point.id()
                    + " expects <" + point.element() + ">, found <" + element.getName() + ">."));
            return;
        }
        String name = registration.required(element, "name");
        Map<String, String> attributes = registration.attributes();
        DistributionEntry entry = null;
        if (point == Point.DISTRIBUTIONS) {
            entry = new DistributionReader(registration).read(name);
            firstClass(element, attributes);
        } else {
            registration.required(element, point == Point.RUNGS ? "algorithm" : "class");
        }
        LayerEntry layer = point == Point.LAYERS ? new LayerReader(registration).read(name) : null;
        if (registration.isUsable()) {
            Contribution contribution = new Contribution(point, attributes, registration.origin());
            usable.add(contribution);
            if (entry != null) {
                distributions.put(contribution, entry);
            }
            if (layer != null) {
                layers.put(contribution, layer);
            }
        } else {
            registration.problems().forEach(complaints::add);
            refused.put(name, registration.problems().getFirst());
        }
    }

    /** A distribution names its classes in its signatures; the first stands for it. */
    private static void firstClass(IConfigurationElement element, Map<String, String> attributes) {
        IConfigurationElement[] signatures = element.getChildren("signature");
        if (signatures.length > 0 && signatures[0].getAttribute("class") != null) {
            attributes.put("class", signatures[0].getAttribute("class"));
        }
    }
}
