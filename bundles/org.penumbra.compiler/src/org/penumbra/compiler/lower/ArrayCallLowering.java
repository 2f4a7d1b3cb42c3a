package org.penumbra.compiler.lower;

import java.util.List;
import java.util.Optional;
import org.penumbra.expression.function.Cholesky;
import org.penumbra.expression.function.LogSumExp;
import org.penumbra.model.Call;

/** Functions of the language that are array functions: each has a block as its result. */
final class ArrayCallLowering {

    private final Calls calls;
    private final Refusal refusal;

    ArrayCallLowering(Calls calls, Refusal refusal) {
        this.calls = calls;
        this.refusal = refusal;
    }

    /** The value of the call; empty when there is no such function. */
    Optional<Value> lower(Call call, List<Value> arguments) {
        return switch (call.getName()) {
            case "cholesky" -> Optional.of(cholesky(call, only(call, arguments)));
            case "logSumExp" -> Optional.of(logSumExp(only(call, arguments)));
            default -> Optional.empty();
        };
    }

    private Value only(Call call, List<Value> arguments) {
        if (arguments.size() != 1) {
            throw refusal.at(call, "PEN-2105", "'" + call.getName() + "' takes 1 argument(s), found "
                    + arguments.size() + ".");
        }
        return arguments.getFirst();
    }

    private Value cholesky(Call call, Value matrix) {
        requireSquare(call, matrix);
        return calls.callOn(new Cholesky(matrix.shape().getFirst()), matrix.shape(), List.of(matrix));
    }

    private void requireSquare(Call call, Value matrix) {
        if (matrix.rank() != 2 || !matrix.shape().getFirst().equals(matrix.shape().getLast())) {
            throw refusal.at(call, "PEN-2101", "'" + call.getName() + "' takes a square matrix, found "
                    + Shapes.describe(matrix.shape()) + ".");
        }
    }

    private Value logSumExp(Value value) {
        return calls.callOn(new LogSumExp(Reductions.count(value)), List.of(), List.of(value));
    }
}
