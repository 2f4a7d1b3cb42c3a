package org.penumbra.lang.ide;

import java.util.List;
import org.penumbra.lang.text.Region;
import org.penumbra.lang.text.Word;
import org.penumbra.model.DataBinding;
import org.penumbra.model.PenumbraPackage.Literals;

/** Adds to what a run binds. */
final class Bindings {

    private Bindings() {
    }

    /** Adds {@code x = column} to the bindings of a run, with parentheses where there are none yet. */
    static void add(Document document, Edits edits, DataBinding binding, String text) {
        int source = Region.of(binding, Literals.DATA_BINDING__SOURCE).end();
        List<Word> behind = document.words().stream().filter(word -> word.offset() >= source && !word.isHidden())
                .toList();
        boolean open = !behind.isEmpty() && behind.get(0).is("(");
        if (!open) {
            edits.insert(source, " (" + text + ")");
        } else {
            edits.insert(behind.get(0).end(), text + (binding.getBindings().isEmpty() ? "" : ", "));
        }
    }
}
