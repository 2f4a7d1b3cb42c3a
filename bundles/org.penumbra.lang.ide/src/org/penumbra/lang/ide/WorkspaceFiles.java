package org.penumbra.lang.ide;

import org.eclipse.lsp4j.DidChangeConfigurationParams;
import org.eclipse.lsp4j.DidChangeWatchedFilesParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.services.WorkspaceService;

/** What editors ask about folders. */
final class WorkspaceFiles implements WorkspaceService {

    private final Documents documents;
    private final Worker worker;

    WorkspaceFiles(Documents documents, Worker worker) {
        this.documents = documents;
        this.worker = worker;
    }

    void folders(InitializeParams parameters) {
    }

    @Override
    public void didChangeConfiguration(DidChangeConfigurationParams parameters) {
        // There is nothing to configure.
    }

    @Override
    public void didChangeWatchedFiles(DidChangeWatchedFilesParams parameters) {
    }
}
