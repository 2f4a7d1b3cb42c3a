package org.penumbra.lang.types;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Nearest;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.link.Scope;
import org.penumbra.lang.report.Report;
import org.penumbra.model.Argument;
import org.penumbra.model.Assign;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.Member;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.PenumbraPackage;
import org.penumbra.model.VariableRef;

/** Types of calls of networks that the file declares, and of their results. */
public final class Networks {

    private final Typing typing;
    private final Report report;
    private final UserFunctions calls;
    private final Map<Call, Map<String, ValueType>> results = new IdentityHashMap<>();

    Networks(Typing typing, UserFunctions calls, Report report) {
        this.typing = typing;
        this.calls = calls;
        this.report = report;
    }

    /** The network that an expression calls. */
    public static Optional<NetworkDeclaration> called(Expression expression) {
        return expression instanceof Call call ? Callables.declared(call.getName(), call)
                .filter(NetworkDeclaration.class::isInstance).map(NetworkDeclaration.class::cast) : Optional.empty();
    }

    /** Whether a network returns one value without a name. */
    public static boolean isUnnamed(NetworkDeclaration network) {
        return network.getResults().size() == 1 && network.getResults().get(0).getName() == null;
    }

    /** The value of a call; nothing is known of several results together. */
    ValueType of(Call call, NetworkDeclaration network) {
        Map<String, ValueType> all = results(call, network);
        return isUnnamed(network) ? all.getOrDefault("", ValueType.UNKNOWN) : ValueType.UNKNOWN;
    }

    /** {@code e.loc} where e is a call of a network, or {@code Encoder(x).loc}. */
    ValueType of(Member member) {
        EObject origin = member.getTarget() instanceof VariableRef use ? use.getVariable() : member.getTarget();
        Expression value = origin instanceof Assign assign ? assign.getValue()
                : origin instanceof Call call ? call : null;
        Optional<NetworkDeclaration> network = called(value).filter(one -> !isUnnamed(one));
        if (network.isEmpty()) {
            noResults(member, origin);
            return ValueType.UNKNOWN;
        }
        Map<String, ValueType> all = results((Call) value, network.get());
        List<String> names = network.get().getResults().stream().map(Parameter::getName).toList();
        if (!names.contains(member.getName())) {
            report.add(LanguageProblem.UNKNOWN_RESULT.problem("Expected a result of the network '"
                    + network.get().getName() + "', found '" + member.getName() + "', which it does not have.")
                    .offering(Nearest.to(member.getName(), names))
                    .advise("Its results are " + String.join(", ", names) + "."), member);
            return ValueType.UNKNOWN;
        }
        ValueType type = all.getOrDefault(member.getName(), ValueType.UNKNOWN);
        return origin instanceof Assign assign && !Scope.isIndexed(assign) ? type.withShape(
                type.shape().inside(Extents.loopsBetween(assign, member))) : type;
    }

    private void noResults(Member member, EObject origin) {
        if (origin != null) {
            report.add(LanguageProblem.UNKNOWN_RESULT.problem("Expected a call of a network with named results in "
                    + "front of '." + member.getName() + "', found something else.")
                    .advise("Name the call, e = Net(x), and write e." + member.getName() + "."), member);
        }
    }

    private Map<String, ValueType> results(Call call, NetworkDeclaration network) {
        Map<String, ValueType> known = results.get(call);
        if (known == null) {
            known = new HashMap<>();
            results.put(call, known);
            Map<Parameter, Argument> arguments = calls.arguments(call, network, network.getParameters());
            for (Parameter result : arguments == null ? List.<Parameter>of() : network.getResults()) {
                ValueType type = DeclaredTypes.of(result.getType(), typing::of);
                known.put(result.getName() == null ? "" : result.getName(),
                        type.withShape(UserFunctions.inCall(type.shape(), arguments)).from(call));
            }
        }
        return known;
    }

    /** Says that several results are used as one value. */
    public void requireMember(VariableRef use) {
        if (use.getVariable() instanceof Assign assign && !(use.eContainer() instanceof Member)) {
            called(assign.getValue()).filter(network -> !isUnnamed(network)).ifPresent(network -> together(use,
                    "'" + assign.getName() + "'", assign.getName(), network));
        }
    }

    /** Says that several results are used as one value. */
    public void requireMember(Call call) {
        boolean chosen = call.eContainer() instanceof Member || call.eContainer() instanceof Assign;
        called(call).filter(network -> !chosen && !isUnnamed(network)).ifPresent(network -> report.add(
                LanguageProblem.UNKNOWN_RESULT.problem("Expected one result of the network '" + network.getName()
                        + "', found all of them together.").advise("Write " + network.getName() + "(...)."
                                + network.getResults().get(0).getName() + "."), call,
                PenumbraPackage.Literals.CALL__NAME));
    }

    private void together(VariableRef use, String what, String name, NetworkDeclaration network) {
        report.add(LanguageProblem.UNKNOWN_RESULT.problem("Expected one result of the network '" + network.getName()
                + "', found " + what + ", which is all of them.").advise("Write " + name + "."
                        + network.getResults().get(0).getName() + "."), use);
    }
}
