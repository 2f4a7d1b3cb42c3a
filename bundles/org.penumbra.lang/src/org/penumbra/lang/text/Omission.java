package org.penumbra.lang.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.xtext.parser.IParseResult;
import org.penumbra.core.Problem;

/**
 * Leaves out of a text what keeps it from being read: the lines of a statement that is half written, the block that it
 * opens, or at last all of it. Spaces take the place of what is left out, so that everything else stays where it is.
 */
public final class Omission {

    /** More errors than somebody makes while writing; each costs one parse of the whole. */
    private static final int PATIENCE = 8;

    private static final Set<String> OPENING = Set.of("(", "[");
    private static final Set<String> CLOSING = Set.of(")", "]");
    private static final Set<String> HEADS = Set.of("data", "param", "plate", "for", "deterministic", "factor",
            "return", "algorithm", "guide", "objective", "optimizer", "seed", "model", "infer", "function", "network");
    private static final Set<String> SIGNS = Set.of("~", "=", "[", ":");
    private static final Set<String> UNFINISHED = Set.of("~", "=", "+", "-", "*", "/", "%", "^", "@", ",", ":", "..",
            "&&", "||", "==", "!=", "<", "<=", ">", ">=", "!", ".", "if", "then", "else", "in");

    private final String text;
    private final ScriptParser parser;
    private final Places places;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Region> omitted = new ArrayList<>();
    private StringBuilder readable;

    public Omission(String text, ScriptParser parser, Places places) {
        this.text = text;
        this.parser = parser;
        this.places = places;
        this.readable = new StringBuilder(text);
    }

    /** What can be read of it. */
    public IParseResult read(IParseResult withErrors) {
        IParseResult parsed = withErrors;
        closeBlocks();
        for (int round = 0; parsed.hasSyntaxErrors(); round++) {
            if (round == 0) {
                problems.add(SyntaxProblem.first(parsed, places));
                parsed = readable.length() > text.length() ? parser.parse(readable.toString()) : parsed;
            }
            if (parsed.hasSyntaxErrors()) {
                omit(SyntaxProblem.firstOffset(parsed), round);
                parsed = parser.parse(readable.toString());
            }
        }
        return parsed;
    }

    public List<Problem> problems() {
        return problems;
    }

    public List<Region> omitted() {
        return omitted.stream().filter(region -> region.end() <= text.length()).toList();
    }

    /** Every word that was left out. */
    public Set<String> words() {
        Set<String> words = new HashSet<>();
        omitted().forEach(region -> Word.all(text.substring(region.offset(), region.end()))
                .forEach(word -> words.add(word.text())));
        return words;
    }

    /** Braces that are missing at the end stand behind it. */
    private void closeBlocks() {
        int open = 0;
        for (Word word : Word.all(text)) {
            open = word.is("{") ? open + 1 : word.is("}") ? Math.max(0, open - 1) : open;
        }
        if (open > 0) {
            readable.append('\n').repeat("}", open);
        }
    }

    private void omit(int offset, int round) {
        if (round >= PATIENCE) {
            blank(0, readable.length());
            return;
        }
        List<Word> words = Word.all(readable.toString()).stream().filter(word -> !word.isHidden()).toList();
        int found = 0;
        while (found < words.size() && words.get(found).end() <= offset) {
            found++;
        }
        if (words.isEmpty()) {
            blank(0, readable.length());
        } else {
            statement(words, found);
        }
    }

    /**
     * The statement of which {@code found} is the first unexpected word: its line, or the lines before where what is
     * written there goes on and this line begins something new, since what is incomplete is noticed behind it.
     */
    private void statement(List<Word> words, int found) {
        int last = Math.min(found, words.size() - 1);
        int first = firstOfLine(words, last);
        int open = open(words, first);
        boolean begins = last < found || last == first || isHead(words, first);
        if (first > 0 && begins && open >= 0) {
            blankBalanced(words, firstOfLine(words, open), first - 1);
        } else if (first > 0 && begins && !words.get(first - 1).is("}") && (expectsMore(words.get(first - 1).text())
                || last == first && !words.get(first - 1).is("{"))) {
            blankBalanced(words, firstOfLine(words, first - 1), first - 1);
        } else {
            blankBalanced(words, first, lastOfLine(words, last));
        }
    }

    private int firstOfLine(List<Word> words, int at) {
        int first = at;
        while (first > 0 && lineStart(words.get(first - 1).offset()) == lineStart(words.get(at).offset())) {
            first--;
        }
        return first;
    }

    private int lastOfLine(List<Word> words, int at) {
        int end = at;
        while (end + 1 < words.size() && lineStart(words.get(end + 1).offset()) == lineStart(words.get(at).offset())) {
            end++;
        }
        return end;
    }

    /** The bracket that is open in front of a word, outermost first; -1 where none is. */
    private static int open(List<Word> words, int before) {
        int depth = 0;
        int open = -1;
        for (int i = before - 1; i >= 0 && !words.get(i).is("{") && !words.get(i).is("}"); i--) {
            depth += CLOSING.contains(words.get(i).text()) ? 1 : OPENING.contains(words.get(i).text()) ? -1 : 0;
            if (depth < 0) {
                open = i;
                depth = 0;
            }
        }
        return open;
    }

    /** Whether a line begins like a statement. */
    private static boolean isHead(List<Word> words, int first) {
        return first + 1 < words.size() && words.get(first).isName()
                && (HEADS.contains(words.get(first).text()) || SIGNS.contains(words.get(first + 1).text()));
    }

    private static boolean expectsMore(String word) {
        return OPENING.contains(word) || UNFINISHED.contains(word);
    }

    /** Blanks a line: with the block that it opens, without the brace that ends the block around it. */
    private void blankBalanced(List<Word> words, int first, int last) {
        int depth = 0;
        boolean any = false;
        int end = last;
        for (int i = first; i <= end; i++) {
            Word word = words.get(i);
            depth += word.is("{") ? 1 : word.is("}") ? -1 : 0;
            if (depth < 0) {
                depth = 0;
            } else {
                blank(word.offset(), word.end());
                any = true;
            }
            end = i == end && depth > 0 && i + 1 < words.size() ? i + 1 : end;
        }
        if (!any) {
            blank(words.get(first).offset(), words.get(first).end());
        }
    }

    private int lineStart(int offset) {
        return readable.lastIndexOf("\n", offset - 1) + 1;
    }

    private void blank(int from, int to) {
        for (int i = from; i < to; i++) {
            if (readable.charAt(i) != '\n' && readable.charAt(i) != '\r') {
                readable.setCharAt(i, ' ');
            }
        }
        omitted.add(new Region(from, to - from));
    }
}
