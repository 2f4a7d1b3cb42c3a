package org.penumbra.ui.editor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.IElementComparer;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.SelectionChangedEvent;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.texteditor.ITextEditor;
import org.eclipse.ui.views.contentoutline.ContentOutlinePage;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.OpenText;
import org.penumbra.ui.language.Snapshot;

/** Models, guides, functions and runs of a text, with what they declare; a click goes there. */
final class ModelOutline extends ContentOutlinePage implements IDocumentListener {

    private final ITextEditor editor;
    private final IDocument document;
    private LatestAnswer<List<Either<SymbolInformation, DocumentSymbol>>> symbols;
    private Snapshot shown;

    ModelOutline(ITextEditor editor, IDocument document) {
        this.editor = editor;
        this.document = document;
    }

    @Override
    public void createControl(Composite parent) {
        super.createControl(parent);
        TreeViewer tree = getTreeViewer();
        tree.setContentProvider(new Symbols());
        tree.setLabelProvider(new DelegatingStyledCellLabelProvider(new SymbolLabels()));
        tree.setComparer(new SameSymbol());
        tree.setAutoExpandLevel(3);
        LanguageHost.get().text(document).ifPresent(this::follow);
    }

    private void follow(OpenText text) {
        symbols = new LatestAnswer<>(text, open -> LatestAnswer.can(ServerCapabilities::getDocumentSymbolProvider)
                .thenCompose(can -> can ? open.ask((server, identifier) ->
                        server.documentSymbol(new DocumentSymbolParams(identifier)))
                        : CompletableFuture.completedFuture(null)), this::show);
        document.addDocumentListener(this);
        symbols.ask();
    }

    private void show(Snapshot text, List<Either<SymbolInformation, DocumentSymbol>> answer) {
        DocumentSymbol[] roots = answer.stream().filter(Either::isRight).map(Either::getRight)
                .toArray(DocumentSymbol[]::new);
        getSite().getShell().getDisplay().asyncExec(() -> {
            if (getControl() != null && !getControl().isDisposed()) {
                shown = text;
                boolean first = getTreeViewer().getInput() == null;
                Object[] expanded = getTreeViewer().getExpandedElements();
                getTreeViewer().setInput(roots);
                if (!first) {
                    getTreeViewer().setExpandedElements(expanded);
                }
            }
        });
    }

    @Override
    public void selectionChanged(SelectionChangedEvent event) {
        super.selectionChanged(event);
        if (event.getSelection() instanceof IStructuredSelection chosen && shown != null
                && chosen.getFirstElement() instanceof DocumentSymbol symbol) {
            int start = shown.offset(symbol.getSelectionRange().getStart());
            editor.selectAndReveal(start, shown.offset(symbol.getSelectionRange().getEnd()) - start);
        }
    }

    @Override
    public void documentAboutToBeChanged(DocumentEvent event) {
        // The outline shows what was, until it is known what is.
    }

    @Override
    public void documentChanged(DocumentEvent event) {
        symbols.ask();
    }

    @Override
    public void dispose() {
        document.removeDocumentListener(this);
        if (symbols != null) {
            symbols.stop();
        }
        super.dispose();
    }

    /** What is expanded stays so while the text around it changes. */
    private static final class SameSymbol implements IElementComparer {

        @Override
        public boolean equals(Object one, Object other) {
            return one == other || one instanceof DocumentSymbol a && other instanceof DocumentSymbol b
                    && a.getName().equals(b.getName()) && a.getKind() == b.getKind();
        }

        @Override
        public int hashCode(Object element) {
            return element instanceof DocumentSymbol symbol ? symbol.getName().hashCode() : element.hashCode();
        }
    }

    private static final class Symbols implements ITreeContentProvider {

        @Override
        public Object[] getElements(Object input) {
            return (Object[]) input;
        }

        @Override
        public Object[] getChildren(Object parent) {
            return children(parent).toArray();
        }

        @Override
        public boolean hasChildren(Object element) {
            return children(element).findAny().isPresent();
        }

        @Override
        public Object getParent(Object element) {
            return null;
        }

        private static Stream<DocumentSymbol> children(Object element) {
            return element instanceof DocumentSymbol symbol && symbol.getChildren() != null
                    ? symbol.getChildren().stream() : Stream.empty();
        }
    }

    private static final class SymbolLabels extends LabelProvider
            implements DelegatingStyledCellLabelProvider.IStyledLabelProvider {

        @Override
        public StyledString getStyledText(Object element) {
            DocumentSymbol symbol = (DocumentSymbol) element;
            StyledString text = new StyledString(symbol.getName());
            if (symbol.getDetail() != null && !symbol.getDetail().isBlank()) {
                text.append("  " + symbol.getDetail(), StyledString.DECORATIONS_STYLER);
            }
            return text;
        }
    }
}
