package org.penumbra.lang.check;

import java.util.List;
import java.util.Set;
import org.penumbra.lang.types.Layers;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Invoke;
import org.penumbra.model.VariableRef;

/** Where a name is that of a function rather than of a variable. What is wrong there is told by whoever reads it. */
final class FunctionNames {

    private static final Set<String> EQUATIONS = Set.of("ode", "odeStiff");

    private FunctionNames() {
    }

    /** The first argument of {@code ode}, the second of {@code Transformed}, and those of a layer. */
    static boolean isExpected(VariableRef use) {
        if (!(use.eContainer() instanceof Argument argument) || !(argument.eContainer() instanceof Call call)) {
            return false;
        }
        if (isLayer(call)) {
            return true;
        }
        List<Argument> all = call.getArguments();
        boolean named = "f".equals(argument.getName()) || "function".equals(argument.getName());
        int position = all.indexOf(argument);
        return EQUATIONS.contains(call.getName()) ? position == 0
                : call.getName().equals("Transformed") && (position == 1 || named);
    }

    /** What a layer is told, and the parts of {@code Sequential(Dense(20), tanh)(x)}. */
    private static boolean isLayer(Call call) {
        return call.eContainer() instanceof Invoke invoke && invoke.getTarget() == call
                || call.eContainer() instanceof Argument part && part.eContainer() instanceof Call parts
                        && parts.getName().equals(Layers.SEQUENTIAL) && isLayer(parts);
    }
}
