package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.expression.Loop;
import org.penumbra.model.Argument;
import org.penumbra.model.Assign;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.Invoke;
import org.penumbra.model.Member;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.Return;
import org.penumbra.model.Script;
import org.penumbra.model.Statement;
import org.penumbra.model.VariableRef;
import org.penumbra.network.LayerCatalog;

/**
 * Networks that the file declares: a call stands for the statements, with the arguments in place of the parameters. The
 * weights of its layers belong to the declaration, so that all calls share them.
 */
final class NetworkLowering {

    /** The result of a network that returns one. */
    private static final String UNNAMED = "";

    private final ExpressionLowering expressions;
    private final LayerLowering layers;
    private final Refusal refusal;
    private final Map<NetworkDeclaration, Map<Call, String>> names = new HashMap<>();
    private final List<NetworkDeclaration> active = new ArrayList<>();

    NetworkLowering(ExpressionLowering expressions, LayerCatalog catalog, Refusal refusal) {
        this.expressions = expressions;
        this.refusal = refusal;
        this.layers = new LayerLowering(expressions, catalog, refusal);
    }

    /** From now on weights are made by someone else. */
    void makeWeights(WeightSites sites) {
        layers.makeWeights(sites);
    }

    /** The network of the file that is called. */
    Optional<NetworkDeclaration> declared(Call call) {
        return EcoreUtil.getRootContainer(call) instanceof Script script
                ? script.getDeclarations().stream().filter(NetworkDeclaration.class::isInstance)
                        .map(NetworkDeclaration.class::cast)
                        .filter(network -> network.getName().equals(call.getName())).findFirst()
                : Optional.empty();
    }

    /** The value of a call of a network with one result. */
    Value lower(Call call, NetworkDeclaration network, Scope scope) {
        Map<String, Value> results = results(call, network, scope);
        if (!results.containsKey(UNNAMED)) {
            throw refusal.at(call, "PEN-2970", "The network '" + network.getName() + "' has the results "
                    + String.join(" and ", results.keySet()) + ", found none of them chosen.",
                    "Name the call, e = " + network.getName() + "(...), and write e." + results.keySet().iterator()
                            .next() + ".");
        }
        return results.get(UNNAMED);
    }

    /** Names the results of a network, {@code e.loc} and so on, where a statement names a call; says if it does. */
    boolean define(Assign assign, Scope scope) {
        Optional<NetworkDeclaration> network = assign.getValue() instanceof Call call ? declared(call)
                : Optional.empty();
        if (network.filter(one -> !isUnnamed(one)).isEmpty()) {
            return false;
        }
        if (assign.isDeterministic() || !assign.getIndices().isEmpty()) {
            throw refusal.at(assign, "PEN-2970", "The results of a network are named together without subscripts, "
                    + "found '" + assign.getName() + "', which is " + (assign.isDeterministic() ? "reported."
                            : "assigned element by element."), "Choose one: " + assign.getName() + " = "
                                    + network.get().getName() + "(...)." + network.get().getResults().getFirst()
                                            .getName() + ".");
        }
        results((Call) assign.getValue(), network.get(), scope).forEach(
                (name, value) -> scope.define(assign.getName() + "." + name, value));
        return true;
    }

    private static boolean isUnnamed(NetworkDeclaration network) {
        return network.getResults().size() == 1 && network.getResults().getFirst().getName() == null;
    }

    /** {@code e.loc}, or {@code Encoder(x).loc}. */
    Value member(Member member, Scope scope) {
        Optional<Value> found = switch (member.getTarget()) {
            case VariableRef ref -> scope.find(ref.getName() + "." + member.getName());
            case Call call -> declared(call).map(network -> results(call, network, scope).get(member.getName()));
            default -> Optional.empty();
        };
        return found.orElseThrow(() -> refusal.at(member, "PEN-2970", "Expected a result of a network in front of "
                + "'." + member.getName() + "', found something else."));
    }

