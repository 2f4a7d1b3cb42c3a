package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.core.PenumbraException;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;

/**
 * Finds the extents that the names in a signature stand for: from the shapes of parameters, from the values of scalar
 * ones, and from what is drawn. Axes of parameters in front of those that the signature names repeat the draw.
 */
final class EventShapes {

    private final Binding binding;
    private final Refusal refusal;

    EventShapes(Binding binding, Refusal refusal) {
        this.binding = binding;
        this.refusal = refusal;
    }

    /**
     * @param drawn shape of what one execution of the statement draws, where data or a declared type say it
     * @throws PenumbraException where extents of one name differ, or one is not known
     */
    EventCall resolve(EObject where, Resolved distribution, Optional<List<Integer>> drawn) {
        Map<String, Integer> extents = new HashMap<>();
        Signature signature = distribution.signature();
        sizes(where, distribution, extents);
        List<Integer> batch = List.of();
        for (int i = 0; i < signature.parameters().size(); i++) {
            batch = joint(where, distribution, batch, outer(where, distribution, i, extents));
        }
        List<String> event = signature.eventDims();
        if (drawn.isPresent()) {
            List<Integer> shape = drawn.get();
            int outer = shape.size() - event.size();
            require(outer >= 0, where, distribution, event, shape);
            unify(where, distribution, "what it draws has", event, shape, extents);
            List<Integer> around = shape.subList(0, outer);
            if (!joint(where, distribution, batch, around).equals(around)) {
                throw refusal.shapes(where, "A parameter of " + distribution.name() + " repeats the draw more often "
                        + "than what it is for", new Value(around, at -> null), new Value(batch, at -> null));
            }
            batch = around;
        }
        List<List<Integer>> blocks = signature.parameters().stream()
                .map(parameter -> extents(where, distribution, parameter.dims(), extents)).toList();
        return new EventCall(distribution, blocks, batch, extents(where, distribution, event, extents));
    }

    /** Scalar parameters that are named as an extent are numbers. */
    private void sizes(EObject where, Resolved distribution, Map<String, Integer> extents) {
        Signature signature = distribution.signature();
        List<String> named = new ArrayList<>(signature.eventDims());
        signature.parameters().forEach(parameter -> named.addAll(parameter.dims()));
        named.replaceAll(dim -> Dim.of(dim).name());
        for (int i = 0; i < signature.parameters().size(); i++) {
            Signature.Parameter parameter = signature.parameters().get(i);
            if (named.contains(parameter.name())) {
                extents.put(parameter.name(), size(where, distribution, parameter,
                        distribution.arguments().get(i)));
            }
        }
    }

    private int size(EObject where, Resolved distribution, Signature.Parameter parameter, Value argument) {
        String what = "The parameter '" + parameter.name() + "' of " + distribution.name();
        if (!argument.isScalar()) {
            throw refusal.at(where, "PEN-2101", what + " is a size: expected a scalar, found "
                    + Shapes.describe(argument.shape()) + ".");
        }
        Expr value = argument.expression();
        Facts facts = new Facts();
        if (facts.isLatent(value) || !facts.of(value).indices().isEmpty()) {
            throw refusal.at(where, "PEN-2106", what + " is a size: expected a number that is known from the data.",
                    "Sizes cannot depend on latent sites or on the index of a plate.");
        }
        double size = new Evaluator(binding.data()::get).evaluate(value);
        if (size != Math.rint(size) || !(size >= 1)) {
            throw refusal.at(where, "PEN-2103", what + " is a size: expected a whole number from 1 up, found " + size
                    + ".");
        }
        return (int) size;
    }

    /** The axes of a parameter in front of those that the signature names. */
    private List<Integer> outer(EObject where, Resolved distribution, int position, Map<String, Integer> extents) {
        Signature.Parameter parameter = distribution.signature().parameters().get(position);
        List<Integer> shape = distribution.arguments().get(position).shape();
        if (shape.isEmpty() && parameter.defaultValue() != null) {
            return List.of(); // the value of every element
        }
        int outer = shape.size() - parameter.dims().size();
        if (outer < 0) {
            throw refusal.at(where, "PEN-2101", "The parameter '" + parameter.name() + "' of " + distribution.name()
                    + " is a " + (parameter.dims().size() == 1 ? "vector" : "matrix") + " ["
                    + String.join(", ", parameter.dims()) + "], found " + Shapes.describe(shape) + ".");
        }
        unify(where, distribution, "the parameter '" + parameter.name() + "' has", parameter.dims(), shape, extents);
        return shape.subList(0, outer);
    }

    /** Gives names their extents, or compares with what they have: the last axes of the shape. */
    private void unify(EObject where, Resolved distribution, String what, List<String> dims, List<Integer> shape,
            Map<String, Integer> extents) {
        int outer = shape.size() - dims.size();
        for (int axis = 0; axis < dims.size(); axis++) {
            Dim dim = Dim.of(dims.get(axis));
            int found = shape.get(outer + axis);
            Integer known = dim.name().isEmpty() ? Integer.valueOf(0)
                    : extents.putIfAbsent(dim.name(), found - dim.offset());
            if (known != null && known + dim.offset() != found) {
                throw refusal.at(where, "PEN-2101", distribution.name() + ": " + what + " the extents ["
                        + String.join(", ", dims) + "], where " + dims.get(axis) + " is " + (known + dim.offset())
                        + " and " + found + ".", "Extents of one name are equal, also with what is drawn.");
            }
        }
    }

    private List<Integer> joint(EObject where, Resolved distribution, List<Integer> a, List<Integer> b) {
        return Shapes.broadcast(a, b).orElseThrow(() -> refusal.shapes(where, "Parameters of " + distribution.name()
                + " repeat the draw differently", new Value(a, at -> null), new Value(b, at -> null)));
    }

    private void require(boolean fits, EObject where, Resolved distribution, List<String> event,
            List<Integer> shape) {
        if (!fits) {
            throw refusal.at(where, "PEN-2101", distribution.name() + " draws blocks with the extents ["
                    + String.join(", ", event) + "], found " + Shapes.describe(shape) + ".");
        }
    }

    private List<Integer> extents(EObject where, Resolved distribution, List<String> dims,
            Map<String, Integer> extents) {
        return dims.stream().map(text -> {
            Dim dim = Dim.of(text);
            if (!dim.name().isEmpty() && !extents.containsKey(dim.name())) {
                throw refusal.at(where, "PEN-2341", "The extent " + text + " of what " + distribution.name()
                        + " draws is not known.", "Declare the type, such as x : real[10], or give the parameter that "
                                + "says it.");
            }
            return extents.getOrDefault(dim.name(), 0) + dim.offset();
        }).toList();
    }

    /**
     * An extent as a registration writes it.
     *
     * @param name empty for a number
     * @param offset what is added to the extent that the name stands for
     */
    private record Dim(String name, int offset) {

        static Dim of(String text) {
            if (Character.isDigit(text.charAt(0))) {
                return new Dim("", Integer.parseInt(text));
            }
            int sign = Math.max(text.indexOf('+'), text.indexOf('-'));
            return sign < 0 ? new Dim(text, 0)
                    : new Dim(text.substring(0, sign), Integer.parseInt(text.substring(sign)));
        }
    }
}
