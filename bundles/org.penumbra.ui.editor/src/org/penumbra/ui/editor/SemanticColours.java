package org.penumbra.ui.editor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.jface.text.ITextInputListener;
import org.eclipse.jface.text.ITextPresentationListener;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.ITextViewerExtension2;
import org.eclipse.jface.text.ITextViewerExtension4;
import org.eclipse.jface.text.TextPresentation;
import org.eclipse.jface.text.reconciler.IReconciler;
import org.eclipse.jface.text.reconciler.IReconcilingStrategy;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.swt.custom.StyleRange;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.OpenText;
import org.penumbra.ui.language.Snapshot;

/**
 * Colours names by what they stand for, as the server says; a moment after the text rests, and only where it differs.
 */
public final class SemanticColours implements IReconciler, IDocumentListener, ITextPresentationListener,
        ITextInputListener {

    private ITextViewer viewer;
    private IDocument document;
    private LatestAnswer<SemanticTokens> answers;
    private volatile ColouredNames names = ColouredNames.NONE;

    @Override
    public void install(ITextViewer textViewer) {
        viewer = textViewer;
        viewer.addTextInputListener(this);
        if (viewer instanceof ITextViewerExtension4 presenting) {
            presenting.addTextPresentationListener(this);
        }
        inputDocumentChanged(null, viewer.getDocument());
    }

    @Override
    public void uninstall() {
        inputDocumentAboutToBeChanged(document, null);
        viewer.removeTextInputListener(this);
        if (viewer instanceof ITextViewerExtension4 presenting) {
            presenting.removeTextPresentationListener(this);
        }
    }

    @Override
    public void inputDocumentAboutToBeChanged(IDocument old, IDocument input) {
        if (document != null) {
            document.removeDocumentListener(this);
            document = null;
        }
        if (answers != null) {
            answers.stop();
            answers = null;
        }
        names = ColouredNames.NONE;
    }

    @Override
    public void inputDocumentChanged(IDocument old, IDocument input) {
        LanguageHost.get().text(input).ifPresent(text -> LatestAnswer.can(ServerCapabilities::getSemanticTokensProvider)
                .thenAccept(can -> onDisplay(shown -> {
                    if (can && shown.getDocument() == input && document == null) {
                        follow(input, text);
                    }
                })));
    }

    private void follow(IDocument input, OpenText text) {
        document = input;
        document.addDocumentListener(this);
        answers = new LatestAnswer<>(text, SemanticColours::ask, this::show);
        answers.ask();
    }

    private static CompletableFuture<SemanticTokens> ask(OpenText text) {
        return text.ask((server, identifier) -> server.semanticTokensFull(new SemanticTokensParams(identifier)));
    }

    private void show(Snapshot text, SemanticTokens tokens) {
        List<String> legend = LanguageHost.get().abilities().join().getSemanticTokensProvider().getLegend()
                .getTokenTypes();
        ColouredNames latest = ColouredNames.of(text, tokens.getData(), legend);
        onDisplay(shown -> {
            int[] differing = latest.differsFrom(names);
            names = latest;
            if (differing[1] > differing[0] && shown instanceof ITextViewerExtension2 presenting) {
                presenting.invalidateTextPresentation(differing[0],
                        Math.min(differing[1], shown.getDocument().getLength()) - differing[0]);
            }
        });
    }

    private void onDisplay(Consumer<ITextViewer> action) {
        if (viewer.getTextWidget() != null && !viewer.getTextWidget().isDisposed()) {
            viewer.getTextWidget().getDisplay().asyncExec(() -> {
                if (viewer.getTextWidget() != null && !viewer.getTextWidget().isDisposed()
                        && viewer.getDocument() != null) {
                    action.accept(viewer);
                }
            });
        }
    }

    @Override
    public void documentAboutToBeChanged(DocumentEvent event) {
        // Only what was written moves the names behind it.
    }

    @Override
    public void documentChanged(DocumentEvent event) {
        names = names.moved(event.getOffset(), event.getLength(), event.getText() == null ? 0
                : event.getText().length());
        answers.ask();
    }

    @Override
    public void applyTextPresentation(TextPresentation presentation) {
        for (StyleRange style : names.styles(presentation.getExtent())) {
            presentation.mergeStyleRange(style);
        }
    }

    @Override
    public IReconcilingStrategy getReconcilingStrategy(String contentType) {
        return null;
    }
}
