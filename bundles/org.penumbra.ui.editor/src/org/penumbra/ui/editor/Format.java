package org.penumbra.ui.editor;

import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.penumbra.ui.language.Snapshot;

/** Writes the model as models are written. */
public final class Format extends ModelCommand {

    @Override
    void run(Place place) {
        Snapshot asked = place.text().latest();
        place.then(place.text().ask((server, identifier) -> server.formatting(
                new DocumentFormattingParams(identifier, new FormattingOptions(2, true)))), edits -> {
                    if (edits != null && !edits.isEmpty() && !Edits.apply(place.editor(), asked, edits)) {
                        place.say("The text changed meanwhile: format it again.");
                    }
                });
    }
}
