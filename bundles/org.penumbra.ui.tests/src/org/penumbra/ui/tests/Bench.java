package org.penumbra.ui.tests;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.NullProgressMonitor;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.ITextOperationTarget;
import org.eclipse.jface.text.source.ISourceViewer;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.ide.IDE;
import org.eclipse.ui.texteditor.ITextEditor;
import org.penumbra.ui.build.ModelMarkers;
import org.penumbra.ui.build.ModelNature;

/** A project in the running workbench, driven from a thread that is not the user interface's. */
public final class Bench implements AutoCloseable {

    /** Only reached when something is broken: no test is about how fast it is. Seconds. */
    private static final long LIMIT = 60;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(20);

    private final IProject project;

    public Bench(String name) throws CoreException {
        project = ResourcesPlugin.getWorkspace().getRoot().getProject(name);
        project.create(new NullProgressMonitor());
        project.open(new NullProgressMonitor());
        ModelNature.add(project, new NullProgressMonitor());
    }

    public IProject project() {
        return project;
    }

    public IFile file(String name, String text) throws CoreException {
        IFile file = project.getFile(name);
        file.create(text.getBytes(StandardCharsets.UTF_8), true, false, new NullProgressMonitor());
        return file;
    }

    public ITextEditor open(IFile file) {
        return ui(() -> (ITextEditor) IDE.openEditor(page(), file));
    }

    public static IWorkbenchPage page() {
        return PlatformUI.getWorkbench().getActiveWorkbenchWindow() == null
                ? PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage()
                : PlatformUI.getWorkbench().getActiveWorkbenchWindow().getActivePage();
    }

    public static IDocument document(ITextEditor editor) {
        return editor.getDocumentProvider().getDocument(editor.getEditorInput());
    }

    /** Writes a text in place of another, once, as an editor would. */
    public static void replace(ITextEditor editor, String old, String text) {
        ui(() -> {
            IDocument document = document(editor);
            int offset = document.get().indexOf(old);
            document.replace(offset, old.length(), text);
            editor.selectAndReveal(offset + text.length(), 0);
            return null;
        });
    }

    public static StyledText widget(ITextEditor editor) {
        return (StyledText) editor.getAdapter(Control.class);
    }

    public static void operate(ITextEditor editor, int operation) {
        ui(() -> {
            editor.setFocus();
            editor.getAdapter(ITextOperationTarget.class).doOperation(operation);
            return null;
        });
    }

    public static ISourceViewer viewer(ITextEditor editor) {
        return (ISourceViewer) editor.getAdapter(ITextOperationTarget.class);
    }

    public static List<IMarker> markers(IFile file) {
        try {
            return Arrays.asList(file.findMarkers(ModelMarkers.TYPE, true, IResource.DEPTH_ZERO));
        } catch (CoreException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** Does something on the user interface's thread. */
    public static <T> T ui(Callable<T> action) {
        return Display.getDefault().syncCall(() -> {
            try {
                return action.call();
            } catch (RuntimeException fault) {
                throw fault;
            } catch (Exception fault) {
                throw new IllegalStateException(fault);
            }
        });
    }

    /** Waits until something is so; looks on the user interface's thread. */
    public static void until(String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT);
        while (!ui(condition)) {
            if (System.nanoTime() > end) {
                Screenshot.take("failed");
                fail("still not: " + what);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }

    @Override
    public void close() throws CoreException {
        ui(() -> page().closeAllEditors(false));
        project.delete(true, true, new NullProgressMonitor());
    }
}
