package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.Block;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.core.Location;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Structure;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.model.ParamDeclaration;

/**
 * A parameter of a model or a guide: its coordinates by the bijector of its type, and the elements that follow from
 * them.
 *
 * @param coordinates of one iteration of the plates around it
 * @param frame plates around it, axes that repeat a structure, and axes of its elements
 * @param support for people
 */
record ParameterShape(String name, BlockCoordinates coordinates, Frame frame, String support) {

    /**
     * @param plates that give it further axes, in front
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) of that code when its type is none of real numbers with
     *         bounds that are known
     */
    static ParameterShape of(ParamDeclaration declared, List<Loop> plates, Scope scope, Binding binding,
            ExpressionLowering expressions, Words words) {
        words.requireReal(declared);
        Optional<Structure> structure = DeclaredStructure.of(declared.getType());
        List<Loop> axes = expressions.types().shape(declared.getType(), scope).stream().map(binding::axis).toList();
        int outer = structure.map(kind -> axes.size() - kind.rank()).orElse(0);
        Frame frame = new Frame(plates, axes.subList(0, outer), axes.subList(outer, axes.size()));
        Types.Bounds bounds = structure.isPresent() ? new Types.Bounds(null, null, structure.get().toString())
                : expressions.types().boundsOf(declared.getType(), scope);
        words.requireNumbers(declared, bounds);
        BlockCoordinates coordinates = structure.isPresent()
                ? BlockCoordinates.structured(declared.getName(), structure.get(), frame, binding,
                        expressions.arrayCalls())
                : elementwise(declared.getName(), Restriction.of(bounds.lower(), bounds.upper()), frame, binding);
        return new ParameterShape(declared.getName(), coordinates, frame, bounds.text());
    }

    /** Real numbers without bounds, such as weights of a network. */
    static ParameterShape real(String name, List<Integer> shape, Binding binding) {
        Frame frame = new Frame(List.of(), List.of(), shape.stream().map(binding::axis).toList());
        return new ParameterShape(name, elementwise(name, Bijector.IDENTITY, frame, binding), frame, "real");
    }

    /** Positive numbers, such as standard deviations of weights. */
    static ParameterShape positive(String name, List<Integer> shape, Binding binding) {
        Frame frame = new Frame(List.of(), List.of(), shape.stream().map(binding::axis).toList());
        Bijector above = new Bijector(Bijector.Kind.LOWER, Expr.of(0), null);
        return new ParameterShape(name, elementwise(name, above, frame, binding), frame, "positive");
    }

    private static BlockCoordinates elementwise(String name, Bijector bijector, Frame frame, Binding binding) {
        return BlockCoordinates.elementwise(name, bijector, frame, binding);
    }

    /** Extents of all elements, plates first. */
    List<Integer> shape() {
        return frame.shape(frame.event());
    }

    /** All elements, seen from anywhere. */
    Value whole() {
        int outer = frame.around().size();
        return new Value(shape(), at -> {
            Map<Index, Expr> here = new HashMap<>();
            for (int axis = 0; axis < outer; axis++) {
                here.put(frame.around().get(axis).index(), at.get(axis));
            }
            return new Substitution(here).apply(coordinates.elements().at(at.subList(outer, at.size())));
        });
    }

    /** The elements of this iteration of the plates. */
    Value here() {
        Value whole = whole();
        List<Expr> plates = Frame.indices(frame.plates());
        return new Value(shape().subList(plates.size(), shape().size()), at -> {
            List<Expr> all = new ArrayList<>(plates);
            all.addAll(at);
            return whole.at(all);
        });
    }

    /**
     * The site.
     *
     * @param signature what its starting values are drawn from
     * @param start the parameters of that, as functions of the indices of the frame
     */
    LatentSite site(Signature signature, List<Expr> start, Location location) {
        BlockDraw block = new BlockDraw(frame.around(), frame.axes(), coordinates.free(), coordinates.start(),
                frame.start(frame.event()), start.stream().map(one -> new Block(frame.axes(), one)).toList(),
                coordinates.kind());
        return new LatentSite(name, shape(), support, frame.all(), coordinates.element(frame), signature, block,
                location).asParameter();
    }

    /**
     * What messages about parameters say.
     *
     * @param code of them
     * @param owner such as "a guide"
     */
    record Words(String code, String owner, Refusal refusal) {

        private void requireReal(ParamDeclaration declared) {
            String type = declared.getType().getName();
            if (type.equals("int") || type.equals("bool")) {
                throw refusal.at(declared.getType(), code, "A parameter of " + owner + " is a real number that is "
                        + "optimised, found '" + declared.getName() + "' of the type " + type + ".");
            }
        }

        private void requireNumbers(ParamDeclaration declared, Types.Bounds bounds) {
            if (!ChainLowering.isNumber(bounds.lower()) || !ChainLowering.isNumber(bounds.upper())) {
                throw refusal.at(declared.getType(), code, "The bounds of a parameter of " + owner
                        + " are known from the data, found '" + declared.getName() + "' with others.");
            }
        }
    }
}
