package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.structure.StructuredBijector;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;

/**
 * The free coordinates of a latent block and the elements that follow from them.
 *
 * @param free with a block of coordinates for each draw
 * @param start position of the first coordinate of this draw
 * @param elements of one draw
 * @param logJacobian of the elements by the coordinates
 * @param kind how to go back
 */
record BlockCoordinates(Array free, Expr start, Value elements, Expr logJacobian, BlockDraw.Coordinates kind) {

    private record Coordinates(Array array, Expr start, Value values) {
    }

    private static Coordinates coordinates(String name, Frame frame, List<Integer> block) {
        Array array = new Array(name, Array.Role.FREE, frame.shape(block));
        Expr start = frame.start(block);
        return new Coordinates(array, start,
                new Value(block, at -> new Element(array, start.plus(Shapes.offset(block, at)))));
    }

    /** All elements at once: the map is called once for each draw, and what it makes is read wherever it is wanted. */
    static BlockCoordinates structured(String name, Structure structure, Frame frame, Binding binding, Calls calls) {
        StructuredBijector bijector = structure.bijector(frame.event().getFirst());
        if (binding.hasOwnCoordinates()) {
            Coordinates own = coordinates(name, frame, frame.event());
            bound(own.array(), structure, bijector.valueSize(), binding);
            return new BlockCoordinates(own.array(), own.start(), own.values(), Expr.of(0),
                    new BlockDraw.Structured(bijector));
        }
        Coordinates free = coordinates(name, frame, List.of(bijector.freeSize()));
        int size = bijector.valueSize();
        Value output = calls.callOn(bijector, List.of(size + 1), List.of(free.values()));
        if (output.at(List.of(Expr.of(1))) instanceof Element first) {
            bound(first.array(), structure, size, binding);
        }
        List<Integer> event = frame.event();
        Value elements = new Value(event, at -> output.at(List.of(Shapes.offset(event, at).plus(1))));
        return new BlockCoordinates(free.array(), free.start(), elements, output.at(List.of(Expr.of(size + 1))),
                new BlockDraw.Structured(bijector));
    }

    /** What can be said of the elements; the log-Jacobian behind them is read by nothing that asks. */
    private static void bound(Array array, Structure structure, int size, Binding binding) {
        double low = structure.elements().lower().value();
        double high = structure.elements().upper().value();
        switch (structure) {
            case SIMPLEX -> {
                binding.bounds().put(array, new Range.Interval(low, high, true));
                binding.simplex(array, size);
            }
            case POSITIVE_ORDERED ->
                binding.bounds().put(array, new Range.Interval(low, Double.POSITIVE_INFINITY, true));
            case CORR_CHOLESKY, CORR -> binding.bound(array, low, high);
            case COV -> {
                if (binding.hasOwnCoordinates()) {
                    binding.matrix(array, (int) Math.round(Math.sqrt(size)));
                }
            }
            case ORDERED, COV_CHOLESKY -> { }
        }
    }

    /** Each element from a coordinate of its own. */
    static BlockCoordinates elementwise(String name, Bijector bijector, Frame frame, Binding binding) {
        Coordinates free = coordinates(name, frame, frame.event());
        if (binding.hasOwnCoordinates()) {
            binding.within(free.array(), bijector);
            return new BlockCoordinates(free.array(), free.start(), free.values(), Expr.of(0),
                    new BlockDraw.Elementwise(bijector));
        }
        Value elements = ExpressionLowering.elementwise(free.values(), bijector::forward);
        Expr logJacobian = frame.sum(bijector.logJacobian(free.values().at(Frame.indices(frame.axes()))));
        return new BlockCoordinates(free.array(), free.start(), elements, logJacobian,
                new BlockDraw.Elementwise(bijector));
    }

    /** Standard normal coordinates that the distribution makes the elements of, which are stored. */
    static BlockCoordinates standard(String name, EventCall call, List<Value> parameters, Frame frame, Calls calls) {
        Coordinates free = coordinates(name, frame, frame.event());
        List<org.penumbra.expression.ArrayExpr> arguments = new ArrayList<>();
        parameters.forEach(parameter -> arguments.add(calls.expression(parameter)));
        Value elements = Calls.value(call.signature().event().orElseThrow().distribution().get()
                .nonCentered(calls.expression(free.values()), arguments).orElseThrow());
        return new BlockCoordinates(free.array(), free.start(), calls.stored(name + "#", elements), Expr.of(0),
                new BlockDraw.Standard());
    }

    /** The element where the axes of the frame are. */
    Expr element(Frame frame) {
        return elements.at(Frame.indices(frame.axes()));
    }
}
