package org.penumbra.lang.ide;

import java.util.List;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.TextDocumentSyncKind;
import org.eclipse.lsp4j.TextDocumentSyncOptions;

/** What the server can do, as it tells editors. */
final class Abilities {

    private Abilities() {
    }

    static ServerCapabilities ofServer() {
        ServerCapabilities abilities = new ServerCapabilities();
        TextDocumentSyncOptions sync = new TextDocumentSyncOptions();
        sync.setOpenClose(true);
        sync.setChange(TextDocumentSyncKind.Incremental);
        abilities.setTextDocumentSync(sync);
        abilities.setPositionEncoding("utf-16");
        abilities.setCompletionProvider(new CompletionOptions(false, List.of("~", ".", "@", "(", ",", "=", ":",
                "\"", " ")));
        abilities.setHoverProvider(true);
        return abilities;
    }
}
