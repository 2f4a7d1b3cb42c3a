package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.model.Argument;
import org.penumbra.model.Assign;
import org.penumbra.model.Call;
import org.penumbra.model.Invoke;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Statement;

/**
 * Names of the layers of a network: that of the value that a layer is assigned to, {@code Encoder.h}, or
 * {@code Encoder.out} for what the network returns. Where one statement has several layers they are numbered in the
 * order in which they are applied: {@code Encoder.h.1}.
 */
final class LayerNames {

    static final String SEQUENTIAL = "Sequential";

    private LayerNames() {
    }

    /** The name of each call that is a layer. */
    static Map<Call, String> of(NetworkDeclaration network) {
        Map<Call, String> names = new IdentityHashMap<>();
        for (Statement statement : network.getStatements()) {
            List<Call> layers = new ArrayList<>();
            collect(statement, layers);
            String base = network.getName() + "." + (statement instanceof Assign assign ? assign.getName() : "out");
            for (int k = 0; k < layers.size(); k++) {
                names.put(layers.get(k), layers.size() == 1 ? base : base + "." + (k + 1));
            }
        }
        return names;
    }

    /** Innermost first. */
    private static void collect(EObject element, List<Call> layers) {
        if (element instanceof Invoke invoke) {
            invoke.getArguments().forEach(argument -> collect(argument, layers));
            layers(invoke).forEach(layers::add);
        } else {
            element.eContents().forEach(part -> collect(part, layers));
        }
    }

    /** The layers of an application, in order. */
    static List<Call> layers(Invoke invoke) {
        if (!(invoke.getTarget() instanceof Call call)) {
            return List.of();
        }
        return call.getName().equals(SEQUENTIAL) ? call.getArguments().stream().map(Argument::getValue)
                .filter(Call.class::isInstance).map(Call.class::cast).toList() : List.of(call);
    }

    /** Names of the arguments that give weights a prior end so. */
    static boolean isPrior(String argument, Set<String> parameters) {
        return argument != null && !parameters.contains(argument)
                && (argument.equals("prior") || argument.endsWith("Prior"));
    }
}
