package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Nearest;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.combinator.Combinator;
import org.penumbra.distribution.combinator.Ordered;
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

    private final Distributions distributions;
    private final Report report;
    private final Bijections bijections;

    Combinators(Distributions distributions, Report report) {
        this.distributions = distributions;
        this.report = report;
        this.bijections = new Bijections(report);
    }

    static boolean exists(String name) {
        return Combinator.named(name).isPresent();
    }

    static List<String> names() {
        return Arrays.stream(Combinator.values()).map(Combinator::calledAs).toList();
    }

    Optional<Resolved> resolve(Call call) {
        Combinator combinator = Combinator.named(call.getName()).orElseThrow();
        List<String> names = call.getArguments().stream().map(Argument::getName).toList();
        for (Combinator.Form form : combinator.forms()) {
            Optional<int[]> positions = form.match(names);
            if (positions.isPresent()) {
                return resolve(call, combinator, bound(form, positions.get(), call.getArguments()));
            }
        }
        wrong(call, combinator);
        return Optional.empty();
    }

    private static Map<String, Expression> bound(Combinator.Form form, int[] positions, List<Argument> arguments) {
        Map<String, Expression> bound = new LinkedHashMap<>();
        for (int slot = 0; slot < positions.length; slot++) {
            if (positions[slot] >= 0) {
                bound.put(form.slots().get(slot), arguments.get(positions[slot]).getValue());
            }
        }
        return bound;
    }

    private void wrong(Call call, Combinator combinator) {
        List<String> names = combinator.forms().stream().flatMap(form -> form.slots().stream()).distinct().toList();
        Argument unknown = call.getArguments().stream().filter(argument -> argument.getName() != null
                && !names.contains(argument.getName())).findFirst().orElse(null);
        int count = call.getArguments().size();
        report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected " + combinator.describe() + ", found "
                + (unknown != null ? "a parameter '" + unknown.getName() + "'."
                        : count + (count == 1 ? " parameter." : " parameters.")))
                .offering(unknown == null ? List.of() : Nearest.to(unknown.getName(), names))
                .advise(example(combinator)), unknown == null ? call : unknown);
    }

    private static String example(Combinator combinator) {
        return "Write, for instance, " + combinator.example() + ".";
    }

    private Optional<Resolved> resolve(Call call, Combinator combinator, Map<String, Expression> arguments) {
        boolean list = arguments.containsKey(COMPONENTS);
        List<Resolved> parts = list ? components(combinator, arguments.get(COMPONENTS))
                : distribution(combinator, arguments.get(DISTRIBUTION)).map(List::of).orElse(List.of());
        boolean missing = parts.isEmpty() || arguments.containsKey(FUNCTION)
                && !(isContinuous(call, parts.get(0)) && bijections.check(arguments.get(FUNCTION), parts.get(0)));
        if (missing || combinator == Combinator.CENSORED && !censors(call, arguments)) {
            return Optional.empty();
        }
        if (combinator == Combinator.ORDERED) {
            return ordered(call, parts.get(0));
        }
        arguments.keySet().removeAll(List.of(COMPONENTS, DISTRIBUTION));
        Expression function = arguments.remove(FUNCTION);
        boolean along = combinator == Combinator.MIXTURE_SAME_FAMILY;
        Combination combination = new Combination(parts, along, image(combinator, arguments, function));
        return Optional.of(combine(call, parts, arguments, combination));
    }

    /** A distribution of vectors with the parameters of the one inside. */
    private Optional<Resolved> ordered(Call call, Resolved part) {
        if (part.signature().discrete() || part.signature().isMultivariate()) {
            report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected a distribution of one real or positive "
                    + "number in Ordered, found " + part.entry().name() + ".")
                    .advise(example(Combinator.ORDERED)), call);
            return Optional.empty();
        }
        if (part.combination() != null || Ordered.structure(part.signature()).isEmpty()) {
            return Optional.empty(); // what it draws is known when bounds are numbers: the compiler looks again
        }
        Signature signature = Ordered.signature(part.signature());
        String name = call.getName() + " " + part.entry().name();
        return Optional.of(new Resolved(new DistributionEntry(name, "", "", List.of(signature)), signature,
                part.arguments()));
    }

    private static Resolved combine(Call call, List<Resolved> parts, Map<String, Expression> arguments,
            Combination combination) {
        boolean discrete = parts.stream().anyMatch(part -> part.signature().discrete());
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

    private List<Resolved> components(Combinator combinator, Expression list) {
        if (!(list instanceof ListLiteral written) || written.getElements().isEmpty()) {
            return noDistribution(combinator, list, "a list of distributions");
        }
        List<Resolved> parts = new ArrayList<>();
        for (Expression element : written.getElements()) {
            Optional<Resolved> part = distribution(combinator, element);
            if (part.isEmpty()) {
                return List.of();
            }
            parts.add(part.get());
        }
        return sameKind(combinator, parts, list) ? parts : List.of();
    }

    /** All have a density, or all have probabilities: a point has one of 1, beside whole numbers. */
    private boolean sameKind(Combinator combinator, List<Resolved> parts, Expression list) {
        boolean discrete = parts.stream().anyMatch(part -> part.signature().discrete());
        Optional<Resolved> other = parts.stream().filter(part -> discrete
                ? !part.signature().discrete() && !part.isPoint() : part.isPoint()).findFirst();
        other.ifPresent(part -> report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected distributions that are "
                + "all discrete or all continuous in " + combinator.calledAs() + ", found " + part.entry().name()
                + (discrete ? " beside a discrete one." : ", which has no density.")), list));
        return other.isEmpty();
    }

    private Optional<Resolved> distribution(Combinator combinator, Expression written) {
        if (written instanceof Call inner) {
            return distributions.resolve(inner);
        }
        noDistribution(combinator, written, "a distribution");
        return Optional.empty();
    }

    private List<Resolved> noDistribution(Combinator combinator, EObject place, String expected) {
        report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected " + expected + " in " + combinator.calledAs()
                + ", found something else.").advise(example(combinator)), place);
        return List.of();
    }

    private boolean isContinuous(Call call, Resolved part) {
        if (part.signature().discrete()) {
            report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected a continuous distribution in Transformed, "
                    + "found " + part.entry().name() + "."), call);
        }
        return !part.signature().discrete();
    }

    private boolean censors(Call call, Map<String, Expression> arguments) {
        if (arguments.size() == 1) {
            report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected min, max or both in Censored, found no "
                    + "bound.").advise(example(Combinator.CENSORED)), call,
                    PenumbraPackage.Literals.CALL__NAME);
        }
        return arguments.size() > 1;
    }

    private Combination.Image image(Combinator combinator, Map<String, Expression> arguments, Expression function) {
        return switch (combinator) {
            case ZERO_INFLATED -> (parts, typing) -> parts.get(0).union(Range.of(0));
            case CENSORED -> (parts, typing) -> new Range(
                    bound(arguments.get("min"), typing, parts.get(0)).low(),
                    bound(arguments.get("max"), typing, parts.get(0)).high()).intersect(parts.get(0));
            case TRANSFORMED -> (parts, typing) -> bijections.image(function, parts.get(0), typing);
            case MIXTURE, MIXTURE_SAME_FAMILY, MASKED, ORDERED ->
                    (parts, typing) -> parts.stream().reduce(Range::union).orElseThrow();
        };
    }

    private static Range bound(Expression written, Function<Expression, ValueType> typing,
            Range natural) {
        return written == null ? natural : typing.apply(written).range();
    }
}
