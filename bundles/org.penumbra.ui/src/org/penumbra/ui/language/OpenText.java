package org.penumbra.ui.language;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.eclipse.jface.text.DocumentEvent;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.IDocumentListener;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.services.TextDocumentService;

/** A document of an editor, of which the server is told every change. */
public final class OpenText implements IDocumentListener {

    private final LanguageHost host;
    private final IDocument document;
    private final String uri;
    private volatile Snapshot latest;
    private Range replaced;

    OpenText(LanguageHost host, IDocument document, String uri) {
        this.host = host;
        this.document = document;
        this.uri = uri;
    }

    void start() {
        latest = new Snapshot(1, document.get());
        document.addDocumentListener(this);
        var opened = new DidOpenTextDocumentParams(new TextDocumentItem(uri, "penumbra", 1, latest.text()));
        host.tell(server -> server.getTextDocumentService().didOpen(opened));
    }

    void stop() {
        document.removeDocumentListener(this);
        host.tell(server -> server.getTextDocumentService().didClose(new DidCloseTextDocumentParams(identifier())));
    }

    public String uri() {
        return uri;
    }

    /** What the document said when it changed last. */
    public Snapshot latest() {
        return latest;
    }

    /** How the protocol names it. */
    public TextDocumentIdentifier identifier() {
        return new TextDocumentIdentifier(uri);
    }

    /** Asks something about this text. */
    public <T> CompletableFuture<T> ask(
            BiFunction<TextDocumentService, TextDocumentIdentifier, CompletableFuture<T>> question) {
        return host.ask(server -> question.apply(server.getTextDocumentService(), identifier()));
    }

    @Override
    public void documentAboutToBeChanged(DocumentEvent event) {
        replaced = latest.range(event.getOffset(), event.getOffset() + event.getLength());
    }

    @Override
    public void documentChanged(DocumentEvent event) {
        latest = new Snapshot(latest.version() + 1, document.get());
        var change = new TextDocumentContentChangeEvent(replaced, event.getText() == null ? "" : event.getText());
        var changed = new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri, latest.version()), List.of(change));
        host.tell(server -> server.getTextDocumentService().didChange(changed));
    }
}
