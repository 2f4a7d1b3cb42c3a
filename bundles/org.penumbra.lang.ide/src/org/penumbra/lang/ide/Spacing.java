package org.penumbra.lang.ide;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.penumbra.lang.text.Word;

/** How many spaces stand between words of one line. Knows the words in front and what is open. */
final class Spacing {

    private static final Set<String> BINARY = Set.of("+", "-", "*", "/", "%", "@", "=", "~", "==", "!=", "<", "<=", ">",
            ">=", "&&", "||", ":");
    private static final Set<String> TIGHT = Set.of("^", ".", "..", "'");
    /** Words behind which a value begins: a bracket behind them is no call and no subscript. */
    private static final Set<String> LEADING = Set.of("if", "then", "else", "in", "where", "return", "factor");
    /** Words that belong to the statement in which they stand. */
    private static final Set<String> WITHIN = Set.of("in", "of", "for", "then", "else", "where", "missing", "if");
    private static final Set<String> HEADS = Set.of("model", "guide", "function", "network", "infer", "data", "param",
            "plate", "for", "deterministic", "factor", "return", "algorithm", "objective", "optimizer", "seed",
            "subsample", "do", "condition", "in", "of", "then", "else", "where", "missing", "if");

    private final Deque<String> open = new ArrayDeque<>();
    private Word last;
    private Word second;
    private boolean drawn;
    private boolean unary;
    private boolean annotation;
    private boolean function;

    /** Blocks that are open. */
    int depth() {
        return (int) open.stream().filter("{"::equals).count();
    }

    /** Whether a value of a function is being written, outside of all blocks. */
    boolean inFunction() {
        return function && open.isEmpty();
    }

    /** Whether a word goes on with what is in front of it. */
    boolean isContinued(Word word) {
        boolean within = !open.isEmpty() && !open.peek().equals("{");
        boolean expected = last != null && (Signs.expectsMore(last.text()) && last.kind() != Word.Kind.STRING
                && !last.isComment());
        boolean operator = word.kind() == Word.Kind.SIGN && (BINARY.contains(word.text()) || TIGHT.contains(word
                .text()) || word.is(","));
        return last != null && (within || expected || operator || word.is("then") || word.is("else"));
    }

    /** Spaces between the word in front and this one. */
    int before(Word word, Word next) {
        if (last == null) {
            return 0;
        }
        if (word.isComment()) {
            return word.kind() == Word.Kind.LINE_COMMENT ? 2 : 1;
        }
        if (last.isComment()) {
            return 1;
        }
        return word.kind() == Word.Kind.SIGN ? sign(word) : behind(word);
    }

    private int sign(Word word) {
        String text = word.text();
        boolean empty = last.is("(") || last.is("[") || last.is("{") && word.is("}");
        return switch (text) {
            case ")", "]", ",", ";" -> 0;
            case "(" -> callee() || last.is(")") || last.is("]") || last.is("'") ? 0 : behind(word);
            case "[" -> callee() || last.is(")") || last.is("]") || last.is("'") ? 0 : behind(word);
            case "{", "}" -> empty ? 0 : 1;
            case ":" -> isLabel() ? 0 : 1;
            case "." -> isOperand(last) && !LEADING.contains(last.text()) ? 0 : behind(word);
            case "'", "..", "^" -> 0;
            default -> isAnnotation(word) ? 1 : !isBinary(word) ? behind(word) : compact(word) ? 0 : 1;
        };
    }

    /** A plate's name is followed by its colon at once. */
    private boolean isLabel() {
        return second != null && second.is("plate");
    }

    private boolean callee() {
        return last.kind() == Word.Kind.WORD && !LEADING.contains(last.text());
    }

    /** Spaces behind the word in front, whatever follows. */
    private int behind(Word word) {
        if (last.is("(") || last.is("[") || TIGHT.contains(last.text()) && !last.is("'") || unary || annotation) {
            return 0;
        }
        if (last.kind() == Word.Kind.SIGN && BINARY.contains(last.text()) && compact(last)) {
            return 0;
        }
        boolean statement = word.kind() == Word.Kind.WORD && isOperand(last) && !HEADS.contains(last.text())
                && !WITHIN.contains(word.text());
        return statement && !inRunHead() ? 2 : 1;
    }

    /** {@code guide G for M}, {@code model M}: names behind words that announce them. */
    private boolean inRunHead() {
        return open.isEmpty();
    }

    private static boolean isOperand(Word word) {
        return word.kind() == Word.Kind.WORD || word.kind() == Word.Kind.NUMBER || word.kind() == Word.Kind.STRING
                || word.is(")") || word.is("]") || word.is("'");
    }

    private boolean isBinary(Word word) {
        return BINARY.contains(word.text()) && isOperand(last) && !LEADING.contains(last.text());
    }

    private boolean isAnnotation(Word word) {
        return word.is("@") && drawn && (open.isEmpty() || open.peek().equals("{"));
    }

    /** Sums in subscripts are written without spaces: {@code x[t-1]}. */
    private boolean compact(Word word) {
        return "subscript".equals(open.peek()) && Set.of("+", "-", "*", "/").contains(word.text());
    }

    /** Goes on behind a word. */
    void next(Word word) {
        if (word.isComment()) {
            last = word;
            return;
        }
        boolean sign = word.kind() == Word.Kind.SIGN;
        boolean operand = last != null && isOperand(last) && !LEADING.contains(last.text());
        annotation = sign && last != null && isAnnotation(word);
        unary = sign && (word.is("-") && !operand || word.is("!"));
        if (open.isEmpty() || open.peek().equals("{")) {
            drawn = word.is("~") || drawn && !word.is("=") && !word.is("{") && !word.is("}");
        }
        function = open.isEmpty() ? word.is("function") || function && !word.is("{") && !isHead(word) : function;
        switch (word.text()) {
            case "(", "{" -> open.push(word.text());
            case "[" -> open.push(operand ? "subscript" : "[");
            case ")", "]" -> pop(false);
            case "}" -> pop(true);
            default -> { }
        }
        second = last;
        last = word;
    }

    private static boolean isHead(Word word) {
        return Set.of("model", "guide", "network", "infer").contains(word.text());
    }

    private void pop(boolean block) {
        while (block && !open.isEmpty() && !open.peek().equals("{")) {
            open.pop();
        }
        if (!open.isEmpty() && open.peek().equals("{") == block) {
            open.pop();
        }
    }
}
