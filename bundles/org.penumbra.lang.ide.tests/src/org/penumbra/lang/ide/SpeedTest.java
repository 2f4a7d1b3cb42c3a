package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Typing in a model of 2,000 lines: how long after a key the answers are there. Times are printed, answers checked. */
@Tag("slow")
class SpeedTest {

    private static final int KEYS = 40;

    @Test
    void everyKeyIsAnswered() {
        String[] parts = LargeModel.text(2000).split("(?<=sigma99 \\+ 0.1\\))", 2);
        Editor editor = Editor.with(parts[0] + "|" + parts[1]);
        assertEquals(List.of(), editor.diagnostics());
        Position at = editor.cursor();
        String typed = "\n    extra = a99 + b99 * exp(-tau99)";
        double[] completion = new double[KEYS];
        double[] diagnostics = new double[KEYS];
        StringBuilder text = new StringBuilder(parts[0]);
        for (int key = 0; key < KEYS; key++) {
            String letter = key < typed.length() ? typed.substring(key, key + 1) : " ";
            int version = editor.versions.merge(editor.uri(), 1, Integer::sum);
            long start = System.nanoTime();
            editor.texts().didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(editor.uri(),
                    version), List.of(new TextDocumentContentChangeEvent(new Range(at, at), letter))));
            text.append(letter);
            at = new Lines(text.toString()).position(text.length());
            Editor.await(editor.texts().completion(new CompletionParams(editor.document(), at)));
            completion[key] = (System.nanoTime() - start) / 1e6;
            editor.diagnostics();
            diagnostics[key] = (System.nanoTime() - start) / 1e6;
        }
        System.out.println("completion after a key, ms: " + quantiles(completion));
        System.out.println("diagnostics after a key, ms: " + quantiles(diagnostics) + " (120 of them waiting)");
        editor.type(text + "\n    extra2 = ext|" + parts[1]);
        assertTrue(editor.labels().contains("extra"));
        assertEquals("PEN-1101", editor.diagnostics().get(0).getCode().getLeft());
    }

    private static String quantiles(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "median %.0f, 90 %% %.0f, largest %.0f", sorted[KEYS / 2],
                sorted[KEYS * 9 / 10], sorted[KEYS - 1]);
    }
}
