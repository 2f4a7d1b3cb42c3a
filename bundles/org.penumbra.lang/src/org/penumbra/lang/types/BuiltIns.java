package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.penumbra.lang.types.BuiltIn.Rule;

/**
 * The table of functions: one line each, in {@link ScalarFunctions} and {@link ArrayFunctions}. What the compiler
 * cannot lower yet, it says itself.
 */
public final class BuiltIns {

    private static final Map<String, BuiltIn> TABLE = table();

    private BuiltIns() {
    }

    private static Map<String, BuiltIn> table() {
        Rows rows = new Rows();
        ScalarFunctions.addTo(rows);
        ArrayFunctions.addTo(rows);
        return rows.byName;
    }

    public static Optional<BuiltIn> find(String name) {
        return Optional.ofNullable(TABLE.get(name));
    }

    /** All names, sorted. */
    public static Collection<String> names() {
        return new TreeMap<>(TABLE).keySet();
    }

    /** All functions in the order of the documentation. */
    public static Collection<BuiltIn> all() {
        return TABLE.values();
    }

    /** The table while it is written. */
    static final class Rows {

        private final Map<String, BuiltIn> byName = new LinkedHashMap<>();
        private String group = "";

        /** What follows stands under this heading. */
        void under(String heading) {
            group = heading;
        }

        /** Elementwise, of one argument. */
        void map(String name, ElementType element, Function<List<Range>, Range> range, Range domain,
                String documentation) {
            put(name, List.of("x"), 1, false, Rule.ELEMENTWISE, List.of(), element, range, domain, documentation);
        }

        /** Elementwise, of several arguments. */
        void several(String name, ElementType element, Function<List<Range>, Range> range, String documentation,
                String... parameters) {
            put(name, Arrays.asList(parameters), parameters.length, false, Rule.ELEMENTWISE, List.of(), element, range,
                    Range.ALL, documentation);
        }

        /** Of one array. */
        void array(String name, Rule rule, ElementType element, Function<List<Range>, Range> range,
                String documentation) {
            put(name, List.of("x"), 1, false, rule, List.of(), element, range, Range.ALL, documentation);
        }

        /** As some rules say; the first with most parameters names them. */
        void shaped(ElementType element, Function<List<Range>, Range> range, String documentation, String... forms) {
            List<ShapeRule> shapes = Arrays.stream(forms).map(ShapeRule::parse).toList();
            List<String> most = new ArrayList<>();
            shapes.stream().map(ShapeRule::parameters).filter(next -> next.size() > most.size()).forEach(next -> {
                most.clear();
                most.addAll(next);
            });
            int fewest = shapes.stream().mapToInt(shape -> shape.slots().size()).min().orElseThrow();
            put(shapes.get(0).name(), most, fewest, false, Rule.SHAPED, shapes, element, range, Range.ALL,
                    documentation);
        }

        /** Any other. */
        void other(String name, Rule rule, int required, boolean variadic, ElementType element,
                Function<List<Range>, Range> range, String documentation, String... parameters) {
            put(name, Arrays.asList(parameters), required, variadic, rule, List.of(), element, range, Range.ALL,
                    documentation);
        }

        private void put(String name, List<String> parameters, int required, boolean variadic, Rule rule,
                List<ShapeRule> shapes, ElementType element, Function<List<Range>, Range> range, Range domain,
                String documentation) {
            if (byName.put(name, new BuiltIn(name, group, parameters, required, variadic, rule, shapes, element,
                    range, domain, documentation)) != null) {
                throw new IllegalStateException("function " + name + " is in the table twice");
            }
        }
    }
}
