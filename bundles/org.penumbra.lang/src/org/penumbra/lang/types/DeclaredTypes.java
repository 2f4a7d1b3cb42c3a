package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.penumbra.model.Argument;
import org.penumbra.model.Expression;
import org.penumbra.model.Type;

/** The value types that declarations write down: {@code int(min = 0)[n]}, {@code positive[J]}, {@code simplex[k]}. */
public final class DeclaredTypes {

    /** What a type name means. */
    private enum Kind {
        /** Elements one by one; the bracket is the shape. */
        SCALARS,
        /** One vector; the first extent is its own length. */
        VECTOR,
        /** One square matrix; the first extent is its number of rows. */
        MATRIX
    }

    private record Meaning(Kind kind, ElementType element, Range range, List<String> bounds) {
    }

    private static final List<String> MIN_MAX = List.of("min", "max");
    private static final Range CORRELATION = new Range(-1, 1);

    private static final Map<String, Meaning> TYPES = Map.ofEntries(
            Map.entry("int", new Meaning(Kind.SCALARS, ElementType.INT, Range.ALL, MIN_MAX)),
            Map.entry("real", new Meaning(Kind.SCALARS, ElementType.REAL, Range.ALL, MIN_MAX)),
            Map.entry("bool", new Meaning(Kind.SCALARS, ElementType.BOOL, Range.UNIT, List.of())),
            Map.entry("positive", new Meaning(Kind.SCALARS, ElementType.REAL, Range.NONNEGATIVE, List.of())),
            Map.entry("nonnegative", new Meaning(Kind.SCALARS, ElementType.REAL, Range.NONNEGATIVE, List.of())),
            Map.entry("unit", new Meaning(Kind.SCALARS, ElementType.REAL, Range.UNIT, List.of())),
            Map.entry("interval", new Meaning(Kind.SCALARS, ElementType.REAL, Range.ALL, List.of("lo", "hi"))),
            Map.entry("simplex", new Meaning(Kind.VECTOR, ElementType.REAL, Range.UNIT, List.of())),
            Map.entry("ordered", new Meaning(Kind.VECTOR, ElementType.REAL, Range.ALL, List.of())),
            Map.entry("positiveOrdered", new Meaning(Kind.VECTOR, ElementType.REAL, Range.NONNEGATIVE, List.of())),
            Map.entry("corrCholesky", new Meaning(Kind.MATRIX, ElementType.REAL, CORRELATION, List.of())),
            Map.entry("covCholesky", new Meaning(Kind.MATRIX, ElementType.REAL, Range.ALL, List.of())),
            Map.entry("corr", new Meaning(Kind.MATRIX, ElementType.REAL, CORRELATION, List.of())),
            Map.entry("cov", new Meaning(Kind.MATRIX, ElementType.REAL, Range.ALL, List.of())));

    private DeclaredTypes() {
    }

    /** All type names, sorted. */
    public static List<String> names() {
        return TYPES.keySet().stream().sorted().toList();
    }

    public static boolean exists(String name) {
        return TYPES.containsKey(name);
    }

    /** Names of the bounds that a type takes in parentheses. */
    public static List<String> bounds(String name) {
        return TYPES.get(name).bounds();
    }

    /** Whether the elements of the type depend on each other, as those of a simplex do. */
    public static boolean isJoint(String name) {
        return exists(name) && TYPES.get(name).kind() != Kind.SCALARS;
    }

    /**
     * The value type.
     *
     * @param value types of the expressions that bound it
     */
    public static ValueType of(Type type, Function<Expression, ValueType> value) {
        Meaning meaning = TYPES.get(type.getName());
        if (meaning == null) {
            return ValueType.UNKNOWN;
        }
        List<Extent> extents = new ArrayList<>(type.getDimensions().stream().map(Extents::of).toList());
        if (meaning.kind() != Kind.SCALARS && !extents.isEmpty()) {
            Extent own = extents.remove(0);
            extents.add(own);
            if (meaning.kind() == Kind.MATRIX) {
                extents.add(own);
            }
        }
        return ValueType.of(meaning.element(), new Shape(extents), range(type, meaning, value), type);
    }

    private static Range range(Type type, Meaning meaning, Function<Expression, ValueType> value) {
        double low = meaning.range().low();
        double high = meaning.range().high();
        int position = 0;
        for (Argument argument : type.getArguments()) {
            int bound = argument.getName() == null ? position++ : meaning.bounds().indexOf(argument.getName());
            Range range = value.apply(argument.getValue()).range();
            low = bound == 0 ? range.low() : low;
            high = bound == 1 ? range.high() : high;
        }
        return new Range(low, high);
    }
}
