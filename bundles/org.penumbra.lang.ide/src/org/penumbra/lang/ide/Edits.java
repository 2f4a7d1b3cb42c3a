package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.lsp4j.TextEdit;
import org.penumbra.lang.text.Region;

/** Changes of one text; no two of the same place. */
final class Edits {

    private record Edit(int from, int to, String text) {
    }

    private final Document document;
    private final List<Edit> edits = new ArrayList<>();

    Edits(Document document) {
        this.document = document;
    }

    void replace(Region region, String text) {
        edits.add(new Edit(region.offset(), region.end(), text));
    }

    void insert(int offset, String text) {
        edits.add(new Edit(offset, offset, text));
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    /** For an editor. */
    List<TextEdit> all() {
        return sorted().stream().map(edit -> new TextEdit(document.lines().range(edit.from(), edit.to()), edit.text()))
                .toList();
    }

    /** The text with all changes. */
    String applied() {
        StringBuilder text = new StringBuilder(document.text());
        sorted().reversed().forEach(edit -> text.replace(edit.from(), edit.to(), edit.text()));
        return text.toString();
    }

    private List<Edit> sorted() {
        return edits.stream().sorted(Comparator.comparingInt(Edit::from)).toList();
    }
}
