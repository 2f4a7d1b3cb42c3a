package org.penumbra.lang;

import java.util.List;
import org.penumbra.lang.types.BuiltIn;
import org.penumbra.lang.types.BuiltIns;
import org.penumbra.lang.types.ShapeRule;

/** The functions of the language, for documentation and content assist. */
public final class FunctionReference {

    /**
     * @param group heading under which it stands
     * @param name as written
     * @param forms the ways to call it, with the axes of the arguments: {@code solve(matrix[n, n], b[n])}
     * @param documentation one sentence
     */
    public record Entry(String group, String name, List<String> forms, String documentation) {
    }

    private FunctionReference() {
    }

    /** All of them, in the order of the documentation. */
    public static List<Entry> all() {
        return BuiltIns.all().stream().map(function -> new Entry(function.group(), function.name(), forms(function),
                function.documentation())).toList();
    }

    private static List<String> forms(BuiltIn function) {
        String name = function.name();
        return switch (function.rule()) {
            case SHAPED -> function.shapes().stream().map(ShapeRule::toString).toList();
            case ELEMENTWISE, FILL, REPEAT -> List.of(name + "(" + String.join(", ", function.parameters()) + ")");
            case REDUCE, SAME -> List.of(name + "(x[n])");
            case REDUCE_OR_ELEMENTWISE -> List.of(name + "(x[n])", name + "(x, y, ...)");
            case MIX -> List.of(name + "(w[n], lp[n])", name + "(p, a, b)");
            case APPEND -> List.of(name + "(x[n], y[m], ...)");
            case ODE -> List.of(name + "(f, u0[n], t0, ts[m], p[k])");
            case OPAQUE -> List.of(function.signature());
        };
    }
}
