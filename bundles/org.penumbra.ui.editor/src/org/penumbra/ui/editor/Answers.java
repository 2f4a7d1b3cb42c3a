package org.penumbra.ui.editor;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.swt.widgets.Display;
import org.penumbra.ui.language.Faults;

/** Waits for the server where the editor asks on a thread of its own; the user interface never waits. */
final class Answers {

    /** Longer than any answer takes; a person has looked elsewhere by then. Seconds. */
    private static final long PATIENCE = 10;

    private Answers() {
    }

    /** The answer; nothing when there is none, when it was cancelled, or on the user interface's thread. */
    static <T> Optional<T> await(CompletableFuture<T> answer) {
        if (Display.getCurrent() != null) {
            answer.cancel(true);
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(answer.get(PATIENCE, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            answer.cancel(true);
        } catch (CancellationException nobodyWaits) {
            return Optional.empty();
        } catch (ExecutionException | TimeoutException fault) {
            answer.cancel(true);
            Faults.log("The language server did not answer.", fault);
        }
        return Optional.empty();
    }
}
