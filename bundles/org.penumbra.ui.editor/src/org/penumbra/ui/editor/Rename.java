package org.penumbra.ui.editor;

import java.util.List;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.TextEdit;
import org.penumbra.ui.language.Snapshot;

/** Gives what stands at the caret another name, everywhere in the file. */
public final class Rename extends ModelCommand {

    @Override
    void run(Place place) {
        Snapshot asked = place.text().latest();
        var position = asked.position(place.selection().getOffset());
        place.then(place.text().ask((server, identifier) ->
                server.prepareRename(new PrepareRenameParams(identifier, position))), target -> {
                    if (target == null || !target.isSecond()) {
                        place.say("There is nothing here that has a name of its own.");
                    } else {
                        ask(place, asked, target.getSecond().getPlaceholder());
                    }
                });
    }

    private static void ask(Place place, Snapshot asked, String old) {
        InputDialog dialog = new InputDialog(place.editor().getSite().getShell(), "Rename", "New name of '" + old
                + "':", old, name -> name.isBlank() || name.equals(old) ? "" : null);
        if (dialog.open() == Window.OK) {
            rename(place, asked, dialog.getValue());
        }
    }

    /** What the dialog asks for. */
    static void rename(Place place, Snapshot asked, String name) {
        var position = asked.position(place.selection().getOffset());
        place.then(place.text().ask((server, identifier) ->
                server.rename(new RenameParams(identifier, position, name))), edit -> {
                    List<TextEdit> edits = edit.getChanges().getOrDefault(place.text().uri(), List.of());
                    if (!Edits.apply(place.editor(), asked, edits)) {
                        place.say("The text changed meanwhile: rename it again.");
                    }
                });
    }
}
