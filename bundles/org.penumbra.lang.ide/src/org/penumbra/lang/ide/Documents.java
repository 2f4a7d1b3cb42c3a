package org.penumbra.lang.ide;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.services.LanguageClient;
import org.penumbra.lang.ModelReader;

/** The texts that are open, in their latest state, and who is told what is wrong with them. On the worker's thread. */
final class Documents {

    /** Nobody reads messages while typing: so long after the last change they are looked for, in milliseconds. */
    private static final long REST = 120;

    private final ModelReader reader;
    private final Diagnostics diagnostics;
    private final Worker worker;
    private final Supplier<LanguageClient> client;
    private final Map<String, Document> open = new HashMap<>();
    private final Map<String, Future<?>> checks = new HashMap<>();

    Documents(ModelReader reader, Diagnostics diagnostics, Worker worker, Supplier<LanguageClient> client) {
        this.reader = reader;
        this.diagnostics = diagnostics;
        this.worker = worker;
        this.client = client;
    }

    /** A text that is in no editor. */
    Document closed(String uri, String text) {
        return new Document(reader, uri, 0, text);
    }

    Optional<Document> find(String uri) {
        return Optional.ofNullable(open.get(uri));
    }

    List<Document> all() {
        return List.copyOf(open.values());
    }

    void open(String uri, int version, String text) {
        put(new Document(reader, uri, version, text), 0);
    }

    void change(String uri, int version, List<TextDocumentContentChangeEvent> changes) {
        find(uri).ifPresent(document -> {
            Document changed = document;
            for (TextDocumentContentChangeEvent change : changes) {
                changed = changed.changed(version, apply(changed, change));
            }
            put(changed, REST);
        });
    }

    private static String apply(Document document, TextDocumentContentChangeEvent change) {
        Range range = change.getRange();
        if (range == null) {
            return change.getText();
        }
        int from = document.lines().offset(range.getStart());
        int to = Math.max(from, document.lines().offset(range.getEnd()));
        return new StringBuilder(document.text()).replace(from, to, change.getText()).toString();
    }

    private void put(Document document, long wait) {
        open.put(document.uri(), document);
        cancel(document.uri());
        checks.put(document.uri(), worker.later(() -> check(document), wait));
    }

    private void cancel(String uri) {
        Future<?> waiting = checks.remove(uri);
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private void check(Document document) {
        LanguageClient listener = client.get();
        if (listener != null && open.get(document.uri()) == document) {
            PublishDiagnosticsParams message = new PublishDiagnosticsParams(document.uri(),
                    document.analysis().index().using(() -> diagnostics.of(document)));
            message.setVersion(document.version());
            listener.publishDiagnostics(message);
        }
    }

    /** Tells of every text anew. */
    void checkAll() {
        all().forEach(this::check);
    }

    void close(String uri) {
        cancel(uri);
        open.remove(uri);
        LanguageClient listener = client.get();
        if (listener != null) {
            listener.publishDiagnostics(new PublishDiagnosticsParams(uri, List.of()));
        }
    }
}
