package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;

/**
 * A call of a distribution of vectors or matrices whose extents are known.
 *
 * @param distribution what is called
 * @param blocks extents of each parameter, without axes that repeat the draw
 * @param batch axes that repeat the draw
 * @param event extents of one draw
 */
record EventCall(Resolved distribution, List<List<Integer>> blocks, List<Integer> batch, List<Integer> event) {

    EventCall {
        blocks = List.copyOf(blocks);
        batch = List.copyOf(batch);
        event = List.copyOf(event);
    }

    /** Axes of all that one execution of the statement draws. */
    List<Integer> shape() {
        List<Integer> shape = new ArrayList<>(batch);
        shape.addAll(event);
        return shape;
    }

    /** The parameters of the draw at these subscripts of the batch. */
    List<Value> parameters(List<Expr> at) {
        List<Value> parameters = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            parameters.add(parameter(distribution.arguments().get(i), blocks.get(i), at));
        }
        return parameters;
    }

    private static Value parameter(Value argument, List<Integer> block, List<Expr> at) {
        int outer = argument.rank() - block.size();
        if (outer < 0) {
            return new Value(block, subscripts -> argument.expression()); // a default, the same for every element
        }
        List<Expr> repeated = new ArrayList<>();
        for (int axis = 0; axis < outer; axis++) {
            repeated.add(argument.shape().get(axis) == 1 ? Expr.of(1) : at.get(at.size() - outer + axis));
        }
        return new Value(block, subscripts -> {
            List<Expr> all = new ArrayList<>(repeated);
            all.addAll(subscripts);
            return argument.at(all);
        });
    }

    /** The log density of one draw. */
    Expr logDensity(Value x, List<Value> parameters, Calls calls) {
        List<ArrayExpr> arguments = parameters.stream().map(calls::expression).toList();
        return signature().event().orElseThrow().distribution().get().logDensity(calls.expression(x), arguments);
    }

    /** The same as a polynomial, where it has that form in these matrices. */
    Optional<Expr> polynomial(Value x, List<Value> parameters, Calls calls, SymbolicMatrices matrices) {
        List<Value> all = new ArrayList<>(parameters);
        all.add(x);
        if (!matrices.suit(all)) {
            return Optional.empty();
        }
        List<ArrayExpr> arguments = parameters.stream().map(calls::expression).toList();
        return signature().event().orElseThrow().distribution().get().polynomialLogDensity(calls.expression(x),
                arguments, matrices);
    }

    Signature signature() {
        return distribution.signature();
    }
}
