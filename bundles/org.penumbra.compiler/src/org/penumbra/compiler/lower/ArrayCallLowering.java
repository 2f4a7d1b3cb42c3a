package org.penumbra.compiler.lower;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.penumbra.model.Call;

/** Functions of the language that take or make arrays, by name; those that are elementwise are {@link Functions}. */
final class ArrayCallLowering {

    /** Makes the value of a call whose number of arguments is right. */
    interface Lowering {
        Value lower(Call call, List<Value> arguments);
    }

    /**
     * @param fewest smallest number of arguments
     * @param most largest number of arguments
     */
    record Entry(int fewest, int most, Lowering lowering) {

        static Entry of(int arguments, Lowering lowering) {
            return new Entry(arguments, arguments, lowering);
        }
    }

    private final Refusal refusal;
    private final Map<String, Entry> entries = new HashMap<>();

    ArrayCallLowering(ExpressionLowering expressions, Reductions reductions, Refusal refusal) {
        this.refusal = refusal;
        Arguments arguments = new Arguments(refusal);
        Calls calls = expressions.arrayCalls();
        entries.putAll(new ReductionFunctions(expressions, reductions, arguments).entries());
        entries.putAll(new MadeArrays(expressions).entries());
        entries.putAll(new VectorFunctions(expressions, reductions, arguments, refusal).entries());
        entries.putAll(new MatrixFunctions(calls, reductions, arguments, refusal).entries());
        entries.putAll(new KernelFunctions(calls, arguments, refusal).entries());
    }

    Set<String> names() {
        return new TreeSet<>(entries.keySet());
    }

    /** The value of the call; empty when there is no such function. */
    Optional<Value> lower(Call call, List<Value> arguments) {
        Entry entry = entries.get(call.getName());
        if (entry == null) {
            return Optional.empty();
        }
        if (arguments.size() < entry.fewest() || arguments.size() > entry.most()) {
            throw refusal.at(call, "PEN-2105", "'" + call.getName() + "' takes " + (entry.fewest() == entry.most()
                    ? String.valueOf(entry.fewest()) : "at least " + entry.fewest()) + " argument(s), found "
                    + arguments.size() + ".");
        }
        return Optional.of(entry.lowering().lower(call, arguments));
    }
}
