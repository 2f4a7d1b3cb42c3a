package org.penumbra.lang.types;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.penumbra.core.Nearest;
import org.penumbra.distribution.DistributionEntry;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.Truncated;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.PenumbraPackage;

/** {@code Truncated(D(...), min = a, max = b)} as a distribution with two more parameters. */
final class Truncation {

    private static final List<String> NAMES = List.of("", "min", "max");

    private final Distributions distributions;
    private final Report report;

    Truncation(Distributions distributions, Report report) {
        this.distributions = distributions;
        this.report = report;
    }

    Optional<Distributions.Resolved> resolve(Call call) {
        Expression[] parts = new Expression[3];
        int position = 0;
        for (Argument argument : call.getArguments()) {
            int index = argument.getName() == null ? position++ : NAMES.indexOf(argument.getName());
            if (index < 0 || index > 2 || parts[index] != null) {
                return wrong(call, argument);
            }
            parts[index] = argument.getValue();
        }
        if (!(parts[0] instanceof Call inner) || parts[1] == null && parts[2] == null) {
            report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected a distribution and min, max or both in "
                    + "Truncated, found " + (parts[0] instanceof Call ? "no bound." : "no distribution."))
                    .advise("Write, for instance, Truncated(Normal(0, 1), min = 0)."), call,
                    PenumbraPackage.Literals.CALL__NAME);
            return Optional.empty();
        }
        return distributions.resolve(inner).map(resolved -> truncated(resolved, parts));
    }

    private Optional<Distributions.Resolved> wrong(Call call, Argument argument) {
        boolean unknown = argument.getName() != null && !NAMES.contains(argument.getName());
        report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected Truncated(distribution, min, max), found "
                + (unknown ? "a parameter '" + argument.getName() + "'." : "one more parameter."))
                .offering(unknown ? Nearest.to(argument.getName(), NAMES) : List.of()), argument);
        return Optional.empty();
    }

    private static Distributions.Resolved truncated(Distributions.Resolved inner, Expression[] parts) {
        Signature within = inner.combination() == null ? inner.signature() : bare(inner.signature());
        Signature signature = Truncated.signature(within, bound(parts[1], "min"), bound(parts[2], "max"));
        Map<String, Expression> arguments = inner.combination() == null ? renamed(inner, signature)
                : new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            if (parts[i] != null) {
                arguments.put(NAMES.get(i), parts[i]);
            }
        }
        DistributionEntry entry = new DistributionEntry(Truncated.NAME + " " + inner.entry().name(),
                inner.entry().documentation(), inner.entry().bundle(), List.of(signature));
        return new Distributions.Resolved(entry, signature, arguments, EventShapes.of(entry.name(), signature),
                inner.combination() == null ? null : new Combination(List.of(inner), false, (ranges, typing) ->
                        cut(ranges.get(0), parts, typing)));
    }

    /** What a combinator takes is checked with the combinator, which is a part of this distribution. */
    private static Signature bare(Signature combined) {
        return new Signature(List.of(), combined.support(), combined.discrete(), "", "", combined.distribution());
    }

    private static Range cut(Range range, Expression[] parts, Function<Expression, ValueType> typing) {
        double low = parts[1] == null ? range.low() : typing.apply(parts[1]).range().low();
        double high = parts[2] == null ? range.high() : typing.apply(parts[2]).range().high();
        return new Range(low, high).intersect(range);
    }

    /** The parameters inside come first, and have other names where they would be taken for min and max. */
    private static Map<String, Expression> renamed(Distributions.Resolved inner, Signature signature) {
        Map<String, Expression> arguments = new LinkedHashMap<>();
        inner.arguments().forEach((name, argument) -> arguments
                .put(signature.parameters().get(inner.signature().indexOf(name)).name(), argument));
        return arguments;
    }

    private static Support.Bound bound(Expression written, String name) {
        return written == null ? Support.Bound.NONE : new Support.Bound(name, Double.NaN);
    }
}
