package org.penumbra.visualization;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.model.Call;
import org.penumbra.model.Invoke;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Script;

/** Which networks with layers of their own an expression calls, through other networks too. */
final class NetworkCalls {

    private NetworkCalls() {
    }

    static Set<NetworkDeclaration> in(EObject element) {
        Set<NetworkDeclaration> layered = new LinkedHashSet<>();
        Set<NetworkDeclaration> seen = new LinkedHashSet<>();
        Deque<EObject> open = new ArrayDeque<>();
        open.add(element);
        while (!open.isEmpty()) {
            EObject at = open.remove();
            look(at, at, layered, seen, open);
            for (TreeIterator<EObject> all = at.eAllContents(); all.hasNext();) {
                look(at, all.next(), layered, seen, open);
            }
        }
        return layered;
    }

    private static void look(EObject owner, EObject part, Set<NetworkDeclaration> layered,
            Set<NetworkDeclaration> seen, Deque<EObject> open) {
        if (part instanceof Invoke && owner instanceof NetworkDeclaration network) {
            layered.add(network);
        } else if (part instanceof Call call) {
            declared(call).filter(seen::add).ifPresent(open::add);
        }
    }

    private static Optional<NetworkDeclaration> declared(Call call) {
        return EcoreUtil.getRootContainer(call) instanceof Script script
                ? script.getDeclarations().stream().filter(NetworkDeclaration.class::isInstance)
                        .map(NetworkDeclaration.class::cast)
                        .filter(network -> network.getName().equals(call.getName())).findFirst()
                : Optional.empty();
    }
}
