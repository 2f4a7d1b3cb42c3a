package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Nearest;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.Distributions.Resolved;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.ListLiteral;
import org.penumbra.model.PenumbraPackage;

/** Distributions that take distributions, beside {@code Truncated}: what they take, and what they draw. */
final class Combinators {

    private static final String DISTRIBUTION = "distribution";
    private static final String COMPONENTS = "components";
    private static final String FUNCTION = "function";
    private static final Signature.Parameter WEIGHTS =
            new Signature.Parameter("weights", Support.NONNEGATIVE, "Weights.", null, true);
    private static final Signature.Parameter LOGITS =
            new Signature.Parameter("logits", Support.REAL, "Logarithms of weights.", null, true);

    /**
     * @param slots ways to write it; what may be missing ends in a question mark
     * @param example a call that is right
     */
    private record Form(List<List<String>> slots, String example) {
    }

    private static final Map<String, Form> FORMS = new TreeMap<>(Map.of(
            "Mixture", new Form(List.of(List.of("weights", COMPONENTS), List.of("logits", COMPONENTS)),
                    "Mixture([0.3, 0.7], [Normal(0, 1), StudentT(4, 0, 2)])"),
            "MixtureSameFamily", new Form(List.of(List.of("weights", DISTRIBUTION), List.of("logits", DISTRIBUTION)),
                    "MixtureSameFamily([0.3, 0.7], Normal([0, 2], 1))"),
            "ZeroInflated", new Form(List.of(List.of("gate", DISTRIBUTION), List.of("logits", DISTRIBUTION)),
                    "ZeroInflated(0.2, Poisson(3))"),
            "Censored", new Form(List.of(List.of(DISTRIBUTION, "min?", "max?")), "Censored(Normal(0, 1), max = 2)"),
            "Transformed", new Form(List.of(List.of(DISTRIBUTION, FUNCTION)), "Transformed(Normal(0, 1), exp)"),
            "Ordered", new Form(List.of(List.of(DISTRIBUTION)), "Ordered(Normal(0, 1))"),
            "Masked", new Form(List.of(List.of(DISTRIBUTION, "mask")), "Masked(Normal(0, 1), seen[i])")));

    private final Distributions distributions;
    private final Report report;
    private final Bijections bijections;

    Combinators(Distributions distributions, Report report) {
        this.distributions = distributions;
        this.report = report;
        this.bijections = new Bijections(report);
    }

    static boolean exists(String name) {
        return FORMS.containsKey(name);
    }

    static Set<String> names() {
        return FORMS.keySet();
    }

    Optional<Resolved> resolve(Call call) {
        Form form = FORMS.get(call.getName());
        for (List<String> slots : form.slots()) {
            Map<String, Expression> arguments = bind(slots, call.getArguments());
            if (arguments != null) {
                return resolve(call, arguments);
            }
        }
        wrong(call, form);
        return Optional.empty();
    }

