package org.penumbra.ui.tests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;

/** Nothing of ours holds the user interface for longer than a tenth of a second. */
class ResponsivenessTest {

    /** Milliseconds. */
    private static final double LIMIT = 100;

    @Test
    void typingInALargeModelNeverHoldsTheUserInterface() throws CoreException {
        try (Bench bench = new Bench("large"); Watchdog dog = new Watchdog(uiThread(), frame ->
                frame.getClassName().startsWith("org.penumbra.")
                        && !frame.getClassName().startsWith("org.penumbra.ui.tests."))) {
            IFile file = bench.file("large.penumbra", Models.large(2000));
            ITextEditor editor = bench.open(file);
            String typed = "  extra ~ Nrmal(x10, 1)\n";
            int start = Bench.ui(() -> Bench.document(editor).getLineOffset(1000));
            for (int i = 0; i < typed.length(); i++) {
                type(editor, start + i, typed.substring(i, i + 1));
            }
            Bench.until("the mistake is marked", () -> Bench.markers(file).stream().anyMatch(marker ->
                    marker.getAttribute("message", "").contains("Nrmal")));
            Bench.operate(editor, ISourceViewer.CONTENTASSIST_PROPOSALS);
            Bench.replace(editor, "Nrmal", "Normal");
            Bench.until("the mistake is gone", () -> Bench.markers(file).stream().noneMatch(marker ->
                    marker.getAttribute("message", "").contains("Nrmal")));
            assertTrue(dog.samples() > typed.length(), "it looked " + dog.samples() + " times");
            assertTrue(dog.longest() <= LIMIT, () -> "held for " + dog.longest() + " ms" + dog.where());
        }
    }

    private static void type(ITextEditor editor, int offset, String character) {
        Bench.ui(() -> {
            IDocument document = Bench.document(editor);
            document.replace(offset, 0, character);
            return null;
        });
    }

    private static Thread uiThread() {
        return Display.getDefault().getThread();
    }

    @Test
    void theWatchdogNoticesCodeThatComputes() {
        double longest = watch(() -> {
            long end = cpu() + TimeUnit.MILLISECONDS.toNanos(400);
            while (cpu() < end) {
                Thread.onSpinWait();
            }
        });
        assertTrue(longest > LIMIT, "noticed " + longest + " ms");
    }

    @Test
    void theWatchdogNoticesCodeThatWaits() {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        answer.completeOnTimeout(null, 2, TimeUnit.SECONDS);
        double longest = watch(() -> answer.join());
        assertTrue(longest > LIMIT, "noticed " + longest + " ms");
    }

    private static double watch(Runnable code) {
        try (Watchdog dog = new Watchdog(uiThread(), frame ->
                frame.getClassName().startsWith(ResponsivenessTest.class.getName()))) {
            Display.getDefault().syncExec(code::run);
            return dog.longest();
        }
    }

    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
