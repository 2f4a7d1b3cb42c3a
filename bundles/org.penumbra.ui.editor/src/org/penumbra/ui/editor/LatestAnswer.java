package org.penumbra.ui.editor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.eclipse.lsp4j.ServerCapabilities;
import org.penumbra.ui.language.Faults;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.OpenText;
import org.penumbra.ui.language.Snapshot;

/**
 * Asks the server again whenever a text has rested, and hands on the answer while the text is still the one that was
 * asked about. An answer that is no longer wanted is cancelled.
 *
 * @param <T> what the server says
 */
final class LatestAnswer<T> {

    /** Shorter than a person notices, longer than between two keys. Milliseconds. */
    private static final long REST = 150;
    private static final Executor RESTED = CompletableFuture.delayedExecutor(REST, TimeUnit.MILLISECONDS);

    private final OpenText text;
    private final Function<OpenText, CompletableFuture<T>> question;
    private final BiConsumer<Snapshot, T> listener;
    private CompletableFuture<T> asked = new CompletableFuture<>();
    private boolean stopped;

    /** @param listener told on a thread of the server */
    LatestAnswer(OpenText text, Function<OpenText, CompletableFuture<T>> question, BiConsumer<Snapshot, T> listener) {
        this.text = text;
        this.question = question;
        this.listener = listener;
    }

    /** The text changed, or nobody has asked yet. */
    synchronized void ask() {
        asked.cancel(false);
        Snapshot now = text.latest();
        RESTED.execute(() -> {
            if (text.latest() == now) {
                askNow(now);
            }
        });
    }

    private synchronized void askNow(Snapshot now) {
        if (!stopped) {
            asked = question.apply(text);
            asked.whenComplete((answer, fault) -> {
                if (fault instanceof java.util.concurrent.CancellationException) {
                    return;
                } else if (fault != null) {
                    Faults.log("The language server did not answer.", fault);
                } else if (answer != null && text.latest() == now) {
                    listener.accept(now, answer);
                }
            });
        }
    }

    synchronized void stop() {
        stopped = true;
        asked.cancel(false);
    }

    /** Whether the server can do something; answered when it runs. */
    static CompletableFuture<Boolean> can(Function<ServerCapabilities, ?> ability) {
        return LanguageHost.get().abilities().thenApply(all -> {
            Object answer = ability.apply(all);
            return answer != null && !Boolean.FALSE.equals(answer)
                    && !(answer instanceof org.eclipse.lsp4j.jsonrpc.messages.Either<?, ?> either
                            && Boolean.FALSE.equals(either.get()));
        });
    }
}