    /** Named arguments go to their slots, the others to those that are left, in order; null when they do not fit. */
    private static Map<String, Expression> bind(List<String> slots, List<Argument> arguments) {
        List<String> free = new ArrayList<>(slots.stream().map(slot -> slot.replace("?", "")).toList());
        Map<String, Expression> bound = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            if (argument.getName() != null) {
                if (!free.remove(argument.getName())) {
                    return null;
                }
                bound.put(argument.getName(), argument.getValue());
            }
        }
        for (Argument argument : arguments) {
            if (argument.getName() == null) {
                if (free.isEmpty()) {
                    return null;
                }
                bound.put(free.remove(0), argument.getValue());
            }
        }
        return slots.stream().allMatch(slot -> slot.endsWith("?") || bound.containsKey(slot)) ? bound : null;
    }

    private void wrong(Call call, Form form) {
        String expected = String.join(" or ", form.slots().stream().map(slots -> call.getName() + "("
                + String.join(", ", slots).replace("?", "") + ")").toList());
        List<String> names = form.slots().stream().flatMap(List::stream).map(slot -> slot.replace("?", "")).distinct()
                .toList();
        Argument unknown = call.getArguments().stream().filter(argument -> argument.getName() != null
                && !names.contains(argument.getName())).findFirst().orElse(null);
        int count = call.getArguments().size();
        report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected " + expected + ", found "
                + (unknown != null ? "a parameter '" + unknown.getName() + "'."
                        : count + (count == 1 ? " parameter." : " parameters.")))
                .offering(unknown == null ? List.of() : Nearest.to(unknown.getName(), names))
                .advise("Write, for instance, " + form.example() + "."), unknown == null ? call : unknown);
    }

    private Optional<Resolved> resolve(Call call, Map<String, Expression> arguments) {
        boolean list = arguments.containsKey(COMPONENTS);
        List<Resolved> parts = list ? components(call, arguments.get(COMPONENTS))
                : distribution(call, arguments.get(DISTRIBUTION)).map(List::of).orElse(List.of());
        boolean missing = parts.isEmpty() || arguments.containsKey(FUNCTION)
                && !bijections.check(arguments.get(FUNCTION), call);
        if (missing || call.getName().equals("Censored") && !censors(call, arguments)) {
            return Optional.empty();
        }
        arguments.keySet().removeAll(List.of(COMPONENTS, DISTRIBUTION));
        Expression function = arguments.remove(FUNCTION);
        boolean along = call.getName().equals("MixtureSameFamily");
        Combination combination = new Combination(parts, along, image(call.getName(), arguments, function));
        return Optional.of(combine(call, parts, arguments, combination));
    }

    private static Resolved combine(Call call, List<Resolved> parts, Map<String, Expression> arguments,
            Combination combination) {
        boolean discrete = parts.get(0).signature().discrete();
        Support support = discrete ? Support.integers(Support.Bound.NONE, Support.Bound.NONE) : Support.REAL;
        List<Signature.Parameter> parameters = arguments.keySet().stream().map(Combinators::parameter).toList();
        Signature signature = new Signature(parameters.stream().map(parameter -> scalarGate(call, parameter)).toList(),
                support, discrete, "", "", () -> {
                    throw new IllegalStateException("checking loads no distribution");
                });
        String name = call.getName() + " " + parts.get(0).entry().name();
        return new Resolved(new DistributionEntry(name, "", "", List.of(signature)), signature, arguments,
                EventShapes.of(name, signature), combination);
    }

    private static Signature.Parameter parameter(String slot) {
        return switch (slot) {
            case "weights" -> WEIGHTS;
            case "logits" -> LOGITS;
            case "gate" -> new Signature.Parameter(slot, Support.UNIT, "Probability of a zero.", null);
            default -> new Signature.Parameter(slot, Support.REAL, "", null);
        };
    }

    /** The logits of {@code ZeroInflated} are one number. */
    private static Signature.Parameter scalarGate(Call call, Signature.Parameter parameter) {
        return call.getName().equals("ZeroInflated") && parameter == LOGITS
                ? new Signature.Parameter("logits", Support.REAL, "Log odds of a zero.", null) : parameter;
    }

    private List<Resolved> components(Call call, Expression list) {
        if (!(list instanceof ListLiteral written) || written.getElements().isEmpty()) {
            return noDistribution(call, list, "a list of distributions");
        }
        List<Resolved> parts = new ArrayList<>();
        for (Expression element : written.getElements()) {
            Optional<Resolved> part = distribution(call, element);
            if (part.isEmpty()) {
                return List.of();
            }
            parts.add(part.get());
        }
        Resolved first = parts.get(0);
        for (Resolved part : parts) {
            if (part.signature().discrete() != first.signature().discrete()) {
                report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected distributions that are all discrete or "
                        + "all continuous in " + call.getName() + ", found " + first.entry().name() + " and "
                        + part.entry().name() + "."), list);
                return List.of();
            }
        }
        return parts;
    }

    private Optional<Resolved> distribution(Call call, Expression written) {
        if (written instanceof Call inner) {
            return distributions.resolve(inner);
        }
        noDistribution(call, written, "a distribution");
        return Optional.empty();
    }

    private List<Resolved> noDistribution(Call call, EObject place, String expected) {
        report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected " + expected + " in " + call.getName()
                + ", found something else.").advise("Write, for instance, " + FORMS.get(call.getName()).example()
                        + "."), place);
        return List.of();
    }

    private boolean censors(Call call, Map<String, Expression> arguments) {
        if (arguments.size() == 1) {
            report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected min, max or both in Censored, found no "
                    + "bound.").advise("Write, for instance, " + FORMS.get("Censored").example() + "."), call,
                    PenumbraPackage.Literals.CALL__NAME);
        }
        return arguments.size() > 1;
    }

    private Combination.Image image(String name, Map<String, Expression> arguments, Expression function) {
        return switch (name) {
            case "ZeroInflated" -> (parts, typing) -> parts.get(0).union(Range.of(0));
            case "Censored" -> (parts, typing) -> new Range(
                    bound(arguments.get("min"), typing, parts.get(0)).low(),
                    bound(arguments.get("max"), typing, parts.get(0)).high()).intersect(parts.get(0));
            case "Transformed" -> (parts, typing) -> bijections.image(function, parts.get(0), typing);
            default -> (parts, typing) -> parts.stream().reduce(Range::union).orElseThrow();
        };
    }

    private static Range bound(Expression written, java.util.function.Function<Expression, ValueType> typing,
            Range natural) {
        return written == null ? natural : typing.apply(written).range();
    }
}
