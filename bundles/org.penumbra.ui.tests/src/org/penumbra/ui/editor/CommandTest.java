package org.penumbra.ui.editor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.Callable;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.ITextSelection;
import org.eclipse.jface.text.ITextViewer;
import org.eclipse.jface.text.Region;
import org.eclipse.ui.handlers.IHandlerService;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.Test;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.OpenText;
import org.penumbra.ui.tests.Bench;
import org.penumbra.ui.tests.Models;

/** Commands of the editor, in the workbench. */
class CommandTest {

    @Test
    void formatWritesTheModelAsModelsAreWritten() throws CoreException {
        edit(Models.RUGGED.replace("  slope ~ Normal(0, 1)", "      slope   ~  Normal( 0,1 )"), editor -> {
            Bench.ui(() -> editor.getSite().getService(IHandlerService.class)
                    .executeCommand("org.penumbra.ui.editor.format", null));
            Bench.until("the model is formatted", () -> text(editor).contains("\n  slope ~ Normal(0, 1)\n"));
        });
    }

    @Test
    void renameChangesEveryPlaceInOneStep() throws CoreException {
        edit(Models.RUGGED, editor -> {
            Bench.ui(run(() -> editor.selectAndReveal(Models.RUGGED.indexOf("slope *"), 0)));
            Bench.ui(run(() -> {
                IDocument document = Bench.document(editor);
                OpenText open = LanguageHost.get().text(document).orElseThrow();
                Rename.rename(new ModelCommand.Place(editor, document, open,
                        (ITextSelection) editor.getSelectionProvider().getSelection()), open.latest(), "effect");
            }));
            Bench.until("both places have the new name", () -> text(editor).equals(
                    Models.RUGGED.replace("slope", "effect")));
            Bench.operate(editor, ITextOperationTarget.UNDO);
            Bench.until("one step back has both old names", () -> text(editor).equals(Models.RUGGED));
        });
    }

    @Test
    void aNameLeadsToItsDeclaration() throws CoreException {
        edit(Models.RUGGED, editor -> {
            Bench.ui(run(() -> new Links().detectHyperlinks((ITextViewer) Bench.viewer(editor),
                    new Region(Models.RUGGED.indexOf("slope *") + 2, 0), false)[0].open()));
            Bench.until("the declaration is selected", () ->
                    editor.getSelectionProvider().getSelection() instanceof ITextSelection selection
                            && selection.getOffset() == Models.RUGGED.indexOf("slope ~"));
            assertEquals("slope", Bench.ui(() -> ((ITextSelection) editor.getSelectionProvider().getSelection())
                    .getText()));
        });
    }

    private static void edit(String text, java.util.function.Consumer<ITextEditor> action) throws CoreException {
        try (Bench bench = new Bench("commands")) {
            action.accept(bench.open(bench.file("rugged.penumbra", text)));
        }
    }

    private static Callable<Void> run(Runnable action) {
        return () -> {
            action.run();
            return null;
        };
    }

    private static String text(ITextEditor editor) {
        return Bench.document(editor).get();
    }
}
