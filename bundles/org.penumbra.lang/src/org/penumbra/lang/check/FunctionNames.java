package org.penumbra.lang.check;

import java.util.List;
import java.util.Set;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.VariableRef;

/** Where a name is that of a function rather than of a variable. What is wrong there is told by whoever reads it. */
final class FunctionNames {

    private static final Set<String> EQUATIONS = Set.of("ode", "odeStiff");

    private FunctionNames() {
    }

    /** The first argument of {@code ode}, and the second of {@code Transformed} and of a network layer. */
    static boolean isExpected(VariableRef use) {
        if (!(use.eContainer() instanceof Argument argument) || !(argument.eContainer() instanceof Call call)) {
            return false;
        }
        List<Argument> all = call.getArguments();
        boolean named = "f".equals(argument.getName()) || "function".equals(argument.getName())
                || "activation".equals(argument.getName());
        int position = all.indexOf(argument);
        return EQUATIONS.contains(call.getName()) ? position == 0
                : Set.of("Transformed", "Dense").contains(call.getName()) && (position == 1 || named);
    }
}
