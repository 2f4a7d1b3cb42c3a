package org.penumbra.lang.text;

import java.util.ArrayList;
import java.util.List;
import org.antlr.runtime.ANTLRStringStream;
import org.antlr.runtime.CommonToken;
import org.antlr.runtime.Token;
import org.penumbra.lang.parser.antlr.internal.InternalPenumbraLexer;

/**
 * The smallest part of a text that means something. Any text has words, whatever is wrong with it.
 *
 * @param kind what it is
 * @param text as written; never empty
 * @param offset 0-based, in UTF-16 units
 */
public record Word(Kind kind, String text, int offset) {

    /** What a word is. Words of the language that may also be names are {@code WORD}. */
    public enum Kind {
        WORD, NUMBER, STRING, SIGN, SPACE, LINE_COMMENT, BLOCK_COMMENT, OTHER
    }

    /** All words of a text in order, spaces and comments included: together they are the text. */
    public static List<Word> all(String text) {
        InternalPenumbraLexer lexer = new InternalPenumbraLexer(new ANTLRStringStream(text));
        List<Word> words = new ArrayList<>();
        int end = 0;
        for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
            CommonToken next = (CommonToken) token;
            if (next.getStartIndex() > end) {
                words.add(new Word(Kind.OTHER, text.substring(end, next.getStartIndex()), end));
            }
            end = next.getStopIndex() + 1;
            words.add(new Word(kind(next), text.substring(next.getStartIndex(), end), next.getStartIndex()));
        }
        if (end < text.length()) {
            words.add(new Word(Kind.OTHER, text.substring(end), end));
        }
        return words;
    }

    private static Kind kind(Token token) {
        return switch (token.getType()) {
            case InternalPenumbraLexer.RULE_ID -> Kind.WORD;
            case InternalPenumbraLexer.RULE_INT, InternalPenumbraLexer.RULE_SCIENTIFIC -> Kind.NUMBER;
            case InternalPenumbraLexer.RULE_STRING -> Kind.STRING;
            case InternalPenumbraLexer.RULE_WS -> Kind.SPACE;
            case InternalPenumbraLexer.RULE_SL_COMMENT -> Kind.LINE_COMMENT;
            case InternalPenumbraLexer.RULE_ML_COMMENT -> Kind.BLOCK_COMMENT;
            case InternalPenumbraLexer.RULE_ANY_OTHER, Token.INVALID_TOKEN_TYPE -> Kind.OTHER;
            default -> Character.isLetter(token.getText().charAt(0)) ? Kind.WORD : Kind.SIGN;
        };
    }

    public int end() {
        return offset + text.length();
    }

    public boolean is(String wanted) {
        return text.equals(wanted);
    }

    /** Space or comment. */
    public boolean isHidden() {
        return kind == Kind.SPACE || isComment();
    }

    public boolean isComment() {
        return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
    }

    /** Whether it can be the name of something. */
    public boolean isName() {
        return kind == Kind.WORD && !is("if") && !is("true") && !is("false");
    }
}
