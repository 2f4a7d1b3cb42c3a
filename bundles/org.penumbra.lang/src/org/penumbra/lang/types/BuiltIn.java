package org.penumbra.lang.types;

import java.util.List;
import java.util.function.Function;

/**
 * A function of the language, as far as checking needs it.
 *
 * @param name as written
 * @param group heading of the documentation under which it stands
 * @param parameters names in order
 * @param required how many of them must be given; the last may be given more than once when {@code variadic}
 * @param variadic whether further arguments are allowed
 * @param rule how the shape of the result follows from those of the arguments
 * @param shapes the ways to call it, for {@link Rule#SHAPED}; otherwise empty
 * @param element of the result; UNKNOWN when it is that of the arguments
 * @param range of the result from those of the arguments
 * @param domain what the first argument must lie in
 * @param documentation one sentence
 */
public record BuiltIn(String name, String group, List<String> parameters, int required, boolean variadic, Rule rule,
        List<ShapeRule> shapes, ElementType element, Function<List<Range>, Range> range, Range domain,
        String documentation) {

    /** How the shape of the result follows from the arguments. */
    public enum Rule {
        /** All arguments broadcast; the result has their common shape. */
        ELEMENTWISE,
        /** One array to one number. */
        REDUCE,
        /** One array to one number, or several arguments elementwise. */
        REDUCE_OR_ELEMENTWISE,
        /** Two vectors to one number, or several arguments elementwise. */
        MIX,
        /** An array to an array of the same shape; its elements depend on each other along the last axis. */
        SAME,
        /** The arguments are the extents. */
        FILL,
        /** A number and the extents. */
        REPEAT,
        /** Arrays joined along the first axis. */
        APPEND,
        /** As its shapes say. */
        SHAPED,
        /** A function of the file, a state, a time, times and what else the function takes: a state for each time. */
        ODE,
        /** Followed by nothing: the shape is known only when it runs. */
        OPAQUE
    }

    public BuiltIn {
        parameters = List.copyOf(parameters);
        shapes = List.copyOf(shapes);
    }

    /** {@code name(x, y)} for messages. */
    public String signature() {
        return name + "(" + String.join(", ", parameters) + (variadic ? ", ..." : "") + ")";
    }

    public boolean takes(int count) {
        return count >= required && (variadic || count <= parameters.size());
    }

    /** Whether the value jumps or stays where the arguments move, so that its derivative says nothing of it. */
    public boolean isStep() {
        return rule == Rule.ELEMENTWISE && (element == ElementType.INT || element == ElementType.BOOL);
    }
}
