package org.penumbra.ui.language;

import java.net.URI;
import java.util.Optional;
import org.eclipse.core.filebuffers.IDocumentSetupParticipant;
import org.eclipse.core.filebuffers.IDocumentSetupParticipantExtension;
import org.eclipse.core.filebuffers.LocationKind;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IPath;
import org.eclipse.jface.text.IDocument;

/** Brings each document of a model to the language server, whichever editor it is opened in. */
public final class OpenedTexts implements IDocumentSetupParticipant, IDocumentSetupParticipantExtension {

    @Override
    public void setup(IDocument document) {
        // A document of no file has no name that the server could call it by.
    }

    @Override
    public void setup(IDocument document, IPath location, LocationKind kind) {
        Partitions.connect(document);
        uri(location, kind).ifPresent(uri -> LanguageHost.get().open(document, uri.toString()));
    }

    private static Optional<URI> uri(IPath location, LocationKind kind) {
        return kind == LocationKind.IFILE
                ? Optional.ofNullable(ResourcesPlugin.getWorkspace().getRoot().getFile(location))
                        .map(IResource::getLocationURI)
                : Optional.of(location.toFile().toURI());
    }
}
