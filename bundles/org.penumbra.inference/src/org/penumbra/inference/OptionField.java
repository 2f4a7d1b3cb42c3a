package org.penumbra.inference;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/** One component of an option record: how it is described, read and bounded. */
record OptionField(Class<? extends Record> owner, String name, Class<?> type, Option option) {

    /** A value that is not one of this option's. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        Unreadable(Problem problem) {
            super(problem.message());
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    static OptionField of(Class<? extends Record> owner, RecordComponent component) {
        Option option = component.getAnnotation(Option.class);
        if (option == null) {
            throw misdeclared(owner, "component '" + component.getName() + "' carries no @Option.", null);
        }
        OptionField field = new OptionField(owner, component.getName(), component.getType(), option);
        if (!field.isNumber() && !field.isInteger() && field.type != boolean.class && field.type != String.class
                && !field.type.isEnum()) {
            throw misdeclared(owner, "component '" + component.getName() + "' is a " + field.type.getSimpleName()
                    + "; an option is a double, int, long, boolean, String or enum.", null);
        }
        return field;
    }

    Options.Description describe() {
        return new Options.Description(name, option.label(), option.help(), typeName(), option.value(), option.min(),
                option.max());
    }

    /** The default, which must itself be a value that the option allows. */
    Object defaultValue() {
        try {
            return read(option.value());
        } catch (Unreadable wrong) {
            throw misdeclared(owner, "the default of '" + name + "' is not allowed: " + wrong.getMessage(), wrong);
        }
    }

    Object read(Object given) throws Unreadable {
        if (given == null) {
            throw wrongType("nothing");
        }
        if (isNumber() || isInteger()) {
            return readNumber(given);
        }
        if (given instanceof Boolean && type == boolean.class) {
            return given;
        }
        if (!(given instanceof String text)) {
            throw wrongType(given.toString());
        }
        return type == String.class ? text : choice(text.strip());
    }

    private Object choice(String text) throws Unreadable {
        Object[] choices = type == boolean.class ? new Object[] {true, false} : type.getEnumConstants();
        for (Object choice : choices) {
            if (choice.toString().equalsIgnoreCase(text) || choice instanceof Enum<?> constant
                    && constant.name().equalsIgnoreCase(text)) {
                return choice;
            }
        }
        throw wrongType("'" + text + "'");
    }

    private Object readNumber(Object given) throws Unreadable {
        double value;
        if (given instanceof Number number) {
            value = number.doubleValue();
        } else if (given instanceof String text) {
            value = parse(text.strip());
        } else {
            throw wrongType(given.toString());
        }
        if (Double.isNaN(value) || isInteger() && value != Math.rint(value)) {
            throw wrongType(given.toString());
        }
        if (value < lowest() || value > highest()) {
            throw new Unreadable(expectation(Options.BOUNDS, given.toString()));
        }
        return isNumber() ? (Object) value : whole(given);
    }

    /** Decimal numbers and Infinity; not the hexadecimal and suffixed forms that Double.parseDouble also takes. */
    private double parse(String text) throws Unreadable {
        try {
            return text.endsWith("Infinity") ? Double.parseDouble(text) : new BigDecimal(text).doubleValue();
        } catch (NumberFormatException notANumber) {
            Unreadable unreadable = wrongType("'" + text + "'");
            unreadable.initCause(notANumber);
            throw unreadable;
        }
    }

    /** Through decimal digits, so that a seed above 2^53 keeps its last digit. */
    private Object whole(Object given) throws Unreadable {
        try {
            BigDecimal digits = new BigDecimal(given.toString().strip());
            return type == int.class ? (Object) digits.intValueExact() : digits.longValueExact();
        } catch (ArithmeticException | NumberFormatException notWhole) {
            Unreadable unreadable = wrongType(given.toString());
            unreadable.initCause(notWhole);
            throw unreadable;
        }
    }

    private boolean isNumber() {
        return type == double.class;
    }

    private boolean isInteger() {
        return type == int.class || type == long.class;
    }

    private double lowest() {
        double lowest = type == int.class ? Integer.MIN_VALUE : Long.MIN_VALUE;
        return isNumber() ? option.min() : Math.max(option.min(), lowest);
    }

    private double highest() {
        double highest = type == int.class ? Integer.MAX_VALUE : Long.MAX_VALUE;
        return isNumber() ? option.max() : Math.min(option.max(), highest);
    }

    private String typeName() {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants()).map(choice -> choice.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining("|"));
        }
        return isNumber() ? "number" : isInteger() ? "integer" : type == boolean.class ? "boolean" : "text";
    }

    private Unreadable wrongType(String found) {
        return new Unreadable(expectation(Options.TYPE, found));
    }

    private Problem expectation(String code, String found) {
        String article = isInteger() ? "an " : type.isEnum() ? "one of " : "a ";
        return Problem.error(code, "option '%s' expects %s%s%s, found %s.".formatted(name, article, typeName(), range(),
                found)).advise(option.help());
    }

    private String range() {
        if (!isNumber() && !isInteger()) {
            return type == boolean.class ? " (true or false)" : "";
        }
        boolean below = !Double.isInfinite(option.min());
        boolean above = !Double.isInfinite(option.max());
        if (below && above) {
            return " from " + plain(option.min()) + " to " + plain(option.max());
        }
        return below ? " of at least " + plain(option.min()) : above ? " of at most " + plain(option.max()) : "";
    }

    private static String plain(double bound) {
        boolean whole = bound == Math.rint(bound) && Math.abs(bound) < 1e15;
        return whole ? Long.toString((long) bound) : Double.toString(bound);
    }

    /** Calls the canonical constructor, which may refuse combinations with an IllegalArgumentException. */
    static <O extends Record> O construct(Class<O> type, String owner, Object[] values) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType)
                .toArray(Class[]::new);
        try {
            Constructor<O> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IllegalArgumentException refusal) {
                throw PenumbraException.usage(Problem.error(Options.REFUSED, refusal.getMessage() == null
                        ? "these options do not go together: " + Arrays.toString(values) + "." : refusal.getMessage())
                        .about(owner));
            }
            throw misdeclared(type, "its constructor failed: " + thrown.getCause() + ".", thrown.getCause());
        } catch (ReflectiveOperationException | LinkageError unusable) {
            throw misdeclared(type, "it cannot be constructed: " + unusable + ".", unusable);
        }
    }

    private static PenumbraException misdeclared(Class<?> type, String message, Throwable cause) {
        return PenumbraException.plugin(cause, Problem.error(Options.DECLARATION, message).about(type.getName()));
    }
}
