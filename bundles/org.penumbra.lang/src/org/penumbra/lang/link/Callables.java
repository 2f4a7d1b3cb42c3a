package org.penumbra.lang.link;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.model.Call;
import org.penumbra.model.Declaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Script;

/** Functions and networks that a file declares; their names live apart from those of variables. */
public final class Callables {

    private Callables() {
    }

    public static Optional<Declaration> declared(String name, EObject place) {
        return all(place).filter(declaration -> declaration.getName().equals(name)).findFirst();
    }

    public static List<String> names(EObject place) {
        return all(place).map(Declaration::getName).toList();
    }

    /** The functions of the file that are called anywhere within an element, each once. */
    public static List<FunctionDeclaration> functionsCalledIn(EObject element) {
        Set<FunctionDeclaration> called = new LinkedHashSet<>();
        element.eAllContents().forEachRemaining(part -> {
            if (part instanceof Call call && declared(call.getName(), call).orElse(null)
                    instanceof FunctionDeclaration function) {
                called.add(function);
            }
        });
        return List.copyOf(called);
    }

    /** The networks of the file that are called anywhere within an element, each once. */
    public static List<NetworkDeclaration> networksCalledIn(EObject element) {
        Set<NetworkDeclaration> called = new LinkedHashSet<>();
        element.eAllContents().forEachRemaining(part -> {
            if (part instanceof Call call && declared(call.getName(), call).orElse(null)
                    instanceof NetworkDeclaration network) {
                called.add(network);
            }
        });
        return List.copyOf(called);
    }

    private static Stream<Declaration> all(EObject place) {
        return EcoreUtil.getRootContainer(place) instanceof Script script
                ? script.getDeclarations().stream().filter(declaration -> declaration instanceof FunctionDeclaration
                        || declaration instanceof NetworkDeclaration)
                : Stream.empty();
    }
}
