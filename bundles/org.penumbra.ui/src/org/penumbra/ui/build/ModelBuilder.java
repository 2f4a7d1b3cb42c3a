package org.penumbra.ui.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IResourceDelta;
import org.eclipse.core.resources.IncrementalProjectBuilder;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.penumbra.lang.ModelReader;
import org.penumbra.registry.Registry;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.Snapshot;

/** Checks the models that changed. What an editor has open is left to the language server, which knows its text. */
public final class ModelBuilder extends IncrementalProjectBuilder {

    public static final String ID = "org.penumbra.ui.builder";

    private static final String EXTENSION = "penumbra";

    @Override
    protected IProject[] build(int kind, Map<String, String> arguments, IProgressMonitor monitor)
            throws CoreException {
        IResourceDelta delta = kind == FULL_BUILD ? null : getDelta(getProject());
        List<IFile> files = delta == null ? models() : changed(delta);
        SubMonitor progress = SubMonitor.convert(monitor, "Checking models", files.size());
        if (!files.isEmpty()) {
            ModelReader reader = new ModelReader(Registry.open());
            for (IFile file : files) {
                check(reader, file);
                progress.split(1);
            }
        }
        return new IProject[0];
    }

    @Override
    protected void clean(IProgressMonitor monitor) throws CoreException {
        getProject().deleteMarkers(ModelMarkers.TYPE, true, IResource.DEPTH_INFINITE);
    }

    /** Checks a model that no editor has open any more, soon; in a project without the nature its markers go. */
    public static void checkSoon(IFile file) {
        if (isModel(file)) {
            WorkspaceJob job = new WorkspaceJob("Check " + file.getName()) {
                @Override
                public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
                    if (file.isAccessible() && file.getProject().hasNature(ModelNature.ID)) {
                        check(new ModelReader(Registry.open()), file);
                    } else {
                        ModelMarkers.put(file, List.of());
                    }
                    return Status.OK_STATUS;
                }
            };
            job.setRule(file.getWorkspace().getRuleFactory().markerRule(file));
            job.setSystem(true);
            job.schedule();
        }
    }

    private List<IFile> models() throws CoreException {
        List<IFile> found = new ArrayList<>();
        getProject().accept(resource -> {
            if (isModel(resource)) {
                found.add((IFile) resource);
            }
            return !resource.isDerived();
        });
        return found;
    }

    private static List<IFile> changed(IResourceDelta delta) throws CoreException {
        List<IFile> found = new ArrayList<>();
        delta.accept(change -> {
            boolean other = change.getKind() == IResourceDelta.CHANGED
                    && (change.getFlags() & (IResourceDelta.CONTENT | IResourceDelta.ENCODING)) == 0;
            if (isModel(change.getResource()) && change.getKind() != IResourceDelta.REMOVED && !other) {
                found.add((IFile) change.getResource());
            }
            return !change.getResource().isDerived();
        });
        return found;
    }

    private static boolean isModel(IResource resource) {
        return resource instanceof IFile && EXTENSION.equals(resource.getFileExtension());
    }

    private static void check(ModelReader reader, IFile file) throws CoreException {
        if (file.getLocationURI() != null && LanguageHost.get().text(file.getLocationURI().toString()).isEmpty()) {
            Snapshot text = new Snapshot(0, file.readString());
            ModelMarkers.put(file, reader.read(text.text(), file.getName()).problems().stream()
                    .map(problem -> Finding.of(problem, text)).toList());
        }
    }
}
