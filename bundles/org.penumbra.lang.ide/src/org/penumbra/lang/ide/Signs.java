package org.penumbra.lang.ide;

import java.util.Set;

/** What signs say of the words around them. */
final class Signs {

    private static final Set<String> OPEN = Set.of("+", "-", "*", "/", "%", "^", "=", "~", ",", "(", "[", ":", "..",
            "&&", "||", "==", "!=", "<", "<=", ">", ">=", "!", "if", "then", "else", ".", "in", "deterministic",
            "factor", "return");

    private Signs() {
    }

    /** Whether something must follow behind a word. */
    static boolean expectsMore(String word) {
        return OPEN.contains(word);
    }
}
