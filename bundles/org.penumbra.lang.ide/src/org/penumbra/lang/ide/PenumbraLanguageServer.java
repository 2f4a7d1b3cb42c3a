package org.penumbra.lang.ide;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.InitializeResult;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.ServerInfo;
import org.eclipse.lsp4j.SetTraceParams;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.launch.LSPLauncher;
import org.eclipse.lsp4j.services.LanguageClient;
import org.eclipse.lsp4j.services.LanguageClientAware;
import org.eclipse.lsp4j.services.LanguageServer;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.eclipse.lsp4j.services.WorkspaceService;
import org.penumbra.lang.ModelReader;
import org.penumbra.registry.Registry;

/**
 * The language server. In one process with its editor it is used directly: {@code connect} a client, {@code
 * initialize}, and go on as the protocol says; every method returns at once. Over streams, {@link #serve} does the
 * talking. A fault ends as a message in the log of the editor and an error of the one request; the server goes on.
 */
public final class PenumbraLanguageServer implements LanguageServer, LanguageClientAware {

    private static final long PATIENCE_SECONDS = 10;
    /** Held, so that it stays as it is set: what the library of the protocol would note is the client's to know. */
    private static final Logger LIBRARY = Logger.getLogger("org.eclipse.lsp4j");

    private final Worker worker = new Worker(this::log);
    private final CompletableFuture<Void> exit = new CompletableFuture<>();
    private final Documents documents;
    private final TextService texts;
    private final WorkspaceFiles workspace;
    private volatile LanguageClient client;
    private volatile boolean shutDown;
    private volatile boolean leaving;

    /** @param registry what is installed */
    public PenumbraLanguageServer(Registry registry) {
        ModelReader reader = new ModelReader(registry);
        Features features = new Features(registry, reader);
        this.documents = new Documents(reader, features.diagnostics, worker, this::client);
        this.texts = new TextService(documents, worker, features);
        this.workspace = new WorkspaceFiles(documents, worker, features);
    }

    /**
     * Serves one client until it says goodbye or its stream ends.
     *
     * @return 0 when the client took leave as the protocol says, else 1
     */
    public static int serve(Registry registry, InputStream in, OutputStream out) {
        LIBRARY.setLevel(Level.OFF);
        PenumbraLanguageServer server = new PenumbraLanguageServer(registry);
        ExecutorService reader = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "penumbra language client");
            thread.setDaemon(true);
            return thread;
        });
        try {
            Launcher<LanguageClient> launcher = new LSPLauncher.Builder<LanguageClient>().setLocalService(server)
                    .setRemoteInterface(LanguageClient.class).setInput(in).setOutput(out).setExecutorService(reader)
                    .create();
            server.connect(launcher.getRemoteProxy());
            Future<Void> listening = launcher.startListening();
            server.exit.thenRun(() -> listening.cancel(true));
            await(listening);
            server.answerRest();
            return server.shutDown ? 0 : 1;
        } finally {
            reader.shutdownNow();
            server.worker.close();
        }
    }

    private static void await(Future<Void> listening) {
        try {
            listening.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (CancellationException goodbye) {
            return;
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the stream of the editor broke", broken.getCause());
        }
    }

    @Override
    public CompletableFuture<InitializeResult> initialize(InitializeParams parameters) {
        ClientCapabilities capabilities = parameters.getCapabilities();
        return worker.answer(() -> {
            texts.client(new ClientAbilities(capabilities));
            workspace.folders(parameters);
            return new InitializeResult(Abilities.ofServer(), new ServerInfo("penumbra"));
        });
    }

    @Override
    public CompletableFuture<Object> shutdown() {
        shutDown = true;
        return worker.answer(() -> null);
    }

    /** What was asked for before is answered first. */
    @Override
    public void exit() {
        leaving = true;
        worker.execute(() -> exit.complete(null));
    }

    /** A client that has said everything may close its end before it has heard everything. */
    private void answerRest() {
        if (leaving) {
            exit.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        }
    }

    @Override
    public TextDocumentService getTextDocumentService() {
        return texts;
    }

    @Override
    public WorkspaceService getWorkspaceService() {
        return workspace;
    }

    @Override
    public void connect(LanguageClient languageClient) {
        client = languageClient;
    }

    @Override
    public void setTrace(SetTraceParams parameters) {
        // Nothing is traced: faults go to the log of the editor in any case.
    }

    private LanguageClient client() {
        return client;
    }

    /** Where a fault happened, in a few lines, for who looks into the log of the editor. */
    private void log(Throwable fault) {
        LanguageClient listener = client;
        if (listener != null) {
            List<String> places = Arrays.stream(fault.getStackTrace()).limit(4)
                    .map(StackTraceElement::toString).toList();
            listener.logMessage(new MessageParams(MessageType.Error, "A fault in Penumbra itself: " + fault + " at "
                    + String.join(", ", places) + ". Please report it."));
        }
    }
}
