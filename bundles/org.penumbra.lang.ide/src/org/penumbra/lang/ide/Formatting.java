package org.penumbra.lang.ide;

import java.util.List;
import org.eclipse.lsp4j.TextEdit;
import org.penumbra.lang.ide.Layout.Item;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.text.Word;

/** Sets spaces in order and nothing else: the words of a text stay the same, in the same lines. */
final class Formatting {

    private Formatting() {
    }

    static List<TextEdit> whole(Document document) {
        return edits(document, 0, document.lines().count()).all();
    }

    /** Within lines, both included, counted from 0. */
    static List<TextEdit> lines(Document document, int first, int last) {
        return edits(document, first, last).all();
    }

    /** What the text would be. */
    static String formatted(Document document) {
        return edits(document, 0, document.lines().count()).applied();
    }

    private static Edits edits(Document document, int first, int last) {
        Edits edits = new Edits(document);
        if (document.words().stream().anyMatch(word -> word.kind() == Word.Kind.OTHER)) {
            return edits;
        }
        String lineEnd = document.text().contains("\r\n") ? "\r\n" : "\n";
        int end = 0;
        for (Item item : Layout.of(document.words())) {
            int line = document.lines().line(item.word().offset());
            end = item.word().offset() + item.word().text().length();
            if (line >= first && line <= last) {
                put(document, edits, item.from(), item.word().offset(), item.gap(lineEnd));
            }
        }
        if (last >= document.lines().count() - 1) {
            put(document, edits, end, document.text().length(), end == 0 ? "" : lineEnd);
        }
        return edits;
    }

    private static void put(Document document, Edits edits, int from, int to, String gap) {
        if (!document.text().substring(from, to).equals(gap)) {
            edits.replace(new Region(from, to - from), gap);
        }
    }
}
