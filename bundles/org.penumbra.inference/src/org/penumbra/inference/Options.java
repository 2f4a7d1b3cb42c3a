package org.penumbra.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** The one reader of option records: descriptions for people and tools, and records from what a user wrote. */
public final class Options {
    static final String UNKNOWN = "PEN-3010";
    static final String TYPE = "PEN-3011";
    static final String BOUNDS = "PEN-3012";
    static final String REFUSED = "PEN-3013";
    static final String POSITION = "PEN-3014";
    static final String DECLARATION = "PEN-3015";

    private Options() {
    }

    /**
     * @param name of the record component, as the user writes it
     * @param type {@code number, integer, boolean, text} or the choices separated by {@code |}
     * @param defaultValue in text form
     */
    public record Description(String name, String label, String help, String type, String defaultValue, double min,
            double max) {
    }

    /**
     * What a record type offers, in order.
     *
     * @throws PenumbraException (PLUGIN_FAILED, PEN-3015) when a component carries no {@link Option} or has a type that
     *         options cannot have
     */
    public static List<Description> describe(Class<? extends Record> type) {
        return fields(type).stream().map(OptionField::describe).toList();
    }

    /**
     * Builds the record: defaults, overridden by {@code given}. Everything wrong with it is reported at once.
     *
     * @param owner who the options belong to, for messages ({@code SVI})
     * @param given values by name: Double, Long, Boolean or String; strings are parsed to the component's type, and a
     *        whole Double is an integer
     * @throws PenumbraException (USAGE) for an unknown name (PEN-3010, nearest offered), a wrong type (PEN-3011), a
     *         value out of bounds (PEN-3012) or a combination that the record's constructor refuses (PEN-3013);
     *         (PLUGIN_FAILED, PEN-3015) when the record type itself is wrong
     */
    public static <O extends Record> O read(Class<O> type, String owner, Map<String, ?> given) {
        List<OptionField> fields = fields(type);
        List<Problem> problems = new ArrayList<>(unknownNames(fields, owner, given));
        Object[] values = new Object[fields.size()];
        for (int i = 0; i < values.length; i++) {
            OptionField field = fields.get(i);
            try {
                String name = field.name();
                values[i] = given.containsKey(name) ? field.read(given.get(name)) : field.defaultValue();
            } catch (OptionField.Unreadable wrong) {
                problems.add(wrong.problem().about(owner));
            }
        }
        if (!problems.isEmpty()) {
            throw PenumbraException.usage(problems.toArray(Problem[]::new));
        }
        return OptionField.construct(type, owner, values);
    }

    /**
     * Gives values that were written without names the names of the components at their positions.
     *
     * @param owner who the options belong to, for messages
     * @param positional values in order, at most as many as there are options
     * @return values by name, in order, as {@link #read} takes them
     * @throws PenumbraException (USAGE, PEN-3014) when there are more values than options
     */
    public static Map<String, Object> byPosition(Class<? extends Record> type, String owner, List<?> positional) {
        List<OptionField> fields = fields(type);
        if (positional.size() > fields.size()) {
            String message = "at most %d options are expected (%s), found %d values.".formatted(fields.size(),
                    names(fields), positional.size());
            throw PenumbraException.usage(Problem.error(POSITION, message).about(owner));
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (int i = 0; i < positional.size(); i++) {
            named.put(fields.get(i).name(), positional.get(i));
        }
        return named;
    }

    private static List<Problem> unknownNames(List<OptionField> fields, String owner, Map<String, ?> given) {
        List<String> known = fields.stream().map(OptionField::name).toList();
        return given.keySet().stream().filter(name -> !known.contains(name)).map(name -> {
            List<String> nearest = Nearest.to(name, known);
            String message = known.isEmpty() ? "there are no options, found '" + name + "'."
                    : "unknown option '" + name + "'.";
            Problem problem = Problem.error(UNKNOWN, message).about(owner).offering(nearest);
            return nearest.isEmpty() && !known.isEmpty() ? problem.advise("Options: " + names(fields) + ".") : problem;
        }).toList();
    }

    private static String names(List<OptionField> fields) {
        return fields.stream().map(OptionField::name).collect(Collectors.joining(", "));
    }

    private static List<OptionField> fields(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents()).map(component -> OptionField.of(type, component)).toList();
    }
}
