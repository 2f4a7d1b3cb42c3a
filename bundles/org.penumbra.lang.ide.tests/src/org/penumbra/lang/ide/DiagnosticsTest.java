package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.lsp4j.Diagnostic;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.DidCloseTextDocumentParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsTest {

    /** Severity, code, place and what is underlined. */
    private static List<String> problems(Editor editor) {
        return editor.diagnostics().stream().map(one -> one.getSeverity() + " " + one.getCode().getLeft() + " "
                + editor.place(one.getRange())).toList();
    }

    private static List<String> problems(String text) {
        return problems(Editor.with(text));
    }

    @Test
    void whatIsWrongIsUnderlined() {
        assertEquals(List.of("Error PEN-1101 3: sigm"), problems("""
                model M {
                  data y : real
                  y ~ Normal(0, sigm)
                  m ~ Normal(0, 1)
                }
                """));
        assertEquals(List.of("Error PEN-1102 3: Norml(0, 1)"), problems(
                "model M {\n  data y : real\n  y ~ Norml(0, 1)\n  m ~ Normal(y, 1)\n}"));
        assertEquals(List.of("Warning PEN-1108 2: x"), problems(
                "model M {\n  data x : real\n  m ~ Normal(0, 1)\n}"));
    }

    @Test
    void aMessageSaysWhatMayHaveBeenMeant() {
        Diagnostic problem = Editor.with("model M { data y : real  mu ~ Normal(0, 1)  y ~ Normal(mi, 1) }")
                .diagnostics().get(0);
        assertEquals("Expected a variable, found 'mi', which is not declared. Did you mean mu, y?",
                problem.getMessage().getLeft());
        assertEquals("{\"candidates\":[\"mu\",\"y\"]}", problem.getData().toString());
        assertEquals("penumbra", problem.getSource());
    }

    @Test
    void oneHalfWrittenStatementDoesNotHideWhatIsWrongElsewhere() {
        assertEquals(List.of("Error PEN-1001 4: ~", "Error PEN-1101 5: other"), problems("""
                model M {
                  data y : real
                  mu ~ Normal(0,
                  y ~ Normal(1, 1)
                  z ~ Normal(other, 1)
                }
                """));
    }

    /** What names the half-written site is not told that it is missing. */
    @Test
    void whatFollowsFromTheHalfWrittenStatementIsNotTold() {
        assertEquals(List.of("Error PEN-1001 4: ~"), problems("""
                model M {
                  data y : real
                  mu ~
                  y ~ Normal(mu, 1)
                }
                """));
    }

    @Test
    void aMissingBraceAtTheEndIsTheOnlyProblem() {
        assertEquals(1, problems("model M {\n  data n : int(min = 1)\n  m ~ Normal(0, 1)\n  plate i in 1..n {\n")
                .size());
    }

    @Test
    void diagnosticsFollowTheTextAndItsVersion() {
        Editor editor = Editor.with("model M { m ~ Norml(0, 1) }");
        assertEquals(1, editor.diagnostics().size());
        editor.type("model M { m ~ Normal(0, 1) }");
        assertEquals(List.of(), editor.diagnostics());
    }

    @Test
    void incrementalChangesAreCountedInUtf16() {
        Editor editor = Editor.with("// \ud83d\ude00 smile\nmodel M { m ~ Norml(0, 1) } // \ud83d\ude00");
        assertEquals(1, editor.diagnostics().size());
        editor.versions.merge(editor.uri(), 1, Integer::sum);
        editor.texts().didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(editor.uri(), 2),
                List.of(new TextDocumentContentChangeEvent(new Range(new Position(0, 3), new Position(0, 5)), "\u00e9"),
                        new TextDocumentContentChangeEvent(new Range(new Position(1, 18), new Position(1, 18)),
                                "a"))));
        assertEquals(List.of(), editor.diagnostics());
    }

    @Test
    void aTextThatIsClosedHasNoProblems() {
        Editor editor = Editor.with("model M { m ~ Norml(0, 1) }");
        assertEquals(1, editor.diagnostics().size());
        editor.texts().didClose(new DidCloseTextDocumentParams(editor.document()));
        assertEquals(List.of(), editor.diagnostics());
    }

    @Test
    void columnsThatTheDataDoNotHaveAreTold(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("d.csv"), "height,weight\n1,2\n3,4\n");
        Editor editor = new Editor(folder.resolve("m.penumbra").toUri().toString()).open("""
                model M {
                  data n : int(min = 1)
                  data y : real[n]
                  data x : real[n]
                  mu ~ Normal(0, 1)
                  plate i in 1..n { y[i] ~ Normal(mu * x[i], 1) }
                }
                infer a of M { data "d.csv" (y = log(heigt), x = weight) }
                infer b of M { data "d.csv" (y = height) }
                infer c of M { data "e.csv" }
                """);
        List<Diagnostic> found = editor.diagnostics();
        assertEquals(List.of("Error PEN-5101 8: heigt", "Error PEN-5105 9: \"d.csv\"",
                "Warning PEN-2501 10: \"e.csv\""), found.stream().map(one -> one.getSeverity() + " "
                        + one.getCode().getLeft() + " " + editor.place(one.getRange())).toList());
        assertEquals("Expected a column of d.csv, found 'heigt', which it does not have; there are height, weight. "
                + "Did you mean height, weight?", found.get(0).getMessage().getLeft());
    }

    @Test
    void dataThatAppearAreSeen(@TempDir Path folder) throws IOException {
        Editor editor = new Editor(folder.resolve("m.penumbra").toUri().toString()).open(
                "model M { data y : real  mu ~ Normal(y, 1) }\ninfer c of M { data \"e.json\" }\n");
        assertEquals(1, editor.diagnostics().size());
        Files.writeString(folder.resolve("e.json"), "{\"y\": 1}");
        editor.server.getWorkspaceService().didChangeWatchedFiles(new DidChangeWatchedFilesParams(List.of()));
        assertEquals(List.of(), editor.diagnostics());
    }
}
