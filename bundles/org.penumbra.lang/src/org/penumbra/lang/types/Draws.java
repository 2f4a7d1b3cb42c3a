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
     */
    public record Drawn(Shape batch, Shape event) {

        static final Drawn UNKNOWN = new Drawn(Shape.UNKNOWN, Shape.UNKNOWN);

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
        return call.combination() == null ? new Drawn(broadcast(batches, place), event)
                : combined(call, batches, place);
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
    private Drawn combined(Resolved call, List<ValueType> batches, EObject place) {
        Shape event = null;
        for (Resolved part : call.combination().parts()) {
            Drawn drawn = of(part, place);
            if (!drawn.event().isKnown() || !drawn.batch().isKnown()) {
                return Drawn.UNKNOWN;
            }
            if (event != null && event.rank() != drawn.event().rank()) {
                report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected distributions of one shape in "
                        + call.entry().name() + ", found " + event + " and " + drawn.event() + "."), place);
                return Drawn.UNKNOWN;
            }
            event = drawn.event();
            Shape batch = drawn.batch();
            if (call.combination().alongLastAxis()) {
                batch = batch.isScalar() ? batch : new Shape(batch.extents().subList(0, batch.rank() - 1));
            }
            batches.add(ValueType.of(ElementType.REAL, batch, Range.ALL, place));
        }
        return new Drawn(broadcast(batches, place), event == null ? Shape.SCALAR : event);
    }

    private Shape broadcast(List<ValueType> batches, EObject place) {
        ValueType common = ValueType.scalar(ElementType.REAL, Range.ALL);
        for (ValueType batch : batches) {
            Shape shape = common.shape().broadcast(batch.shape());
            if (shape == null) {
                typing.reportMismatch(common, batch, place);
                return Shape.UNKNOWN;
            }
            common = shape.equals(common.shape()) && !shape.isScalar() ? common : batch.withShape(shape);
        }
        return common.shape();
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
