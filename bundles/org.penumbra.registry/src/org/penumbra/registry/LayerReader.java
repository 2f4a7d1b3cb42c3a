package org.penumbra.registry;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.core.runtime.IConfigurationElement;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerEntry;
import org.penumbra.network.LayerEntry.Kind;
import org.penumbra.network.LayerEntry.Parameter;
import org.penumbra.network.LayerMisuse;

/** Reads the registration of a layer: its parameters with kinds, bounds and defaults. Loads no class. */
final class LayerReader {
    private final Registration registration;

    LayerReader(Registration registration) {
        this.registration = registration;
    }

    /** The entry, to be used only when the registration has no problems afterwards. */
    LayerEntry read(String name) {
        IConfigurationElement element = registration.element();
        List<Parameter> parameters = Arrays.stream(element.getChildren("parameter")).map(this::parameter).toList();
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                complain("the parameter '" + parameter.name() + "' appears twice");
            }
            requireDefault(name, parameter);
        }
        String documentation = element.getAttribute("documentation");
        return new LayerEntry(name, documentation == null ? "" : documentation, registration.origin().bundle(),
                parameters, implementation(element.getAttribute("class")));
    }

    private void requireDefault(String layer, Parameter parameter) {
        try {
            parameter.requireDefault(layer);
        } catch (LayerMisuse wrong) {
            complain("the default is wrong. " + wrong.getMessage());
        }
    }

    private Parameter parameter(IConfigurationElement element) {
        String name = registration.required(element, "name");
        String documentation = element.getAttribute("documentation");
        String choices = element.getAttribute("choices");
        return new Parameter(name, kind(element, name), documentation == null ? "" : documentation,
                Optional.ofNullable(element.getAttribute("default")),
                bound(element, "min", Double.NEGATIVE_INFINITY), bound(element, "max", Double.POSITIVE_INFINITY),
                choices == null ? List.of() : List.of(choices.strip().split("\\s+")));
    }

    private Kind kind(IConfigurationElement element, String parameter) {
        String text = registration.required(element, "kind");
        return Arrays.stream(Kind.values()).filter(kind -> kind.toString().equals(text)).findFirst().orElseGet(() -> {
            complain("the kind of the parameter '" + parameter + "' is '" + text.toLowerCase(Locale.ROOT)
                    + "', not one of " + Arrays.toString(Kind.values()));
            return Kind.WORD;
        });
    }

    private double bound(IConfigurationElement element, String attribute, double none) {
        String text = element.getAttribute(attribute);
        try {
            return text == null ? none : Double.parseDouble(text);
        } catch (NumberFormatException notANumber) {
            complain(attribute + " is '" + text + "', which is not a number");
            return none;
        }
    }

    /** One instance, made on first use; a failure is not kept, so that it is reported every time. */
    private Supplier<Layer> implementation(String className) {
        Origin origin = registration.origin();
        String what = registration.what();
        return new Supplier<>() {
            private Layer instance;

            @Override
            public synchronized Layer get() {
                if (instance == null) {
                    instance = origin.create(what, className, Layer.class);
                }
                return instance;
            }
        };
    }

    private void complain(String message) {
        registration.complain(Complaints.LAYER, ": " + message + ".");
    }
}
