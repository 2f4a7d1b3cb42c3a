package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.lower.ArrayCallLowering.Entry;
import org.penumbra.expression.Expr;
import org.penumbra.model.Call;

/** Functions that make arrays of numbers; none is stored. */
final class MadeArrays {

    private static final int ANY = Integer.MAX_VALUE;

    private final ExpressionLowering expressions;

    MadeArrays(ExpressionLowering expressions) {
        this.expressions = expressions;
    }

    Map<String, Entry> entries() {
        return Map.of("zeros", new Entry(1, ANY, (call, extents) -> filled(call, Value.scalar(0), extents)),
                "ones", new Entry(1, ANY, (call, extents) -> filled(call, Value.scalar(1), extents)),
                "rep", new Entry(2, ANY, (call, arguments) -> filled(call, arguments.getFirst(),
                        arguments.subList(1, arguments.size()))),
                "identity", Entry.of(1, this::identity),
                "linspace", Entry.of(3, this::linspace));
    }

    private int size(Call call, Value extent) {
        return expressions.size(call, extent);
    }

    /** One value at every place; an array makes an array of arrays. */
    private Value filled(Call call, Value value, List<Value> extents) {
        List<Integer> outer = extents.stream().map(extent -> size(call, extent)).toList();
        List<Integer> shape = new ArrayList<>(outer);
        shape.addAll(value.shape());
        return new Value(shape, at -> value.at(at.subList(outer.size(), at.size())));
    }

    private Value identity(Call call, List<Value> arguments) {
        int order = size(call, arguments.getFirst());
        return new Value(List.of(order, order), at -> at.get(0).equalTo(at.get(1)));
    }

    private Value linspace(Call call, List<Value> arguments) {
        int count = size(call, arguments.get(2));
        Expr from = arguments.get(0).expression();
        Expr step = arguments.get(1).expression().minus(from).over(Math.max(1, count - 1));
        return new Value(List.of(count), at -> from.plus(step.times(at.getFirst().minus(1))));
    }
}
