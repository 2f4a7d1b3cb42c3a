package org.penumbra.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.core.runtime.IConfigurationElement;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Event;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Signature.Parameter;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.Support.Bound;

/** Reads the registration of a distribution: signatures, parameters, supports. Loads no class. */
final class DistributionReader {
    private final Registration registration;
    private final EventReader events;

    DistributionReader(Registration registration) {
        this.registration = registration;
        this.events = new EventReader(this::complain);
    }

    /** The entry, to be used only when the registration has no problems afterwards. */
    DistributionEntry read(String name) {
        IConfigurationElement element = registration.element();
        List<Signature> signatures = Arrays.stream(element.getChildren("signature")).map(this::signature).toList();
        if (signatures.isEmpty()) {
            registration.complain(Complaints.REGISTRATION, " needs at least one <signature>.");
        }
        String documentation = element.getAttribute("documentation");
        return new DistributionEntry(name, documentation == null ? "" : documentation, registration.origin().bundle(),
                signatures);
    }

    private Signature signature(IConfigurationElement element) {
        List<Parameter> parameters = parameters(element);
        Set<String> names = new HashSet<>(parameters.stream().map(Parameter::name).toList());
        EventReader.Domain domain = domain(element);
        Support support = domain.elements();
        for (Bound bound : List.of(support.lower(), support.upper())) {
            if (bound.parameter() != null && !names.contains(bound.parameter())) {
                complain("the support " + support + " names '" + bound.parameter() + "', which is not a parameter");
            }
        }
        boolean discrete = discrete(element, support);
        String location = reference(element, "location", names);
        String scale = reference(element, "scale", names);
        String className = registration.required(element, "class");
        if (element.getAttribute("event") != null) {
            events.requireBlocks(parameters);
            return Signature.multivariate(parameters, support, location, scale, event(element, domain, className));
        }
        if (domain.structure().isPresent()) {
            complain("the support " + domain.structure().get() + " needs an event");
        }
        events.requireScalars(parameters);
        return new Signature(parameters, support, discrete, location, scale,
                implementation(className, Distribution.class));
    }

    private Event event(IConfigurationElement element, EventReader.Domain domain, String className) {
        List<String> dims = events.dims(element.getAttribute("event"));
        events.requireAxes("the variate", domain.structure(), dims);
        return new Event(dims, domain.structure(), implementation(className, MultivariateDistribution.class));
    }

    private List<Parameter> parameters(IConfigurationElement signature) {
        List<Parameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (IConfigurationElement element : signature.getChildren("parameter")) {
            Parameter parameter = parameter(element);
            if (parameter.vector() && parameters.stream().anyMatch(Parameter::vector)) {
                complain("'" + parameter.name() + "' is a second vector; a signature has at most one");
                continue;
            }
            parameters.add(parameter);
            if (!names.add(parameter.name())) {
                complain("the parameter '" + parameter.name() + "' appears twice in one signature");
            }
        }
        return parameters;
    }

    private Parameter parameter(IConfigurationElement element) {
        String name = registration.required(element, "name");
        EventReader.Domain domain = domain(element);
        Support support = domain.elements();
        if (support.lower().parameter() != null || support.upper().parameter() != null) {
            complain("the support " + support + " of the parameter '" + name + "' refers to another parameter");
        }
        String documentation = element.getAttribute("documentation");
        List<String> dims = events.dims(element.getAttribute("dims"));
        events.requireAxes("the parameter '" + name + "'", domain.structure(), dims);
        return new Parameter(name, support, documentation == null ? "" : documentation,
                defaultValue(element.getAttribute("default"), name, support),
                Boolean.parseBoolean(element.getAttribute("vector")), dims, domain.structure());
    }

    private Double defaultValue(String text, String name, Support support) {
        if (text == null) {
            return null;
        }
        try {
            double value = Double.parseDouble(text);
            if (!support.contains(value)) {
                complain("the default " + text + " of the parameter '" + name + "' is not " + support);
            }
            return value;
        } catch (NumberFormatException notANumber) {
            complain("the default '" + text + "' of the parameter '" + name + "' is not a number");
            return null;
        }
    }

    private EventReader.Domain domain(IConfigurationElement element) {
        String text = registration.required(element, "support");
        if (!text.isEmpty()) {
            try {
                return EventReader.domain(text);
            } catch (IllegalArgumentException wrong) {
                complain("in <" + element.getName() + ">: " + wrong.getMessage());
            }
        }
        return new EventReader.Domain(Support.REAL, Optional.empty());
    }

    private boolean discrete(IConfigurationElement element, Support support) {
        String text = element.getAttribute("discrete");
        if (text != null && !text.equals(Boolean.toString(support.isDiscrete()))) {
            complain("discrete is '" + text + "', but the support " + support + " makes it "
                    + support.isDiscrete());
        }
        return support.isDiscrete();
    }

    private String reference(IConfigurationElement element, String attribute, Set<String> parameters) {
        String name = element.getAttribute(attribute);
        if (name == null) {
            return "";
        }
        if (!parameters.contains(name)) {
            complain(attribute + " is '" + name + "', which is not a parameter");
        }
        return name;
    }

    /** One instance per signature, made on first use; a failure is not kept, so that it is reported every time. */
    private <T> Supplier<T> implementation(String className, Class<T> type) {
        Origin origin = registration.origin();
        String what = registration.what();
        return new Supplier<>() {
            private T instance;

            @Override
            public synchronized T get() {
                if (instance == null) {
                    instance = origin.create(what, className, type);
                }
                return instance;
            }
        };
    }

    private void complain(String message) {
        registration.complain(Complaints.DISTRIBUTION, ": " + message + ".");
    }
}
