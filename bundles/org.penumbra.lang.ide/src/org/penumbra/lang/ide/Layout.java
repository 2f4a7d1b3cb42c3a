package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.lang.text.Word;

/**
 * A text as words with the gaps between them: a number of line ends and of spaces. What is written stays, line ends
 * stay, blank lines become one; only the gaps are set in order.
 */
final class Layout {

    /** Spaces for each block that is open. */
    private static final int BLOCK = 2;
    /** Spaces for what goes on in another line. */
    private static final int CONTINUED = 4;

    /** A word and the gap in front of it. */
    static final class Item {
        private final Word word;
        private final int from;
        private final int breaks;
        private int spaces;

        Item(Word word, int from, int breaks) {
            this.word = word;
            this.from = from;
            this.breaks = breaks;
        }

        Word word() {
            return word;
        }

        /** Offset where the gap begins. */
        int from() {
            return from;
        }

        boolean startsLine() {
            return breaks > 0;
        }

        /** Whether a blank line stands in front. */
        boolean isApart() {
            return breaks > 1;
        }

        void spaces(int number) {
            spaces = number;
        }

        int spaces() {
            return spaces;
        }

        String gap(String lineEnd) {
            return lineEnd.repeat(breaks) + " ".repeat(spaces);
        }
    }

    private final List<Item> items = new ArrayList<>();

    /** Sets all gaps of a text in order. */
    static List<Item> of(List<Word> words) {
        Layout layout = new Layout();
        layout.collect(words);
        layout.space();
        Alignment.of(layout.items);
        return layout.items;
    }

    private void collect(List<Word> words) {
        int from = 0;
        int breaks = 0;
        for (Word word : words) {
            if (word.kind() == Word.Kind.SPACE) {
                breaks += breaks(word.text());
                continue;
            }
            String text = word.text().stripTrailing();
            items.add(new Item(new Word(word.kind(), text, word.offset()), from,
                    items.isEmpty() ? 0 : Math.min(2, breaks)));
            from = word.offset() + text.length();
            breaks = word.kind() == Word.Kind.LINE_COMMENT ? breaks(word.text().substring(text.length())) : 0;
        }
    }

    private static int breaks(String space) {
        int breaks = 0;
        for (int i = 0; i < space.length(); i++) {
            boolean pair = space.charAt(i) == '\r' && i + 1 < space.length() && space.charAt(i + 1) == '\n';
            breaks += space.charAt(i) == '\n' || space.charAt(i) == '\r' && !pair ? 1 : 0;
        }
        return breaks;
    }

    private void space() {
        Spacing spacing = new Spacing();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            Word next = i + 1 < items.size() ? items.get(i + 1).word() : null;
            boolean continued = spacing.isContinued(item.word());
            int within = spacing.before(item.word(), next);
            boolean closes = item.word().is("}") || item.word().is(")") || item.word().is("]");
            item.spaces(i == 0 ? 0 : !item.startsLine() ? within
                    : BLOCK * Math.max(0, spacing.depth() - (item.word().is("}") ? 1 : 0))
                            + (continued && !closes ? spacing.inFunction() ? BLOCK : CONTINUED : 0));
            spacing.next(item.word());
        }
    }
}
