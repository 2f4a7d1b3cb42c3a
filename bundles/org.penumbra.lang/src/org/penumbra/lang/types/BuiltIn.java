package org.penumbra.lang.types;

import java.util.List;
import java.util.function.Function;

/**
 * A function of the language, as far as checking needs it.
 *
 * @param name as written
 * @param parameters names in order
 * @param required how many of them must be given; the last may be given more than once when {@code variadic}
 * @param variadic whether further arguments are allowed
 * @param rule how the shape of the result follows from those of the arguments
 * @param element of the result; UNKNOWN when it is that of the arguments
 * @param range of the result from those of the arguments
 * @param domain what the first argument must lie in
 * @param documentation one sentence
 */
public record BuiltIn(String name, List<String> parameters, int required, boolean variadic, Rule rule,
        ElementType element, Function<List<Range>, Range> range, Range domain, String documentation) {

    /** How the shape of the result follows from the arguments. */
    public enum Rule {
        /** All arguments broadcast; the result has their common shape. */
        ELEMENTWISE,
        /** One array to one number. */
        REDUCE,
        /** One array to one number, or several arguments elementwise. */
        REDUCE_OR_ELEMENTWISE,
        /** Two vectors of one length to one number. */
        DOT,
        /** A vector to a vector of the same length. */
        SAME,
        /** The arguments are the extents. */
        FILL,
        /** A number and the extents. */
        REPEAT,
        /** An extent to a square matrix. */
        SQUARE,
        /** Followed by nothing: the shape is known only when it runs. */
        OPAQUE
    }

    /** {@code name(x, y)} for messages. */
    public String signature() {
        return name + "(" + String.join(", ", parameters) + (variadic ? ", ..." : "") + ")";
    }

    public boolean takes(int count) {
        return count >= required && (variadic || count <= parameters.size());
    }
}
