package org.penumbra.ui.editor;

import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.filebuffers.ITextFileBufferManager;
import org.eclipse.core.filebuffers.LocationKind;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.jface.text.BadLocationException;
import org.eclipse.jface.text.IDocument;
import org.eclipse.swt.graphics.Image;
import org.eclipse.ui.IMarkerResolution2;
import org.penumbra.ui.language.Faults;
import org.penumbra.ui.language.LanguageHost;
import org.penumbra.ui.language.Snapshot;

/** Writes another name where a marker is: in the editor when the file is open there, else in the file. */
final class Replacement implements IMarkerResolution2 {

    private final String name;

    Replacement(String name) {
        this.name = name;
    }

    @Override
    public String getLabel() {
        return "Change to '" + name + "'";
    }

    @Override
    public String getDescription() {
        return "Writes '" + name + "' instead.";
    }

    @Override
    public Image getImage() {
        return null;
    }

    @Override
    public void run(IMarker marker) {
        IPath path = marker.getResource().getFullPath();
        ITextFileBuffer open = FileBuffers.getTextFileBufferManager().getTextFileBuffer(path, LocationKind.IFILE);
        if (open != null) {
            replace(open.getDocument(), marker);
        } else {
            Job.create("Change to '" + name + "'", monitor -> {
                inFile(path, marker);
            }).schedule();
        }
    }

    private void inFile(IPath path, IMarker marker) throws CoreException {
        ITextFileBufferManager buffers = FileBuffers.getTextFileBufferManager();
        buffers.connect(path, LocationKind.IFILE, null);
        try {
            ITextFileBuffer buffer = buffers.getTextFileBuffer(path, LocationKind.IFILE);
            replace(buffer.getDocument(), marker);
            buffer.commit(null, false);
        } finally {
            buffers.disconnect(path, LocationKind.IFILE, null);
        }
    }

    private void replace(IDocument document, IMarker marker) {
        int start = marker.getAttribute(IMarker.CHAR_START, -1);
        int end = marker.getAttribute(IMarker.CHAR_END, -1);
        Snapshot text = LanguageHost.get().text(document).map(open -> open.latest())
                .orElseGet(() -> new Snapshot(0, document.get()));
        if (start < 0 || end > document.getLength()) {
            return;
        }
        try {
            document.replace(start, Math.min(end, text.wordEnd(start)) - start, name);
        } catch (BadLocationException gone) {
            Faults.log("The text changed while '" + name + "' was written.", gone);
        }
    }
}
