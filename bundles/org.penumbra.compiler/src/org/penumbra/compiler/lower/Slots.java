package org.penumbra.compiler.lower;

import java.util.Map;
import org.penumbra.distribution.combinator.Combinator;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;

/**
 * The arguments of a call of a combinator by the names of its slots.
 *
 * @param arguments without those that are left out
 */
record Slots(Call call, Combinator combinator, Map<String, Expression> arguments) {

    Slots {
        arguments = Map.copyOf(arguments);
    }

    boolean has(String slot) {
        return arguments.containsKey(slot);
    }

    /** What fills a slot that must be filled. */
    Expression get(String slot) {
        return arguments.get(slot);
    }
}
