package org.penumbra.ui.editor;

import java.util.List;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IRewriteTarget;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.text.edits.MultiTextEdit;
import org.eclipse.text.edits.ReplaceEdit;
import org.eclipse.ui.texteditor.ITextEditor;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.Snapshot;

/** Changes of a text that the server wants, made as one step that can be undone. */
final class Edits {

    private Edits() {
    }

    /**
     * Makes them, on the user interface's thread, if the document still says what the server spoke of.
     *
     * @return whether it did
     */
    static boolean apply(ITextEditor editor, Snapshot text, List<? extends TextEdit> edits) {
        IRewriteTarget target = editor.getAdapter(IRewriteTarget.class);
        IDocument document = target.getDocument();
        if (LanguageHost.get().text(document).filter(open -> open.latest() == text).isEmpty()) {
            return false;
        }
        MultiTextEdit all = new MultiTextEdit();
        for (TextEdit edit : edits) {
            int start = text.offset(edit.getRange().getStart());
            all.addChild(new ReplaceEdit(start, text.offset(edit.getRange().getEnd()) - start, edit.getNewText()));
        }
        target.beginCompoundChange();
        try {
            all.apply(document);
        } catch (BadLocationException impossible) {
            throw new IllegalStateException("edits beyond their own text", impossible);
        } finally {
            target.endCompoundChange();
        }
        return true;
    }
}
