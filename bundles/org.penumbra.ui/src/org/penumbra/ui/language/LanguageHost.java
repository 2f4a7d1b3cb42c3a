package org.penumbra.ui.language;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.jface.text.IDocument;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.services.LanguageServer;
import org.penumbra.lang.ide.PenumbraLanguageServer;
import org.penumbra.registry.Registry;

/**
 * The language server of the workbench, in this process. Nothing here waits: whatever is said or asked takes its place
 * in one queue, so that an answer is about the text as it was when the question was asked; the server itself starts
 * with the first text.
 */
public final class LanguageHost {

    private static final LanguageHost INSTANCE = new LanguageHost();

    private final ExecutorService queue = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "Penumbra language client");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<IDocument, OpenText> texts = new ConcurrentHashMap<>();
    private final CompletableFuture<Running> running;

    private record Running(LanguageServer server, ServerCapabilities abilities) {
    }

    private LanguageHost() {
        running = CompletableFuture.supplyAsync(() -> start().join(), queue);
        FileBuffers.getTextFileBufferManager().addFileBufferListener(new ClosedTexts(this));
    }

    /** The one host; the first call starts it. */
    public static LanguageHost get() {
        return INSTANCE;
    }

    /** On the thread of the queue, which delivers nothing before the server runs. */
    private CompletableFuture<Running> start() {
        PenumbraLanguageServer server = new PenumbraLanguageServer(Registry.open());
        server.connect(new WorkbenchClient(this));
        InitializeParams parameters = new InitializeParams();
        parameters.setCapabilities(Abilities.ofWorkbench());
        return server.initialize(parameters).thenApply(result -> new Running(server, result.getCapabilities()));
    }

    /** What the server can do; completes when it runs. */
    public CompletableFuture<ServerCapabilities> abilities() {
        return running.thenApply(Running::abilities);
    }

    /** The text of a document that an editor has open. */
    public Optional<OpenText> text(IDocument document) {
        return Optional.ofNullable(document).map(texts::get);
    }

    /** The text of a file, when an editor has it open. */
    public Optional<OpenText> text(String uri) {
        return texts.values().stream().filter(text -> text.uri().equals(uri)).findFirst();
    }

    /** From now on the server follows a document. */
    void open(IDocument document, String uri) {
        texts.computeIfAbsent(document, key -> new OpenText(this, document, uri)).start();
    }

    /** The server forgets a document. */
    void close(IDocument document) {
        Optional.ofNullable(texts.remove(document)).ifPresent(OpenText::stop);
    }

    /** Says something to the server, in turn. */
    void tell(Consumer<LanguageServer> message) {
        queue.execute(() -> running.thenAccept(now -> message.accept(now.server())).exceptionally(fault -> {
            Faults.log("The language server did not take a message.", fault);
            return null;
        }));
    }

    /**
     * Asks the server, in turn.
     *
     * @return the answer; cancelling it spares the server the work
     */
    public <T> CompletableFuture<T> ask(Function<LanguageServer, CompletableFuture<T>> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        queue.execute(() -> {
            if (!answer.isDone()) {
                running.thenCompose(now -> asked(question, now.server(), answer)).whenComplete((value, fault) -> {
                    if (fault == null) {
                        answer.complete(value);
                    } else {
                        answer.completeExceptionally(fault);
                    }
                });
            }
        });
        return answer;
    }

    private static <T> CompletableFuture<T> asked(Function<LanguageServer, CompletableFuture<T>> question,
            LanguageServer server, CompletableFuture<T> answer) {
        CompletableFuture<T> request = question.apply(server);
        answer.whenComplete((value, fault) -> {
            if (answer.isCancelled()) {
                request.cancel(true);
            }
        });
        return request;
    }
}