    /** The application of a layer, which stands in a network. */
    Value layer(Invoke invoke, Scope scope) {
        if (active.isEmpty()) {
            throw refusal.at(invoke, "PEN-2971", "A layer is applied inside of a network only.",
                    "Declare a network and call it.");
        }
        Map<Call, String> known = names.computeIfAbsent(active.getLast(), LayerNames::of);
        return layers.lower(invoke, known, scope);
    }

    private Map<String, Value> results(Call call, NetworkDeclaration network, Scope scope) {
        List<Value> arguments = arguments(call, network, scope);
        enter(call, network);
        Scope inner = Scope.ofFunction(scope.loops());
        for (int k = 0; k < arguments.size(); k++) {
            inner.define(network.getParameters().get(k).getName(), arguments.get(k));
        }
        for (int k = 0; k < arguments.size(); k++) {
            Parameter parameter = network.getParameters().get(k);
            requireShape(call, "The input '" + parameter.getName() + "' of " + network.getName(), parameter,
                    arguments.get(k), inner);
        }
        Map<String, Value> results = new LinkedHashMap<>();
        network.getStatements().forEach(statement -> statement(statement, inner, results));
        active.removeLast();
        return named(network, inner, results);
    }

    private void statement(Statement statement, Scope inner, Map<String, Value> results) {
        switch (statement) {
            case Assign assign -> {
                if (!define(assign, inner)) {
                    inner.define(assign.getName(), expressions.lower(assign.getValue(), inner).remembered());
                }
            }
            case Return result -> results.put(UNNAMED, expressions.lower(result.getValue(), inner).remembered());
            default -> throw refusal.notCompiled(statement, "This kind of statement in a network");
        }
    }

    private Map<String, Value> named(NetworkDeclaration network, Scope inner, Map<String, Value> returned) {
        Map<String, Value> results = new LinkedHashMap<>();
        for (Parameter result : network.getResults()) {
            String name = result.getName() == null ? UNNAMED : result.getName();
            Value value = Optional.ofNullable(returned.get(name)).or(() -> name.equals(UNNAMED) ? Optional.empty()
                    : inner.find(name)).orElseThrow(() -> refusal.at(network, "PEN-2970", "The network '"
                            + network.getName() + "' comes to no result" + (name.equals(UNNAMED) ? "; write return."
                                    : " '" + name + "'.")));
            requireShape(result, "The result " + (name.equals(UNNAMED) ? "" : "'" + name + "' ") + "of "
                    + network.getName(), result, value, inner);
            results.put(name, value);
        }
        return results;
    }

    private void requireShape(EObject where, String what, Parameter declared, Value value, Scope inner) {
        List<Integer> expected = expressions.types().shape(declared.getType(), inner);
        if (!value.shape().equals(expected)) {
            throw refusal.shapes(where, what, new Value(expected, at -> null), value);
        }
    }

    private List<Value> arguments(Call call, NetworkDeclaration network, Scope scope) {
        List<String> parameters = network.getParameters().stream().map(Parameter::getName).toList();
        Map<String, Expression> bound = new LinkedHashMap<>();
        int position = 0;
        for (Argument argument : call.getArguments()) {
            String name = argument.getName() != null ? argument.getName()
                    : position < parameters.size() ? parameters.get(position++) : UNNAMED;
            if (!parameters.contains(name) || bound.put(name, argument.getValue()) != null) {
                throw wrongArguments(call, parameters);
            }
        }
        if (bound.size() != parameters.size()) {
            throw wrongArguments(call, parameters);
        }
        return parameters.stream().map(name -> expressions.lower(bound.get(name), scope).remembered()).toList();
    }

    private RuntimeException wrongArguments(Call call, List<String> parameters) {
        return refusal.at(call, "PEN-2105", "Expected " + call.getName() + parameters.stream()
                .collect(Collectors.joining(", ", "(", ")")) + ", each once, found " + call.getArguments().size()
                + " argument(s).");
    }

    private void enter(Call call, NetworkDeclaration network) {
        if (active.contains(network)) {
            throw refusal.at(call, "PEN-2108", "The network '" + network.getName() + "' calls itself.",
                    "A call stands for the layers of the network, so it must come to an end.");
        }
        active.add(network);
    }
}
