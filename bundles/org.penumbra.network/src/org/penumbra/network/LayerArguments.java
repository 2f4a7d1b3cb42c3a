package org.penumbra.network;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.core.Nearest;

/**
 * What a layer is told in parentheses behind its name, by the names of its parameters: numbers, truth values and words,
 * each checked against its parameter, with defaults filled in.
 */
public final class LayerArguments {

    private final Map<String, Object> values;

    private LayerArguments(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Arguments of a layer.
     *
     * @param entry the layer
     * @param given a {@link Double}, {@link Boolean} or {@link String} by the name of a parameter
     * @throws LayerMisuse where one is missing, unknown, or of a wrong kind or value
     */
    public static LayerArguments of(LayerEntry entry, Map<String, Object> given) {
        Map<String, Object> left = new LinkedHashMap<>(given);
        Map<String, Object> values = new HashMap<>();
        for (LayerEntry.Parameter parameter : entry.parameters()) {
            Object written = left.remove(parameter.name());
            if (written != null) {
                values.put(parameter.name(), parameter.checked(entry.name(), written));
            } else if (parameter.defaultValue().isPresent()) {
                values.put(parameter.name(), parameter.parsed(parameter.defaultValue().get()));
            } else {
                throw new LayerMisuse("Expected " + entry.signature() + ", found no '" + parameter.name() + "'.");
            }
        }
        left.keySet().stream().findFirst().ifPresent(name -> {
            throw unknown(entry, name);
        });
        return new LayerArguments(values);
    }

    /** Values of all parameters, unchecked: for tests of layers, which have no registration. */
    public static LayerArguments ofAll(Map<String, Object> values) {
        return new LayerArguments(values);
    }

    private static LayerMisuse unknown(LayerEntry entry, String name) {
        List<String> nearest = Nearest.to(name, entry.parameters().stream().map(LayerEntry.Parameter::name).toList());
        return new LayerMisuse("Expected " + entry.signature() + ", found an argument '" + name + "'.",
                nearest.isEmpty() ? "" : "Did you mean " + String.join(" or ", nearest) + "?");
    }

    /** A whole number. */
    public int integer(String name) {
        return (int) number(name);
    }

    public double number(String name) {
        return (Double) value(name, Double.class);
    }

    public boolean flag(String name) {
        return (Boolean) value(name, Boolean.class);
    }

    /** Whether what may be a number or a word is a word. */
    public boolean isWord(String name) {
        return value(name, Object.class) instanceof String;
    }

    public String word(String name) {
        return (String) value(name, String.class);
    }

    private Object value(String name, Class<?> kind) {
        Object value = values.get(name);
        if (!kind.isInstance(value)) {
            throw new IllegalArgumentException("no " + kind.getSimpleName() + " parameter '" + name
                    + "' is registered, but " + values);
        }
        return value;
    }
}
