package org.penumbra.lang.types;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penumbra.core.Nearest;
import org.penumbra.distribution.combinator.Transformation;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.lang.types.Distributions.Resolved;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.VariableRef;

/** The functions that {@code Transformed} takes, by name or, where they need numbers, as calls. */
final class Bijections {

    private final Report report;

    Bijections(Report report) {
        this.report = report;
    }

    private static Optional<Transformation> find(Expression written) {
        return switch (written) {
            case VariableRef use -> Transformation.named(use.getName()).filter(found -> found.parameters().isEmpty());
            case Call call -> Transformation.named(call.getName()).filter(found -> !found.parameters().isEmpty()
                    && found.parameters().size() == call.getArguments().size());
            default -> Optional.empty();
        };
    }

    boolean check(Expression written, Resolved distribution) {
        boolean fits = find(written).isPresent();
        if (!fits) {
            String name = written instanceof VariableRef use ? use.getName()
                    : written instanceof Call call ? call.getName() : "";
            List<String> names = Transformation.allNames();
            report.add(LanguageProblem.WRONG_PARAMETERS.problem("Expected a function that can be inverted after "
                    + distribution.entry().name() + " in Transformed, found '"
                    + Places.text(written).replaceAll("\\s+", " ") + "'.")
                    .offering(names.contains(name) ? List.of() : Nearest.to(name, names))
                    .advise("There are " + Stream.of(Transformation.values()).map(Transformation::describe)
                            .collect(Collectors.joining(", ")) + "."), written);
        }
        return fits;
    }

    /** What the function makes of a range; that of its numbers where it has some. */
    Range image(Expression written, Range range, Function<Expression, ValueType> typing) {
        Transformation transformation = find(written).orElseThrow();
        List<Range> numbers = written instanceof Call call ? call.getArguments().stream().map(Argument::getValue)
                .map(typing).map(ValueType::range).toList() : List.of();
        return switch (transformation) {
            case AFFINE -> numbers.get(0).plus(range.times(numbers.get(1)));
            case INTERVAL -> new Range(numbers.get(0).low(), numbers.get(1).high());
            default -> BuiltIns.find(((VariableRef) written).getName()).map(known -> known.range()
                    .apply(List.of(range))).orElseGet(() -> Range.of(transformation.image()));
        };
    }
}
