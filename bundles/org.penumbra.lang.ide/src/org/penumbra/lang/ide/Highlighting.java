package org.penumbra.lang.ide;

import java.util.Set;

/** Words that the language gives a meaning, where they are not names. */
final class Highlighting {

    private static final Set<String> KEYWORDS = Set.of("model", "guide", "function", "network", "infer", "for", "of",
            "in", "if", "then", "else", "true", "false", "data", "param", "plate", "deterministic", "factor", "return",
            "where", "missing", "algorithm", "objective", "optimizer", "seed", "subsample", "do", "condition");
    private static final Set<String> OPERATORS = Set.of("~", "=", "+", "-", "*", "/", "%", "@", "^", "'", "==", "!=",
            "<", "<=", ">", ">=", "&&", "||", "!", "..");

    private Highlighting() {
    }

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    static boolean isOperator(String sign) {
        return OPERATORS.contains(sign);
    }
}
