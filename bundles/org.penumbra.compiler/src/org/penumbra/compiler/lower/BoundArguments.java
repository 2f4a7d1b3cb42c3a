package org.penumbra.compiler.lower;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Constant;

/** Bounds of a support that is not that of one distribution: a number where it is one, else a parameter more. */
final class BoundArguments {

    private BoundArguments() {
    }

    /**
     * The bound that has this value.
     *
     * @param value empty or infinite when there is no bound
     * @param name of the parameter
     * @param arguments get the value when it is not a number
     */
    static Support.Bound add(Optional<Value> value, String name, List<Value> arguments) {
        if (value.isEmpty()) {
            return Support.Bound.NONE;
        }
        if (value.get().isScalar() && value.get().expression() instanceof Constant number) {
            return Double.isInfinite(number.value()) ? Support.Bound.NONE : new Support.Bound(null, number.value());
        }
        arguments.add(value.get());
        return new Support.Bound(name, Double.NaN);
    }
}
