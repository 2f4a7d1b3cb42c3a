package org.penumbra.ui.editor;

import org.eclipse.jface.text.source.DefaultCharacterPairMatcher;
import org.penumbra.ui.language.Partitions;

/** Shows the bracket that belongs to the one at the caret; those in comments and strings belong to nobody. */
public final class Brackets extends DefaultCharacterPairMatcher {

    static final char[] PAIRS = {'(', ')', '[', ']', '{', '}'};

    public Brackets() {
        super(PAIRS, Partitions.ID, true);
    }
}
