package org.penumbra.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.core.runtime.IConfigurationElement;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Signature.Parameter;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.Support.Bound;

/** Reads the registration of a distribution: signatures, parameters, supports. Loads no class. */
final class DistributionReader {
    private final Registration registration;

    DistributionReader(Registration registration) {
        this.registration = registration;
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
        Support support = support(element);
        for (Bound bound : List.of(support.lower(), support.upper())) {
            if (bound.parameter() != null && !names.contains(bound.parameter())) {
                complain("the support " + support + " names '" + bound.parameter() + "', which is not a parameter");
            }
        }
        return new Signature(parameters, support, discrete(element, support), reference(element, "location", names),
                reference(element, "scale", names), implementation(registration.required(element, "class")));
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
        Support support = support(element);
        if (support.lower().parameter() != null || support.upper().parameter() != null) {
            complain("the support " + support + " of the parameter '" + name + "' refers to another parameter");
        }
        String documentation = element.getAttribute("documentation");
        return new Parameter(name, support, documentation == null ? "" : documentation,
                defaultValue(element.getAttribute("default"), name, support),
                Boolean.parseBoolean(element.getAttribute("vector")));
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

    private Support support(IConfigurationElement element) {
        String text = registration.required(element, "support");
        if (text.isEmpty()) {
            return Support.REAL;
        }
        try {
            return Support.parse(text);
        } catch (IllegalArgumentException wrong) {
            complain("in <" + element.getName() + ">: " + wrong.getMessage());
            return Support.REAL;
        }
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
    private Supplier<Distribution> implementation(String className) {
        Origin origin = registration.origin();
        String what = registration.what();
        return new Supplier<>() {
            private Distribution instance;

            @Override
            public synchronized Distribution get() {
                if (instance == null) {
                    instance = origin.create(what, className, Distribution.class);
                }
                return instance;
            }
        };
    }

    private void complain(String message) {
        registration.complain(Complaints.DISTRIBUTION, ": " + message + ".");
    }
}
