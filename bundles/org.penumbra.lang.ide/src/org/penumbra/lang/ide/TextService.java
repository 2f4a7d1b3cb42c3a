package org.penumbra.lang.ide;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;

/** What editors ask about texts. A question about a text that is not open has no answer: null, as the protocol says. */
final class TextService implements TextDocumentService {

    private final Documents documents;
    private final Worker worker;
    private final Features features;
    private volatile ClientAbilities client = ClientAbilities.NONE;

    TextService(Documents documents, Worker worker, Features features) {
        this.documents = documents;
        this.worker = worker;
        this.features = features;
    }

    void client(ClientAbilities abilities) {
        client = abilities;
    }

    @Override
    public void didOpen(DidOpenTextDocumentParams parameters) {
        var text = parameters.getTextDocument();
        worker.execute(() -> documents.open(text.getUri(), text.getVersion(), text.getText()));
    }

    @Override
    public void didChange(DidChangeTextDocumentParams parameters) {
        var text = parameters.getTextDocument();
        int version = text.getVersion() == null ? 0 : text.getVersion();
        worker.execute(() -> documents.change(text.getUri(), version, parameters.getContentChanges()));
    }

    @Override
    public void didClose(DidCloseTextDocumentParams parameters) {
        worker.execute(() -> documents.close(parameters.getTextDocument().getUri()));
    }

    @Override
    public void didSave(DidSaveTextDocumentParams parameters) {
        // What is open is known already, saved or not.
    }

    @Override
    public CompletableFuture<Either<List<CompletionItem>, CompletionList>> completion(CompletionParams parameters) {
        return at(parameters.getTextDocument(), parameters.getPosition(), (document, offset) ->
                Either.forLeft(features.completion.at(document, offset, client.snippets())));
    }

    @Override
    public CompletableFuture<Hover> hover(HoverParams parameters) {
        return at(parameters.getTextDocument(), parameters.getPosition(), (document, offset) ->
                features.hovers.at(document, offset).orElse(null));
    }

    private <T> CompletableFuture<T> at(TextDocumentIdentifier text, Position position,
            BiFunction<Document, Integer, T> answer) {
        return about(text, document -> answer.apply(document, document.lines().offset(position)));
    }

    private <T> CompletableFuture<T> about(TextDocumentIdentifier text, Function<Document, T> answer) {
        return worker.answer(() -> documents.find(text.getUri())
                .map(document -> document.analysis().index().using(() -> answer.apply(document))).orElse(null));
    }
}
