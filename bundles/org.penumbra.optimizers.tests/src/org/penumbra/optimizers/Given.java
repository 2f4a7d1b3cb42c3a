package org.penumbra.optimizers;

import java.util.HashMap;
import java.util.Map;
import org.penumbra.inference.Options;

/** Options as a user gives them: some by name, the others by default. */
final class Given {

    private Given() {
    }

    static <O extends Record> O options(Class<O> type, Object... namesAndValues) {
        Map<String, Object> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            given.put((String) namesAndValues[i], value instanceof Integer whole ? Long.valueOf(whole) : value);
        }
        return Options.read(type, type.getSimpleName(), given);
    }
}
