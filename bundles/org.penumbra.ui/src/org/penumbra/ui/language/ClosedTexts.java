package org.penumbra.ui.language;

import java.util.Optional;
import org.eclipse.core.filebuffers.FileBuffers;
import org.eclipse.core.filebuffers.IFileBuffer;
import org.eclipse.core.filebuffers.IFileBufferListener;
import org.eclipse.core.filebuffers.ITextFileBuffer;
import org.eclipse.core.runtime.IPath;
import org.penumbra.ui.build.ModelBuilder;

/** Notices that the last editor of a file is closed: from then on, what is wrong is what is wrong with the file. */
final class ClosedTexts implements IFileBufferListener {

    private final LanguageHost host;

    ClosedTexts(LanguageHost host) {
        this.host = host;
    }

    @Override
    public void bufferDisposed(IFileBuffer buffer) {
        if (buffer instanceof ITextFileBuffer text) {
            host.close(text.getDocument());
            Optional.ofNullable(FileBuffers.getWorkspaceFileAtLocation(buffer.getLocation()))
                    .ifPresent(ModelBuilder::checkSoon);
        }
    }

    @Override
    public void bufferCreated(IFileBuffer buffer) {
        // Documents are opened by OpenedTexts, which knows what is a model.
    }

    @Override
    public void bufferContentAboutToBeReplaced(IFileBuffer buffer) {
        // The document tells its listeners.
    }

    @Override
    public void bufferContentReplaced(IFileBuffer buffer) {
        // The document tells its listeners.
    }

    @Override
    public void stateChanging(IFileBuffer buffer) {
        // What is open stays open.
    }

    @Override
    public void dirtyStateChanged(IFileBuffer buffer, boolean dirty) {
        // Saved or not, the server knows the text.
    }

    @Override
    public void stateValidationChanged(IFileBuffer buffer, boolean validated) {
        // What is open stays open.
    }

    @Override
    public void underlyingFileMoved(IFileBuffer buffer, IPath path) {
        // The buffer is disposed, and another is made.
    }

    @Override
    public void underlyingFileDeleted(IFileBuffer buffer) {
        // The editor stays open, or is closed and disposes the buffer.
    }

    @Override
    public void stateChangeFailed(IFileBuffer buffer) {
        // What is open stays open.
    }
}
