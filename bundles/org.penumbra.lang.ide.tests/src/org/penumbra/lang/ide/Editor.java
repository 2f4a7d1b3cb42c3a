package org.penumbra.lang.ide;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItem;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidOpenTextDocumentParams;
import org.eclipse.lsp4j.Hover;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.TextDocumentIdentifier;
import org.eclipse.lsp4j.TextDocumentItem;
import org.eclipse.lsp4j.TextEdit;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.penumbra.registry.Registry;

/** An editor in the same process: one text with a cursor, written as {@code |}. */
final class Editor implements LanguageClient {

    /** Only a fault lasts so long. */
    static final long PATIENCE = 60;
    private static final Registry REGISTRY = Registry.open();

    final PenumbraLanguageServer server = new PenumbraLanguageServer(REGISTRY);
    final LinkedBlockingQueue<PublishDiagnosticsParams> published = new LinkedBlockingQueue<>();
    final List<String> log = new CopyOnWriteArrayList<>();
    final Map<String, Integer> versions = new ConcurrentHashMap<>();
    private final String uri;
    private String text = "";
    private Position cursor = new Position(0, 0);

    Editor() {
        this("memory:/model.penumbra");
    }

    Editor(String uri) {
        this.uri = uri;
        server.connect(this);
        await(server.initialize(withSnippets()));
    }

    private static InitializeParams withSnippets() {
        InitializeParams parameters = new InitializeParams();
        TextDocumentClientCapabilities texts = new TextDocumentClientCapabilities();
        CompletionItemCapabilities items = new CompletionItemCapabilities(true);
        texts.setCompletion(new CompletionCapabilities(items));
        ClientCapabilities capabilities = new ClientCapabilities();
        capabilities.setTextDocument(texts);
        parameters.setCapabilities(capabilities);
        return parameters;
    }

    /** Opens a text; a bar in it is the cursor. */
    static Editor with(String marked) {
        return new Editor().open(marked);
    }

    Editor open(String marked) {
        take(marked);
        versions.put(uri, 1);
        server.getTextDocumentService().didOpen(new DidOpenTextDocumentParams(
                new TextDocumentItem(uri, "penumbra", 1, text)));
        return this;
    }

    /** Replaces the whole text. */
    Editor type(String marked) {
        take(marked);
        server.getTextDocumentService().didChange(new DidChangeTextDocumentParams(
                new VersionedTextDocumentIdentifier(uri, versions.merge(uri, 1, Integer::sum)),
                List.of(new TextDocumentContentChangeEvent(text))));
        return this;
    }

    private void take(String marked) {
        int at = marked.indexOf('|');
        text = at < 0 ? marked : marked.substring(0, at) + marked.substring(at + 1);
        cursor = new Lines(text).position(Math.max(0, at));
    }

    String text() {
        return text;
    }

    String uri() {
        return uri;
    }

    Position cursor() {
        return cursor;
    }

    TextDocumentIdentifier document() {
        return new TextDocumentIdentifier(uri);
    }

    /** What is wrong with the latest text. */
    List<Diagnostic> diagnostics() {
        PublishDiagnosticsParams next = take();
        while (next.getVersion() != null && next.getVersion() < versions.get(uri)) {
            next = take();
        }
        return next.getDiagnostics();
    }

    private PublishDiagnosticsParams take() {
        try {
            PublishDiagnosticsParams next = published.poll(PATIENCE, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("no diagnostics");
            }
            return next;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    List<CompletionItem> complete() {
        return await(server.getTextDocumentService().completion(new CompletionParams(document(), cursor))).getLeft();
    }

    /** What the completions that are offered are called, in their order. */
    List<String> labels() {
        return complete().stream().sorted(Comparator.comparing(CompletionItem::getSortText))
                .map(CompletionItem::getLabel).toList();
    }

    /** The completion of this name. */
    CompletionItem completion(String label) {
        return complete().stream().filter(item -> item.getLabel().equals(label)).findFirst().orElseThrow(() ->
                new AssertionError("no completion '" + label + "' among " + labels()));
    }

    /** The text with a completion taken, its places left as they are. */
    String completed(String label) {
        return apply(text, List.of(completion(label).getTextEdit().getLeft()));
    }

    TextDocumentService texts() {
        return server.getTextDocumentService();
    }

    Range whole() {
        return new Range(new Position(0, 0), new Lines(text).position(text.length()));
    }

    /** What stands in a range. */
    String at(Range range) {
        Lines lines = new Lines(text);
        return text.substring(lines.offset(range.getStart()), lines.offset(range.getEnd()));
    }

    /** A line, counted from 1, and what stands in a range of it. */
    String place(Range range) {
        return range.getStart().getLine() + 1 + ": " + at(range);
    }

    String hover() {
        Hover hover = await(server.getTextDocumentService().hover(new HoverParams(document(), cursor)));
        return hover == null ? "" : hover.getContents().getRight().getValue();
    }

    /** A text after changes that an editor would make all at once. */
    static String apply(String text, List<? extends TextEdit> edits) {
        Lines lines = new Lines(text);
        StringBuilder result = new StringBuilder(text);
        edits.stream().sorted(Comparator.comparing((TextEdit edit) ->
                lines.offset(edit.getRange().getStart())).reversed()).forEach(edit -> result.replace(
                        lines.offset(edit.getRange().getStart()), lines.offset(edit.getRange().getEnd()),
                        edit.getNewText()));
        return result.toString();
    }

    static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get(PATIENCE, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("no answer", late);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new AssertionError(failed.getCause());
        }
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams diagnostics) {
        published.add(diagnostics);
    }

    @Override
    public void logMessage(MessageParams message) {
        log.add(message.getMessage());
    }

    @Override
    public void showMessage(MessageParams message) {
        log.add(message.getMessage());
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void telemetryEvent(Object event) {
        log.add(String.valueOf(event));
    }
}
