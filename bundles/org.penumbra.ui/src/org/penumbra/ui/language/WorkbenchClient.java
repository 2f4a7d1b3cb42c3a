package org.penumbra.ui.language;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.lsp4j.MessageActionItem;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;
import org.eclipse.lsp4j.PublishDiagnosticsParams;
import org.eclipse.lsp4j.ShowMessageRequestParams;
import org.eclipse.lsp4j.services.LanguageClient;
import org.penumbra.ui.build.Finding;
import org.penumbra.ui.build.ModelMarkers;

/** What the server tells the workbench: mostly, what is wrong with a text, which becomes the markers of its file. */
final class WorkbenchClient implements LanguageClient {

    private final LanguageHost host;

    WorkbenchClient(LanguageHost host) {
        this.host = host;
    }

    @Override
    public void publishDiagnostics(PublishDiagnosticsParams message) {
        host.text(message.getUri()).map(OpenText::latest).filter(text -> isAbout(message, text)).ifPresent(text -> {
            List<Finding> findings = message.getDiagnostics().stream().map(one -> Finding.of(one, text)).toList();
            for (IFile file : ResourcesPlugin.getWorkspace().getRoot()
                    .findFilesForLocationURI(URI.create(message.getUri()))) {
                ModelMarkers.show(file, findings);
            }
        });
    }

    /** A message about an earlier text is late: another one follows. */
    private static boolean isAbout(PublishDiagnosticsParams message, Snapshot text) {
        return message.getVersion() != null && message.getVersion() == text.version();
    }

    @Override
    public void logMessage(MessageParams message) {
        if (message.getType() == MessageType.Error) {
            Faults.log(message.getMessage());
        }
    }

    @Override
    public void showMessage(MessageParams message) {
        logMessage(message);
    }

    @Override
    public CompletableFuture<MessageActionItem> showMessageRequest(ShowMessageRequestParams request) {
        logMessage(request);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void telemetryEvent(Object event) {
        // Nobody counts what users do.
    }
}
