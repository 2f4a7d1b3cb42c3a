package org.penumbra.lang.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.DeclaredTypes;
import org.penumbra.lang.types.Networks;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.Assign;
import org.penumbra.model.Call;
import org.penumbra.model.Declaration;
import org.penumbra.model.Expression;
import org.penumbra.model.Invoke;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.PenumbraPackage;
import org.penumbra.model.Return;
import org.penumbra.model.Statement;
import org.penumbra.model.VariableRef;

/** A network of the file: its results are what it declares, each layer leads to one, and it comes to an end. */
final class NetworkCheck {

    private final Typing typing;
    private final CompiledCheck compiled;
    private final Report report;

    NetworkCheck(Typing typing, CompiledCheck compiled, Report report) {
        this.typing = typing;
        this.compiled = compiled;
        this.report = report;
    }

    /** What every block may do wrong with networks: use several results as one value. */
    void uses(Declaration declaration) {
        for (TreeIterator<EObject> all = declaration.eAllContents(); all.hasNext();) {
            switch (all.next()) {
                case VariableRef use -> typing.networks().requireMember(use);
                case Call call -> typing.networks().requireMember(call);
                default -> { }
            }
        }
    }

    void check(NetworkDeclaration network) {
        recursion(network);
        List<Return> returns = new ArrayList<>();
        for (Statement statement : network.getStatements()) {
            switch (statement) {
                case Assign assign -> assign(assign);
                case Return result -> returns.add(result);
                default -> { }
            }
        }
        if (Networks.isUnnamed(network)) {
            returned(network, returns);
        } else {
            named(network, returns);
        }
        unused(network);
        compiled.check(network);
    }

    private void assign(Assign assign) {
        typing.of(assign.getValue());
        if (!assign.getIndices().isEmpty() || assign.isDeterministic()) {
            report.add(LanguageProblem.MISPLACED_STATEMENT.problem("Expected a plain value h = ... in a network, found "
                    + (assign.isDeterministic() ? "a reported one." : "one with subscripts.")), assign);
        }
    }

    private void returned(NetworkDeclaration network, List<Return> returns) {
        if (returns.size() != 1) {
            report.add(LanguageProblem.NETWORK_RESULT.problem("Expected one return in the network '"
                    + network.getName() + "', found " + (returns.isEmpty() ? "none." : returns.size() + "."))
                    .advise("Or name the results: network " + network.getName() + "(...) : (loc : real[2]) { ... }."),
                    network, PenumbraPackage.Literals.DECLARATION__NAME);
        }
        returns.forEach(result -> declared("The network '" + network.getName() + "'", network.getResults().get(0),
                result.getValue()));
    }

    private void named(NetworkDeclaration network, List<Return> returns) {
        returns.forEach(result -> report.add(LanguageProblem.NETWORK_RESULT.problem("Expected no return in a network "
                + "whose results have names, found one."), result));
        for (Parameter result : network.getResults()) {
            Optional<Assign> value = assigned(network, result.getName());
            value.ifPresentOrElse(one -> declared("The result '" + result.getName() + "'", result, one.getValue()),
                    () -> report.add(LanguageProblem.NETWORK_RESULT.problem("Expected a value of the result '"
                            + result.getName() + "' of '" + network.getName() + "', found none.").advise("Write "
                                    + result.getName() + " = ... in it."), result));
        }
    }

    private static Optional<Assign> assigned(NetworkDeclaration network, String name) {
        return network.getStatements().stream().filter(Assign.class::isInstance).map(Assign.class::cast)
                .filter(assign -> assign.getName().equals(name)).findFirst();
    }

    private void declared(String what, Parameter result, Expression value) {
        ValueType declared = DeclaredTypes.of(result.getType(), typing::of);
        ValueType found = typing.of(value);
        boolean known = declared.shape().isKnown() && found.shape().isKnown();
        if (known && (declared.shape().rank() != found.shape().rank()
                || !found.shape().fitsInto(declared.shape()))) {
            report.add(LanguageProblem.SHAPE_MISMATCH.problem(what + " is declared as " + declared + ", found "
                    + typing.describe(found) + "."), value);
        } else if (found.range().high() < declared.range().low() || found.range().low() > declared.range().high()) {
            report.add(LanguageProblem.OUTSIDE_SUPPORT.problem(what + " is declared to be " + declared.range()
                    + ", found " + found.range() + "."), value);
        }
    }

    /** Weights of a layer that leads nowhere have no gradient. */
    private void unused(NetworkDeclaration network) {
        Set<String> used = new HashSet<>(network.getResults().stream().map(Parameter::getName).toList());
        for (TreeIterator<EObject> all = network.eAllContents(); all.hasNext();) {
            if (all.next() instanceof VariableRef use && use.getVariable() instanceof Assign assign) {
                used.add(assign.getName());
            }
        }
        for (Statement statement : network.getStatements()) {
            if (statement instanceof Assign assign && !used.contains(assign.getName())) {
                report.add(LanguageProblem.UNUSED_LAYER.problem("Expected every value of a network to lead to a "
                        + "result, found '" + assign.getName() + "', which nothing uses."), assign);
            }
        }
    }

    private void recursion(NetworkDeclaration network) {
        List<NetworkDeclaration> path = pathBack(network, network, new HashSet<>());
        if (path != null) {
            report.add(LanguageProblem.RECURSIVE_FUNCTION.problem("Expected a network that comes to an end, found '"
                    + network.getName() + "', which calls itself: " + Stream.concat(path.stream(), Stream.of(network))
                            .map(NetworkDeclaration::getName).collect(Collectors.joining(" -> ")) + ".")
                    .advise("A call stands for the layers of the network."), network,
                    PenumbraPackage.Literals.DECLARATION__NAME);
        }
    }

    /** The calls that lead from a network back to {@code goal}, or null when none do. */
    private static List<NetworkDeclaration> pathBack(NetworkDeclaration from, NetworkDeclaration goal,
            Set<NetworkDeclaration> seen) {
        for (NetworkDeclaration next : Callables.networksCalledIn(from)) {
            List<NetworkDeclaration> rest = next == goal ? List.of()
                    : seen.add(next) ? pathBack(next, goal, seen) : null;
            if (rest != null) {
                List<NetworkDeclaration> path = new ArrayList<>(List.of(from));
                path.addAll(rest);
                return path;
            }
        }
        return null;
    }

    /** Whether an element has layers, which have weights to learn. */
    static boolean hasLayers(EObject element) {
        Set<NetworkDeclaration> seen = new HashSet<>(Callables.networksCalledIn(element));
        List<NetworkDeclaration> open = new ArrayList<>(seen);
        while (!open.isEmpty()) {
            NetworkDeclaration network = open.removeLast();
            for (TreeIterator<EObject> all = network.eAllContents(); all.hasNext();) {
                if (all.next() instanceof Invoke) {
                    return true;
                }
            }
            Callables.networksCalledIn(network).stream().filter(seen::add).forEach(open::add);
        }
        return false;
    }
}
