package org.penumbra.lang.ide;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLens;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.Command;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionList;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.DidSaveTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentHighlight;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRange;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHint;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Location;
import org.eclipse.lsp4j.LocationLink;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PrepareRenameDefaultBehavior;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.PrepareRenameResult;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ReferenceParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokens;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SymbolInformation;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.messages.Either3;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.penumbra.lang.text.Region;

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

    @Override
    public CompletableFuture<SignatureHelp> signatureHelp(SignatureHelpParams parameters) {
        return at(parameters.getTextDocument(), parameters.getPosition(), (document, offset) ->
                features.signatures.at(document, offset).orElse(null));
    }

    @Override
    public CompletableFuture<Either<List<? extends Location>, List<? extends LocationLink>>> definition(
            DefinitionParams parameters) {
        return at(parameters.getTextDocument(), parameters.getPosition(), (document, offset) ->
                Either.forLeft(Navigation.definition(document, offset)));
    }

    @Override
    public CompletableFuture<List<? extends Location>> references(ReferenceParams parameters) {
        boolean declarations = parameters.getContext() == null || parameters.getContext().isIncludeDeclaration();
        return at(parameters.getTextDocument(), parameters.getPosition(), (document, offset) ->
                Navigation.references(document, offset, declarations));
    }

    @Override
    public CompletableFuture<List<? extends DocumentHighlight>> documentHighlight(
            DocumentHighlightParams parameters) {
        return at(parameters.getTextDocument(), parameters.getPosition(), Navigation::highlights);
    }

    @Override
    public CompletableFuture<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>> prepareRename(
            PrepareRenameParams parameters) {
        return at(parameters.getTextDocument(), parameters.getPosition(), (document, offset) ->
                Rename.prepare(document, offset)
                        .<Either3<Range, PrepareRenameResult, PrepareRenameDefaultBehavior>>map(Either3::forSecond)
                        .orElse(null));
    }

    @Override
    public CompletableFuture<WorkspaceEdit> rename(RenameParams parameters) {
        return at(parameters.getTextDocument(), parameters.getPosition(), (document, offset) ->
                features.rename.rename(document, offset, parameters.getNewName()));
    }

    @Override
    public CompletableFuture<List<Either<SymbolInformation, DocumentSymbol>>> documentSymbol(
            DocumentSymbolParams parameters) {
        return about(parameters.getTextDocument(), document -> new Outline(document, features.reference).tree()
                .stream().map(Either::<SymbolInformation, DocumentSymbol>forRight).toList());
    }

    @Override
    public CompletableFuture<SemanticTokens> semanticTokensFull(SemanticTokensParams parameters) {
        return about(parameters.getTextDocument(), document ->
                new SemanticTokens(Tokens.between(document, 0, document.text().length())));
    }

    @Override
    public CompletableFuture<SemanticTokens> semanticTokensRange(SemanticTokensRangeParams parameters) {
        return within(parameters.getTextDocument(), parameters.getRange(), (document, region) ->
                new SemanticTokens(Tokens.between(document, region.offset(), region.end())));
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> formatting(DocumentFormattingParams parameters) {
        return about(parameters.getTextDocument(), Formatting::whole);
    }

    @Override
    public CompletableFuture<List<? extends TextEdit>> rangeFormatting(DocumentRangeFormattingParams parameters) {
        Range range = parameters.getRange();
        boolean before = range.getEnd().getCharacter() == 0 && range.getEnd().getLine() > range.getStart().getLine();
        return about(parameters.getTextDocument(), document -> Formatting.lines(document, range.getStart().getLine(),
                range.getEnd().getLine() - (before ? 1 : 0)));
    }

    /** The line that is finished, and the indentation of the new one. */
    @Override
    public CompletableFuture<List<? extends TextEdit>> onTypeFormatting(DocumentOnTypeFormattingParams parameters) {
        int line = parameters.getPosition().getLine();
        int first = "\n".equals(parameters.getCh()) ? line - 1 : line;
        return about(parameters.getTextDocument(), document -> Formatting.lines(document, Math.max(0, first), line));
    }

    @Override
    public CompletableFuture<List<FoldingRange>> foldingRange(FoldingRangeRequestParams parameters) {
        return about(parameters.getTextDocument(), Structure::folds);
    }

    @Override
    public CompletableFuture<List<SelectionRange>> selectionRange(SelectionRangeParams parameters) {
        return about(parameters.getTextDocument(), document -> parameters.getPositions().stream()
                .map(position -> Structure.selection(document, document.lines().offset(position))).toList());
    }

    @Override
    public CompletableFuture<List<Either<Command, CodeAction>>> codeAction(CodeActionParams parameters) {
        List<String> only = parameters.getContext() == null ? null : parameters.getContext().getOnly();
        boolean wanted = only == null || only.isEmpty() || only.contains(CodeActionKind.QuickFix);
        return about(parameters.getTextDocument(), document -> wanted
                ? features.fixes.at(document, parameters.getRange()) : List.of());
    }

    @Override
    public CompletableFuture<List<InlayHint>> inlayHint(InlayHintParams parameters) {
        return within(parameters.getTextDocument(), parameters.getRange(), (document, region) ->
                new Hints(document, features.reference).between(region.offset(), region.end()));
    }

    @Override
    public CompletableFuture<List<? extends CodeLens>> codeLens(CodeLensParams parameters) {
        return about(parameters.getTextDocument(), Lenses::of);
    }

    private <T> CompletableFuture<T> within(TextDocumentIdentifier text, Range range,
            BiFunction<Document, Region, T> answer) {
        return about(text, document -> {
            int from = document.lines().offset(range.getStart());
            return answer.apply(document, new Region(from, Math.max(0, document.lines().offset(range.getEnd())
                    - from)));
        });
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
