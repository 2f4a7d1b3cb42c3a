package org.penumbra.ui.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspace;
import org.eclipse.core.resources.WorkspaceJob;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;

/** The markers of what is wrong with models. Those that stay true are left alone, so that nothing flickers. */
public final class ModelMarkers {

    /** Their type. */
    public static final String TYPE = "org.penumbra.ui.problem";

    private static final Map<IFile, List<Finding>> LATEST = new ConcurrentHashMap<>();

    private ModelMarkers() {
    }

    /** Lets a file have these markers and no others, soon; what was to be shown before and is not yet, never is. */
    public static void show(IFile file, List<Finding> findings) {
        if (LATEST.put(file, findings) == null) {
            Job job = new Update(file);
            job.setRule(file.getWorkspace().getRuleFactory().markerRule(file));
            job.setSystem(true);
            job.schedule();
        }
    }

    /** Lets a file have these markers and no others, now. */
    static void put(IFile file, List<Finding> findings) throws CoreException {
        if (!file.isAccessible()) {
            return;
        }
        List<Finding> missing = new ArrayList<>(findings);
        for (IMarker marker : file.findMarkers(TYPE, true, IResource.DEPTH_ZERO)) {
            Map<String, Object> attributes = marker.getAttributes();
            if (!missing.removeIf(finding -> finding.attributes().equals(attributes))) {
                marker.delete();
            }
        }
        for (Finding finding : missing) {
            file.createMarker(TYPE, finding.attributes());
        }
    }

    private static final class Update extends WorkspaceJob {

        private final IFile file;

        Update(IFile file) {
            super("Markers of " + file.getName());
            this.file = file;
        }

        @Override
        public IStatus runInWorkspace(IProgressMonitor monitor) throws CoreException {
            List<Finding> findings = LATEST.remove(file);
            file.getWorkspace().run(inner -> put(file, findings), null, IWorkspace.AVOID_UPDATE, monitor);
            return Status.OK_STATUS;
        }
    }
}
