package org.penumbra.lang.ide;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.penumbra.lang.text.Word;

/**
 * Where in a text somebody writes: known from the words in front alone, so that it is known however little of the text
 * makes sense.
 *
 * @param prefix the part of a word that is already there
 * @param frames what is open, innermost first
 * @param before the words in front of the prefix without spaces and comments, nearest first, at most four
 * @param startsLine whether nothing else stands in front of the prefix on its line
 * @param silent whether it is within a comment or a number, where nobody wants to be told anything
 */
record Context(String prefix, List<Frame> frames, List<Word> before, boolean startsLine, boolean silent) {

    /**
     * Something that is open.
     *
     * @param bracket that opened it
     * @param head the word that it belongs to: model, guide, plate... or what is called; empty where there is none
     * @param kind the word in front of the head, for {@code algorithm SVI(}; empty where there is none
     * @param commas how many arguments are complete
     * @param offset of the bracket
     */
    record Frame(String bracket, String head, String kind, int commas, int offset) {

        boolean isBlock() {
            return bracket.equals("{");
        }

        boolean isCall() {
            return bracket.equals("(");
        }
    }

    /** The context of a position. */
    static Context at(List<Word> words, int offset) {
        Scanner scanner = new Scanner();
        String prefix = "";
        boolean silent = false;
        boolean startsLine = true;
        for (Word word : words) {
            if (word.offset() >= offset) {
                break;
            }
            boolean within = word.end() > offset || word.end() == offset && word.kind() != Word.Kind.SPACE;
            if (within && (word.isComment() && !closed(word, offset) || word.kind() == Word.Kind.NUMBER)) {
                silent = true;
            }
            if (within && (word.kind() == Word.Kind.WORD || word.kind() == Word.Kind.STRING && word.end() > offset
                    || word.is("\""))) {
                prefix = word.text().substring(0, offset - word.offset());
            } else {
                scanner.next(word);
                startsLine = word.kind() == Word.Kind.SPACE ? startsLine || breaks(word, offset)
                        : word.kind() == Word.Kind.LINE_COMMENT;
            }
        }
        return new Context(prefix, List.copyOf(scanner.frames), List.copyOf(scanner.last), startsLine, silent);
    }

    /** Whether a line ends within a space, in front of the position. */
    private static boolean breaks(Word space, int offset) {
        int end = space.text().indexOf('\n');
        return end >= 0 && space.offset() + end < offset;
    }

    /** Whether a comment ends in front of the position. */
    private static boolean closed(Word comment, int offset) {
        return comment.kind() == Word.Kind.BLOCK_COMMENT ? comment.end() == offset && comment.text().endsWith("*/")
                : comment.end() == offset && comment.text().endsWith("\n");
    }

    /** The innermost thing that is open. */
    Optional<Frame> innermost() {
        return frames.stream().findFirst();
    }

    /** The innermost block. */
    Optional<Frame> block() {
        return frames.stream().filter(Frame::isBlock).findFirst();
    }

    /** The declaration around: model, guide, network or infer; empty at the top. */
    String declaration() {
        return frames.isEmpty() ? "" : frames.getLast().head();
    }

    /** The word so far in front of the prefix; empty at the start. */
    String before(int distance) {
        return distance < before.size() ? before.get(distance).text() : "";
    }

    boolean inString() {
        return prefix.startsWith("\"");
    }

    /** Walks over words and knows what is open. */
    private static final class Scanner {

        private static final int REMEMBERED = 4;

        private final Deque<Frame> frames = new ArrayDeque<>();
        private final Deque<Word> last = new ArrayDeque<>();
        private String head = "";

        void next(Word word) {
            if (word.isHidden()) {
                return;
            }
            switch (word.text()) {
                case "{" -> open(word, head, "");
                case "(", "[" -> open(word, callee(), last(1));
                case "}" -> closeBlock();
                case ")", "]" -> close(word.is(")") ? "(" : "[");
                case "," -> comma();
                case "model", "guide", "function", "network", "infer" -> head = frames.isEmpty() ? word.text() : head;
                case "plate", "for" -> head = frames.isEmpty() ? head : word.text();
                default -> { }
            }
            last.addFirst(word);
            if (last.size() > REMEMBERED) {
                last.removeLast();
            }
        }

        private String callee() {
            return last.isEmpty() || !last.getFirst().isName() && last.getFirst().kind() != Word.Kind.STRING ? ""
                    : last.getFirst().text();
        }

        private String last(int distance) {
            return last.stream().skip(distance).findFirst().map(Word::text).orElse("");
        }

        private void open(Word word, String owner, String kind) {
            frames.addFirst(new Frame(word.text(), owner, kind, 0, word.offset()));
        }

        private void close(String bracket) {
            if (!frames.isEmpty() && frames.getFirst().bracket().equals(bracket)) {
                frames.removeFirst();
            }
        }

        /** A brace ends everything that is still open within its block. */
        private void closeBlock() {
            while (!frames.isEmpty() && !frames.getFirst().isBlock()) {
                frames.removeFirst();
            }
            close("{");
        }

        private void comma() {
            if (!frames.isEmpty()) {
                Frame open = frames.removeFirst();
                frames.addFirst(new Frame(open.bracket(), open.head(), open.kind(), open.commas() + 1, open.offset()));
            }
        }
    }
}
