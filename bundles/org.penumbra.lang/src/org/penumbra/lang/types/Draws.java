package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.Distributions.Resolved;
import org.penumbra.model.Expression;

/**
 * Shapes of what distributions draw. The last axes of a parameter are those that its distribution asks for; what is in
 * front of them repeats the draw, and broadcasts over all parameters.
 */
public final class Draws {

    /**
     * @param batch axes that repeat one draw
     * @param event axes of one draw
     * @param clash two parameters that do not broadcast, or empty
     */
    public record Drawn(Shape batch, Shape event, List<ValueType> clash) {

        static final Drawn UNKNOWN = new Drawn(Shape.UNKNOWN, Shape.UNKNOWN, List.of());

        public Shape whole() {
            return batch.isKnown() ? event.inside(batch.extents()) : Shape.UNKNOWN;
        }
    }

    private final Typing typing;
    private final Report report;
    private final Map<Resolved, Drawn> known = new IdentityHashMap<>();

    Draws(Typing typing, Report report) {
        this.typing = typing;
        this.report = report;
    }

    /** Told once what is wrong with it, at {@code place}; unknown from then on. */
    Drawn of(Resolved call, EObject place) {
        Drawn drawn = known.get(call);
        if (drawn == null) {
            drawn = infer(call, place);
            known.put(call, drawn);
        }
        return drawn;
    }

    private Drawn infer(Resolved call, EObject place) {
        Lengths lengths = new Lengths();
        List<ValueType> batches = new ArrayList<>();
        fixValues(call, lengths);
        for (Map.Entry<String, Expression> argument : call.arguments().entrySet()) {
            List<Extent> axes = call.shapes().slot(argument.getKey()).map(ShapeRule.Slot::axes).orElse(List.of());
            ValueType type = typing.of(argument.getValue());
            if (!type.shape().isKnown()) {
                return Drawn.UNKNOWN;
            }
            int outer = type.shape().rank() - axes.size();
            if (outer < 0) {
                tooFew(call, argument.getKey(), axes, type, argument.getValue());
                return Drawn.UNKNOWN;
            }
            if (!lengths.admit(axes, type.shape().extents().subList(outer, type.shape().rank()))) {
                mismatch(call, place);
                return Drawn.UNKNOWN;
            }
            batches.add(type.withShape(new Shape(type.shape().extents().subList(0, outer))));
        }
        Shape event = lengths.of(call.shapes().result());
        return call.combination() == null ? broadcast(batches, event) : combined(call, batches, lengths, place);
    }

    private static void fixValues(Resolved call, Lengths lengths) {
        for (ShapeRule.Slot slot : call.shapes().slots()) {
            Expression argument = call.arguments().get(slot.name());
            if (slot.axes().isEmpty() && argument != null) {
                lengths.fix(slot.name(), Extents.of(argument));
            }
        }
    }

    /** Parts draw alike; where the parts are along the last axis of one distribution, that axis is gone. */
    private Drawn combined(Resolved call, List<ValueType> batches, Lengths lengths, EObject place) {
        Combination combination = call.combination();
        Shape event = null;
        Extent number = Extent.of(combination.parts().size());
        for (Resolved part : combination.parts()) {
            Drawn drawn = of(part, place);
            if (!drawn.event().isKnown() || !drawn.batch().isKnown()) {
                return drawn;
            }
            if (event != null && event.rank() != drawn.event().rank()) {
                report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected distributions of one shape in "
                        + call.entry().name() + ", found " + event + " and " + drawn.event() + "."), place);
                return Drawn.UNKNOWN;
            }
            event = drawn.event();
            List<Extent> batch = drawn.batch().extents();
            if (combination.alongLastAxis() && !batch.isEmpty()) {
                number = batch.get(batch.size() - 1);
                batch = batch.subList(0, batch.size() - 1);
            }
            batches.add(ValueType.of(ElementType.REAL, new Shape(batch), Range.ALL, place));
        }
        weights(call, lengths, number);
        return broadcast(batches, event);
    }

    /** As many weights as there are parts. */
    private void weights(Resolved call, Lengths lengths, Extent number) {
        for (ShapeRule.Slot slot : call.shapes().slots()) {
            if (!slot.axes().isEmpty() && !lengths.admit(slot.axes().get(0), number)) {
                Expression weights = call.arguments().get(slot.name());
                report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected as many " + slot.name() + " as there are"
                        + " distributions, " + number + ", found " + typing.describe(typing.of(weights)) + "."),
                        weights);
            }
        }
    }

    private static Drawn broadcast(List<ValueType> batches, Shape event) {
        ValueType common = ValueType.scalar(ElementType.REAL, Range.ALL);
        for (ValueType batch : batches) {
            Shape shape = common.shape().broadcast(batch.shape());
            if (shape == null) {
                return new Drawn(Shape.UNKNOWN, event, List.of(common, batch));
            }
            common = shape.equals(common.shape()) && !shape.isScalar() ? common : batch.withShape(shape);
        }
        return new Drawn(common.shape(), event, List.of());
    }

    private void tooFew(Resolved call, String parameter, List<Extent> axes, ValueType found, Expression place) {
        report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected the parameter '" + parameter + "' of "
                + call.entry().name() + " to be " + (axes.size() == 1 ? "a vector" : "a matrix") + ", found "
                + typing.describe(found) + "."), place);
    }

    private void mismatch(Resolved call, EObject place) {
        String found = call.arguments().values().stream().map(typing::of).filter(type -> !type.shape().isScalar())
                .map(typing::describe).collect(Collectors.joining(" and "));
        report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected " + call.shapes() + ", found " + found + ".")
                .advise("One letter is one length."), place);
    }
}
