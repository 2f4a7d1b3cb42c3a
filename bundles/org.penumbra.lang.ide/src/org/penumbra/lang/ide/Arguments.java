package org.penumbra.lang.ide;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.model.Argument;
import org.penumbra.model.Call;
import org.penumbra.model.Declaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Parameter;

/** The names of arguments. */
final class Arguments {

    private Arguments() {
    }

    /** What the names stand for that a call gives some of its arguments. */
    static Map<Argument, Symbol> named(Call call, Symbol owner) {
        Map<Argument, Symbol> named = new LinkedHashMap<>();
        for (Argument argument : call.getArguments()) {
            if (argument.getName() == null) {
                continue;
            }
            switch (owner) {
                case Symbol.Declared declared -> parameters(declared.element()).stream()
                        .filter(parameter -> argument.getName().equals(parameter.getName())).findFirst()
                        .ifPresent(parameter -> named.put(argument, Symbol.of(parameter)));
                case Symbol.Known known -> named.put(argument,
                        new Symbol.Detail(known.kind(), known.name(), argument.getName()));
                default -> { }
            }
        }
        return named;
    }

    /** What a declaration of the file is called with. */
    static List<Parameter> parameters(Declaration declaration) {
        return switch (declaration) {
            case FunctionDeclaration function -> function.getParameters();
            case NetworkDeclaration network -> network.getParameters();
            default -> List.of();
        };
    }
}
