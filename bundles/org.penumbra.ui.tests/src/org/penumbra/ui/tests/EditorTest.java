package org.penumbra.ui.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IMarkerResolution;
import org.eclipse.ui.IPageLayout;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penumbra.ui.build.Finding;

/** What a person does with a model in the workbench. */
class EditorTest {

    private Bench bench;

    @BeforeEach
    void open() throws CoreException {
        bench = new Bench("models");
        bench.file("rugged.csv", Models.RUGGED_DATA);
    }

    @AfterEach
    void close() throws CoreException {
        bench.close();
    }

    @Test
    void modelsOpenInTheGenericEditorInColour() throws CoreException {
        ITextEditor editor = bench.open(bench.file("rugged.penumbra", Models.RUGGED));
        assertEquals("org.eclipse.ui.genericeditor.GenericEditor", Bench.ui(() -> editor.getSite().getId()));
        assertEquals(SWT.BOLD, style(editor, "model Rugged"));
        Bench.until("'slope' in a line that draws is coloured by what it is", () -> differs(editor, "slope ~", " ~"));
        assertTrue(Bench.ui(() -> differs(editor, "// where", "a     ~")), "comments have a colour of their own");
        Screenshot.take("editor");
    }

    private static int style(ITextEditor editor, String at) {
        return Bench.ui(() -> Bench.widget(editor).getStyleRangeAtOffset(offset(editor, at)).fontStyle);
    }

    private static boolean differs(ITextEditor editor, String one, String other) {
        return !foreground(editor, one).equals(foreground(editor, other));
    }

    private static Optional<Object> foreground(ITextEditor editor, String at) {
        return Optional.ofNullable(Bench.widget(editor).getStyleRangeAtOffset(offset(editor, at)))
                .map(style -> style.foreground);
    }

    private static int offset(ITextEditor editor, String text) {
        return Bench.widget(editor).getText().indexOf(text);
    }

    @Test
    void mistakesAreMarkedWhileTypedAndCorrected() throws CoreException {
        IFile file = bench.file("rugged.penumbra", Models.RUGGED);
        ITextEditor editor = bench.open(file);
        Bench.replace(editor, "a + slope *", "a + slpe *");
        Bench.until("the unknown name is marked", () -> !Bench.markers(file).isEmpty());
        IMarker marker = Bench.markers(file).getFirst();
        assertEquals(IMarker.SEVERITY_ERROR, marker.getAttribute(IMarker.SEVERITY, -1));
        assertTrue(marker.getAttribute(Finding.CODE, "").matches("PEN-1\\d{3}"), marker.getAttribute(Finding.CODE, ""));
        assertEquals(12, marker.getAttribute(IMarker.LINE_NUMBER, -1));
        assertEquals("slpe", Bench.ui(() ->
                Bench.document(editor).get(marker.getAttribute(IMarker.CHAR_START, -1), 4)));
        Bench.ui(() -> Bench.page().showView(IPageLayout.ID_PROBLEM_VIEW));
        Screenshot.take("mistake");

        IMarkerResolution fix = Arrays.stream(Bench.ui(() -> IDE.getMarkerHelpRegistry().getResolutions(marker)))
                .filter(one -> one.getLabel().contains("'slope'")).findFirst().orElseThrow();
        Bench.ui(() -> {
            fix.run(marker);
            return null;
        });
        Bench.until("the text is right again", () -> Bench.document(editor).get().equals(Models.RUGGED));
        Bench.until("the marker is gone", () -> Bench.markers(file).isEmpty());
    }

    @Test
    void closingAnEditorWithoutSavingBringsBackWhatTheFileSays() throws CoreException {
        IFile file = bench.file("rugged.penumbra", Models.RUGGED);
        ITextEditor editor = bench.open(file);
        Bench.replace(editor, "sigma)", "sgma)");
        Bench.until("the unknown name is marked", () -> !Bench.markers(file).isEmpty());
        Bench.ui(() -> Bench.page().closeEditor(editor, false));
        Bench.until("the file has no mistake", () -> Bench.markers(file).isEmpty());
    }

    @Test
    void theBuilderChecksWhatNoEditorHasOpen() throws CoreException {
        IFile wrong = bench.file("wrong.penumbra", Models.RUGGED.replace("slope ~ Normal", "slope ~ Nrmal"));
        IFile right = bench.file("right.penumbra", Models.RUGGED);
        bench.project().build(IncrementalProjectBuilder.INCREMENTAL_BUILD, new NullProgressMonitor());
        List<IMarker> markers = Bench.markers(wrong);
        assertEquals(1, markers.size());
        assertTrue(markers.getFirst().getAttribute(Finding.CANDIDATES, "").contains("Normal"));
        assertEquals(List.of(), Bench.markers(right));
    }

    @Test
    void completionOffersAnAlgorithmOfAThirdParty() throws CoreException {
        ITextEditor editor = bench.open(bench.file("rugged.penumbra", Models.RUGGED));
        Bench.replace(editor, "seed 1", "seed 1\n  algorithm Test");
        Bench.operate(editor, ISourceViewer.CONTENTASSIST_PROPOSALS);
        Bench.until("the list has TestLaplaceLike", () -> proposals().anyMatch(text ->
                text.startsWith("TestLaplaceLike")));
        Screenshot.take("completion");
    }

    /** What the list of proposals shows, in whichever window it is. */
    private static Stream<String> proposals() {
        return Arrays.stream(Display.getDefault().getShells()).filter(Shell::isVisible)
                .flatMap(shell -> Arrays.stream(shell.getChildren())).flatMap(EditorTest::tables)
                .flatMap(table -> Arrays.stream(table.getItems())).map(item -> item.getText());
    }

    private static Stream<Table> tables(Control control) {
        return control instanceof Table table && table.isVisible() && !(table.getShell().getParent() == null)
                ? Stream.of(table) : control instanceof Composite composite
                        ? Arrays.stream(composite.getChildren()).flatMap(EditorTest::tables) : Stream.empty();
    }

    @Test
    void theOutlineShowsWhatAModelDeclares() throws CoreException {
        bench.open(bench.file("rugged.penumbra", Models.RUGGED));
        Control outline = Bench.ui(() -> {
            Bench.page().showView(IPageLayout.ID_OUTLINE);
            return Bench.page().findViewReference(IPageLayout.ID_OUTLINE).getPart(true).getSite().getShell();
        });
        Bench.until("the outline has the model, its sites and the run", () -> {
            List<String> texts = trees(outline).flatMap(tree -> Arrays.stream(tree.getItems()))
                    .flatMap(EditorTest::texts).toList();
            return texts.stream().anyMatch(text -> text.startsWith("Rugged"))
                    && texts.stream().anyMatch(text -> text.startsWith("slope"))
                    && texts.stream().anyMatch(text -> text.startsWith("gdp"));
        });
        Screenshot.take("outline");
    }

    private static Stream<Tree> trees(Control control) {
        return control instanceof Tree tree ? Stream.of(tree) : control instanceof Composite composite
                ? Arrays.stream(composite.getChildren()).flatMap(EditorTest::trees) : Stream.empty();
    }

    private static Stream<String> texts(TreeItem item) {
        return Stream.concat(Stream.of(item.getText()), Arrays.stream(item.getItems()).flatMap(EditorTest::texts));
    }
}
