package org.penumbra.lang.ide;

import java.util.List;
import java.util.Optional;
import org.penumbra.lang.types.Networks;
import org.penumbra.model.Assign;
import org.penumbra.model.Expression;
import org.penumbra.model.Member;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.VariableRef;

/** The named results of networks. */
final class Results {

    private Results() {
    }

    /** What {@code e.loc} means; empty where the network has no such result. */
    static Optional<Parameter> of(Member member) {
        return in(member.getTarget()).stream().filter(result -> result.getName().equals(member.getName())).findFirst();
    }

    /** The results that can be named behind a value; none where it is no call of a network. */
    static List<Parameter> in(Expression value) {
        Expression call = value instanceof VariableRef use && use.getVariable() instanceof Assign assign
                ? assign.getValue() : value;
        Optional<NetworkDeclaration> network = Networks.called(call);
        return network.stream().flatMap(one -> one.getResults().stream()).filter(one -> one.getName() != null)
                .toList();
    }
}
