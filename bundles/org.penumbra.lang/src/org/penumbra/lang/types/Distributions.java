package org.penumbra.lang.types;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.penumbra.core.Nearest;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Truncated;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.PenumbraPackage;

/** Finds the signature that a call of a distribution uses, and says what is wrong when none fits. */
public final class Distributions {

    /** Part of the language; refused until the compiler has them, unless a bundle contributes them earlier. */
    private static final Set<String> PLANNED = Set.of("Dirichlet", "Multinomial", "DirichletMultinomial",
            "OneHotCategorical", "MultivariateNormal", "MultivariateStudentT", "LogisticNormal", "LKJ", "LKJCholesky",
            "Wishart", "InverseWishart", "GaussianRandomWalk", "AR", "GaussianHMM", "OrderedLogistic",
            "RelaxedBernoulli", "RelaxedOneHotCategorical");

    /**
     * A call of a distribution with its parameters in place.
     *
     * @param entry the distribution
     * @param signature the one that is used
     * @param arguments by name of the parameter; those with a default may be absent
     * @param shapes axes of the parameters and of a draw
     * @param combination what a combinator is made of; null for any other distribution
     */
    public record Resolved(DistributionEntry entry, Signature signature, Map<String, Expression> arguments,
            ShapeRule shapes, Combination combination) {

        Resolved(DistributionEntry entry, Signature signature, Map<String, Expression> arguments) {
            this(entry, signature, arguments, EventShapes.of(entry.name(), signature), null);
        }

        /** The distributions inside of a combinator. */
        public List<Resolved> parts() {
            return combination == null ? List.of() : combination.parts();
        }

        /** Number of axes of a draw. */
        public int eventRank() {
            return combination == null ? shapes.result().size() : combination.parts().get(0).eventRank();
        }

        /** Whether there is one possible value, as of {@code Delta}. */
        public boolean isPoint() {
            String lower = signature.support().lower().parameter();
            return lower != null && lower.equals(signature.support().upper().parameter());
        }

        /** Whether it is the uniform measure on all that the declared type allows, as Flat is. */
        public boolean isImproper() {
            return combination == null && signature.parameters().isEmpty();
        }
    }

    private final DistributionCatalog catalog;
    private final Report report;
    private final Truncation truncation;
    private final Combinators combinators;
    private final Map<Call, Optional<Resolved>> known = new IdentityHashMap<>();

    public Distributions(DistributionCatalog catalog, Report report) {
        this.catalog = catalog;
        this.report = report;
        this.truncation = new Truncation(this, report);
        this.combinators = new Combinators(this, report);
    }

    public boolean exists(String name) {
        return name.equals(Truncated.NAME) || Combinators.exists(name) || catalog.find(name).isPresent();
    }

    /** Whether the language has it although nothing installed provides it. */
    public boolean isPlanned(String name) {
        return PLANNED.contains(name) && !exists(name);
    }

    /** All that can stand after {@code ~}, sorted. */
    public Collection<String> names() {
        Set<String> names = new TreeSet<>(catalog.names());
        names.add(Truncated.NAME);
        names.addAll(Combinators.names());
        return names;
    }

    /** What the call means; empty, and reported once, when nothing fits. */
    public Optional<Resolved> resolve(Call call) {
        Optional<Resolved> result = known.get(call);
        if (result == null) {
            result = call.getName().equals(Truncated.NAME) ? truncation.resolve(call)
                    : Combinators.exists(call.getName()) ? combinators.resolve(call)
                    : isPlanned(call.getName()) ? planned(call) : find(call);
            known.put(call, result);
        }
        return result;
    }

    private Optional<Resolved> planned(Call call) {
        report.add(LanguageProblem.NOT_COMPILED.problem("The distribution " + call.getName()
                + " is part of the language but not compiled yet."), call);
        return Optional.empty();
    }

    private Optional<Resolved> find(Call call) {
        Optional<DistributionEntry> entry = catalog.find(call.getName());
        if (entry.isEmpty()) {
            boolean function = BuiltIns.find(call.getName()).isPresent();
            report.add(LanguageProblem.UNKNOWN_DISTRIBUTION
                    .problem("Expected a distribution after '~', found " + (function ? "the function '" : "'")
                            + call.getName() + "', which is " + (function ? "none." : "not installed."))
                    .offering(Nearest.to(call.getName(), names()))
                    .advise("`penumbra list distributions` shows what is installed."), call);
            return Optional.empty();
        }
        for (Signature signature : entry.get().signatures()) {
            Map<String, Expression> arguments = bind(signature, call.getArguments());
            if (arguments != null) {
                return Optional.of(new Resolved(entry.get(), signature, arguments));
            }
        }
        reportMismatch(call, entry.get());
        return Optional.empty();
    }

    /** Arguments by name of the parameter, or null when they do not fit. */
    private static Map<String, Expression> bind(Signature signature, List<Argument> arguments) {
        Map<String, Expression> bound = new LinkedHashMap<>();
        int position = 0;
        for (Argument argument : arguments) {
            int index = argument.getName() == null ? position++ : signature.indexOf(argument.getName());
            if (index < 0 || index >= signature.parameters().size()
                    || bound.put(signature.parameters().get(index).name(), argument.getValue()) != null) {
                return null;
            }
        }
        boolean complete = signature.parameters().stream()
                .allMatch(parameter -> parameter.defaultValue() != null || bound.containsKey(parameter.name()));
        return complete ? bound : null;
    }

    private void reportMismatch(Call call, DistributionEntry entry) {
        List<String> names = entry.signatures().stream().flatMap(s -> s.parameters().stream())
                .map(Signature.Parameter::name).distinct().toList();
        String expected = entry.signatures().stream().map(signature -> write(entry.name(), signature))
                .collect(Collectors.joining(" or "));
        for (Argument argument : call.getArguments()) {
            if (argument.getName() != null && !names.contains(argument.getName())) {
                report.add(LanguageProblem.WRONG_PARAMETERS
                        .problem("Expected " + expected + ", found a parameter '" + argument.getName() + "'.")
                        .offering(Nearest.to(argument.getName(), names)), argument);
                return;
            }
        }
        report.add(LanguageProblem.WRONG_PARAMETERS
                .problem("Expected " + expected + ", found " + found(call.getArguments()) + "."), call,
                PenumbraPackage.Literals.CALL__NAME);
    }

    private static String found(List<Argument> arguments) {
        String named = arguments.stream().map(Argument::getName).filter(name -> name != null)
                .collect(Collectors.joining(", "));
        long positional = arguments.stream().filter(argument -> argument.getName() == null).count();
        if (named.isEmpty()) {
            return positional == 1 ? "1 parameter" : positional + " parameters";
        }
        return (positional == 0 ? "" : positional + " by position and ") + named + " by name";
    }

    private static String write(String name, Signature signature) {
        return signature.parameters().stream()
                .map(parameter -> parameter.name() + (parameter.defaultValue() == null ? ""
                        : " = " + Range.of(parameter.defaultValue())))
                .collect(Collectors.joining(", ", name + "(", ")"));
    }
}
