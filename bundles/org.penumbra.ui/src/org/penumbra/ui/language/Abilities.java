package org.penumbra.ui.language;

import org.eclipse.lsp4j.ClientCapabilities;
import org.eclipse.lsp4j.CompletionCapabilities;
import org.eclipse.lsp4j.CompletionItemCapabilities;
import org.eclipse.lsp4j.DocumentSymbolCapabilities;
import org.eclipse.lsp4j.TextDocumentClientCapabilities;

/** What the workbench can show, as it tells the server. */
final class Abilities {

    private Abilities() {
    }

    static ClientCapabilities ofWorkbench() {
        CompletionItemCapabilities items = new CompletionItemCapabilities();
        items.setSnippetSupport(true);
        DocumentSymbolCapabilities symbols = new DocumentSymbolCapabilities();
        symbols.setHierarchicalDocumentSymbolSupport(true);
        TextDocumentClientCapabilities texts = new TextDocumentClientCapabilities();
        texts.setCompletion(new CompletionCapabilities(items));
        texts.setDocumentSymbol(symbols);
        ClientCapabilities all = new ClientCapabilities();
        all.setTextDocument(texts);
        return all;
    }
}
