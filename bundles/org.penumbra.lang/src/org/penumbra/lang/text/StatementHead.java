package org.penumbra.lang.text;

import org.antlr.runtime.Token;
import org.antlr.runtime.TokenStream;

/**
 * Where a statement of the form {@code name[subscripts] : type ~} or {@code =} goes wrong. The parser decides for one
 * of these forms only when it has seen the whole head, and otherwise knows no more than that nothing fits.
 *
 * @param expected what should stand there
 * @param found what does
 */
record StatementHead(String expected, Token found) {

    private static final String SIGNS = "'~' and a distribution, or '=' and a value";

    /** Reads from the first token of the statement. */
    static StatementHead read(TokenStream tokens, int first) {
        Cursor cursor = new Cursor(tokens, Math.max(first, 0));
        if (!cursor.isWord()) {
            return new StatementHead("a statement", cursor.token());
        }
        cursor.next();
        if (cursor.is("[") && !cursor.skipBalanced("[", "]")) {
            return new StatementHead("']'", cursor.token());
        }
        if (cursor.is(":")) {
            cursor.next();
            if (!cursor.isWord()) {
                return new StatementHead("a type such as real", cursor.token());
            }
            return afterType(cursor);
        }
        return cursor.is("~") || cursor.is("=") ? new StatementHead("an expression between '[' and ']'", cursor.start())
                : new StatementHead(SIGNS, cursor.token());
    }

    private static StatementHead afterType(Cursor cursor) {
        cursor.next();
        if (cursor.is("(") && !cursor.skipBalanced("(", ")")) {
            return new StatementHead("')'", cursor.token());
        }
        if (cursor.is("[") && !cursor.skipBalanced("[", "]")) {
            return new StatementHead("']'", cursor.token());
        }
        return cursor.is("~") || cursor.is("=") ? new StatementHead("a type such as real[n]", cursor.start())
                : new StatementHead(SIGNS, cursor.token());
    }

    /** Walks over visible tokens. */
    private static final class Cursor {
        private final TokenStream tokens;
        private final Token start;
        private int position;

        Cursor(TokenStream tokens, int first) {
            this.tokens = tokens;
            this.position = first;
            skipHidden();
            this.start = token();
        }

        Token start() {
            return start;
        }

        Token token() {
            return position < tokens.size() ? tokens.get(position) : Token.EOF_TOKEN;
        }

        boolean is(String text) {
            return text.equals(token().getText());
        }

        boolean isWord() {
            String text = token().getText();
            return token().getType() != Token.EOF && text != null && !text.isEmpty()
                    && Character.isJavaIdentifierStart(text.charAt(0));
        }

        void next() {
            position++;
            skipHidden();
        }

        /** Moves behind the closing bracket; false, on the offending token, when this statement has none. */
        boolean skipBalanced(String open, String close) {
            int depth = 0;
            while (token().getType() != Token.EOF && !is("{") && !is("}") && !is("~")) {
                depth += is(open) ? 1 : is(close) ? -1 : 0;
                next();
                if (depth == 0) {
                    return true;
                }
            }
            return false;
        }

        private void skipHidden() {
            while (token().getType() != Token.EOF && token().getChannel() == Token.HIDDEN_CHANNEL) {
                position++;
            }
        }
    }
}
