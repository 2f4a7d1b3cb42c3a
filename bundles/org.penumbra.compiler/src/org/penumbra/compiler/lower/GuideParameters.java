package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.model.ParamDeclaration;

/** The parameters of a guide block: free coordinates by the bijectors of their types, and starting values. */
final class GuideParameters {

    /** What a parameter is instead of drawn. */
    static final Signature NOTHING = new Signature(List.of(), Support.REAL, false, "", "", () -> {
        throw new IllegalStateException("a parameter of a guide has no distribution");
    });

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Refusal refusal;
    private final List<LatentSite> parameters = new ArrayList<>();
    private final List<Double> start = new ArrayList<>();

    GuideParameters(Binding binding, ExpressionLowering expressions, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    List<LatentSite> all() {
        return parameters;
    }

    /** Starting values of all of them, one after the other, row-major. */
    List<Double> start() {
        return start;
    }

    /** Declares one; its name is known from here on. */
    void declare(ParamDeclaration declared, Scope scope) {
        requireReal(declared, scope);
        Optional<Structure> structure = DeclaredStructure.of(declared.getType());
        List<Loop> axes = expressions.types().shape(declared.getType(), scope).stream().map(binding::axis).toList();
        int outer = structure.map(kind -> axes.size() - kind.rank()).orElse(0);
        Frame frame = new Frame(List.of(), axes.subList(0, outer), axes.subList(outer, axes.size()));
        BlockCoordinates coordinates = structure.isPresent()
                ? BlockCoordinates.structured(declared.getName(), structure.get(), frame, binding,
                        expressions.arrayCalls())
                : BlockCoordinates.elementwise(declared.getName(), bijector(declared, scope), frame, binding);
        String support = structure.map(Structure::toString)
                .orElseGet(() -> expressions.types().boundsOf(declared.getType(), scope).text());
        parameters.add(site(declared, coordinates, frame, support));
        start.addAll(start(declared, frame, scope));
        scope.define(declared.getName(), whole(coordinates, frame));
    }

    private void requireReal(ParamDeclaration declared, Scope scope) {
        String type = declared.getType().getName();
        if (!scope.loops().isEmpty()) {
            throw refusal.at(declared, "PEN-2940", "A parameter of a guide is declared outside of plates, found '"
                    + declared.getName() + "' inside.", "Declare it with the size of the plate: param "
                            + declared.getName() + " : real[n] = 0.");
        }
        if (type.equals("int") || type.equals("bool")) {
            throw refusal.at(declared.getType(), "PEN-2940", "A parameter of a guide is a real number that is "
                    + "optimised, found '" + declared.getName() + "' of the type " + type + ".");
        }
    }

    private Bijector bijector(ParamDeclaration declared, Scope scope) {
        Types.Bounds bounds = expressions.types().boundsOf(declared.getType(), scope);
        if (!ChainLowering.isNumber(bounds.lower()) || !ChainLowering.isNumber(bounds.upper())) {
            throw refusal.at(declared.getType(), "PEN-2940", "The bounds of a parameter of a guide are known from the "
                    + "data, found '" + declared.getName() + "' with others.");
        }
        return Restriction.of(bounds.lower(), bounds.upper());
    }

    /** All elements, seen from anywhere. */
    private static Value whole(BlockCoordinates coordinates, Frame frame) {
        int outer = frame.batch().size();
        return new Value(frame.shape(frame.event()), at -> {
            Map<Index, Expr> here = new HashMap<>();
            for (int axis = 0; axis < outer; axis++) {
                here.put(frame.batch().get(axis).index(), at.get(axis));
            }
            return new Substitution(here).apply(coordinates.elements().at(at.subList(outer, at.size())));
        });
    }

    private LatentSite site(ParamDeclaration declared, BlockCoordinates coordinates, Frame frame, String support) {
        BlockDraw block = new BlockDraw(frame.around(), frame.axes(), coordinates.free(), coordinates.start(),
                frame.start(frame.event()), List.of(), coordinates.kind());
        return new LatentSite(declared.getName(), frame.shape(frame.event()), support, frame.all(),
                coordinates.element(frame), NOTHING, block, refusal.locate(declared));
    }

    /** What is written, repeated for every element; NaN where nothing is, for a start at the origin. */
    private List<Double> start(ParamDeclaration declared, Frame frame, Scope scope) {
        List<Integer> shape = frame.shape(frame.event());
        int size = shape.stream().reduce(1, Math::multiplyExact);
        if (declared.getValue() == null) {
            return Collections.nCopies(size, Double.NaN);
        }
        Value written = expressions.lower(declared.getValue(), scope);
        if (Shapes.broadcast(shape, written.shape()).filter(shape::equals).isEmpty()) {
            throw refusal.shapes(declared.getValue(), "The starting value of '" + declared.getName()
                    + "' does not fit its type", new Value(shape, at -> null), written);
        }
        double[] numbers = expressions.arrayCalls().known(new Value(shape, at -> Shapes.stretched(written, at)))
                .orElseThrow(() -> refusal.at(declared.getValue(), "PEN-2940", "The starting value of '"
                        + declared.getName() + "' is known from the data, found one that depends on a parameter or a "
                        + "site."));
        return Arrays.stream(numbers).boxed().toList();
    }
}
