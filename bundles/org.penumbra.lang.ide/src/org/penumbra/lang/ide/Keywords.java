package org.penumbra.lang.ide;

import java.util.List;
import java.util.Map;

/** Which words mean something at a place. */
final class Keywords {

    private Keywords() {
    }

    /** What can begin here. */
    static Map<String, Words.Entry> starting(Context context) {
        return context.frames().isEmpty() ? Words.DECLARATIONS
                : context.declaration().equals("infer") ? Words.SETTINGS : Words.STATEMENTS;
    }

    /** What a word of the language means at its place; null for any other. */
    static String meaning(String word, Context context) {
        for (Map<String, Words.Entry> table : List.of(starting(context), Words.BINDING, Words.EXPRESSIONS,
                Words.CONNECTIVES, Words.DECLARATIONS)) {
            if (table.containsKey(word)) {
                return "**" + word + "** " + table.get(word).meaning();
            }
        }
        return null;
    }
}
