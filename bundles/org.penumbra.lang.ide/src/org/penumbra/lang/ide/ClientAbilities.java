package org.penumbra.lang.ide;

import java.util.Optional;
import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;

/**
 * What the editor can do.
 *
 * @param snippets whether what is inserted may have places to fill in
 */
record ClientAbilities(boolean snippets) {

    /** An editor that has not said anything. */
    static final ClientAbilities NONE = new ClientAbilities(false);

    ClientAbilities(ClientCapabilities capabilities) {
        this(Optional.ofNullable(capabilities).map(ClientCapabilities::getTextDocument)
                .map(TextDocumentClientCapabilities::getCompletion).map(completion -> completion.getCompletionItem())
                .map(item -> Boolean.TRUE.equals(item.getSnippetSupport())).orElse(false));
    }
}
