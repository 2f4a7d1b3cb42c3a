package org.penumbra.ui.editor;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.handlers.HandlerUtil;
import org.eclipse.ui.texteditor.ITextEditor;
import org.penumbra.ui.language.Faults;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.OpenText;

/** A command about the model in the active editor, whose work is done elsewhere while the editor goes on. */
abstract class ModelCommand extends AbstractHandler {

    /** Where the command was given. */
    record Place(ITextEditor editor, IDocument document, OpenText text, ITextSelection selection) {

        void say(String message) {
            editor.getEditorSite().getActionBars().getStatusLineManager().setErrorMessage(message);
        }

        /** What to do with an answer, on the user interface's thread; a refusal stands in the status line. */
        <T> void then(CompletableFuture<T> answer, Consumer<T> action) {
            answer.whenComplete((value, fault) -> editor.getSite().getShell().getDisplay().asyncExec(() -> {
                if (fault == null && editor.getDocumentProvider() != null) {
                    action.accept(value);
                } else if (fault != null) {
                    refuse(fault instanceof CompletionException wrapped ? wrapped.getCause() : fault);
                }
            }));
        }

        private void refuse(Throwable fault) {
            if (fault instanceof ResponseErrorException refusal) {
                say(refusal.getResponseError().getMessage());
            } else {
                Faults.log("The language server did not answer.", fault);
            }
        }
    }

    abstract void run(Place place);

    @Override
    public final Object execute(ExecutionEvent event) {
        IEditorPart part = HandlerUtil.getActiveEditor(event);
        ITextEditor editor = part == null ? null : part.getAdapter(ITextEditor.class);
        if (editor != null && editor.getSelectionProvider().getSelection() instanceof ITextSelection selection) {
            IDocument document = editor.getDocumentProvider().getDocument(editor.getEditorInput());
            Optional<OpenText> text = LanguageHost.get().text(document);
            text.ifPresent(open -> run(new Place(editor, document, open, selection)));
        }
        return null;
    }
}
