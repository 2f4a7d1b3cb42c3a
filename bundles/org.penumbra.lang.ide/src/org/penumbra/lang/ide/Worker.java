package org.penumbra.lang.ide;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * The one thread on which everything is done, in the order in which it is asked for: an answer is about the text as it
 * was then. A request that its client cancels while it waits is not worked on at all.
 */
final class Worker implements AutoCloseable {

    /** Deep enough for any expression that a person writes. */
    private static final long STACK = 16L << 20;

    private final ScheduledThreadPoolExecutor thread;
    private final Consumer<Throwable> faults;

    /** @param faults told of what should not have happened */
    Worker(Consumer<Throwable> faults) {
        this.faults = faults;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread worker = new Thread(null, task, "penumbra language server", STACK);
            worker.setDaemon(true);
            return worker;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** The answer to a request; a fault ends as an error of that request. */
    <T> CompletableFuture<T> answer(Callable<T> work) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        thread.execute(() -> {
            if (!answer.isDone()) {
                complete(answer, work);
            }
        });
        return answer;
    }

    private <T> void complete(CompletableFuture<T> answer, Callable<T> work) {
        try {
            answer.complete(work.call());
        } catch (ResponseErrorException refused) {
            answer.completeExceptionally(refused);
        } catch (Exception | StackOverflowError | LinkageError fault) {
            faults.accept(fault);
            answer.completeExceptionally(new ResponseErrorException(new ResponseError(
                    ResponseErrorCode.InternalError, "a fault in Penumbra itself: " + fault, null)));
        }
    }

    /** Does something in its turn. */
    void execute(Runnable work) {
        thread.execute(guarded(work));
    }

    /** Does something after a while, unless it is cancelled by then. */
    Future<?> later(Runnable work, long milliseconds) {
        return thread.schedule(guarded(work), milliseconds, TimeUnit.MILLISECONDS);
    }

    private Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException | StackOverflowError | LinkageError fault) {
                faults.accept(fault);
            }
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
