package org.penumbra.inference;

import java.util.List;
import java.util.Map;

/** The one reader of option records: descriptions for people and tools, and records from what a user wrote. */
public final class Options {

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

    /** What a record type offers, in order. */
    public static List<Description> describe(Class<? extends Record> type) {
        throw new IllegalStateException("written by the contracts helper");
    }

    /**
     * Builds the record: defaults, overridden by {@code given}.
     *
     * @param owner who the options belong to, for messages ({@code SVI})
     * @param given values by name: Double, Long, Boolean or String; strings are parsed to the component's type
     * @throws org.penumbra.core.PenumbraException (USAGE) for an unknown name (nearest offered), a wrong type or a
     *         value out of bounds
     */
    public static <O extends Record> O read(Class<O> type, String owner, Map<String, ?> given) {
        throw new IllegalStateException("written by the contracts helper");
    }
}
