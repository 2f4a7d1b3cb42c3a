package org.penumbra.lang.ide;

import java.util.List;
import org.eclipse.lsp4j.CodeActionKind;
import org.eclipse.lsp4j.CodeActionOptions;
import org.eclipse.lsp4j.CodeLensOptions;
import org.eclipse.lsp4j.CompletionOptions;
import org.eclipse.lsp4j.DocumentOnTypeFormattingOptions;
import org.eclipse.lsp4j.RenameOptions;
import org.eclipse.lsp4j.SemanticTokensWithRegistrationOptions;
import org.eclipse.lsp4j.ServerCapabilities;
import org.eclipse.lsp4j.SignatureHelpOptions;
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
        abilities.setSignatureHelpProvider(new SignatureHelpOptions(List.of("(", ","), List.of("=")));
        abilities.setDefinitionProvider(true);
        abilities.setReferencesProvider(true);
        abilities.setDocumentHighlightProvider(true);
        abilities.setRenameProvider(new RenameOptions(true));
        abilities.setDocumentSymbolProvider(true);
        abilities.setWorkspaceSymbolProvider(true);
        abilities.setSemanticTokensProvider(new SemanticTokensWithRegistrationOptions(Tokens.legend(), true, true));
        abilities.setDocumentFormattingProvider(true);
        abilities.setDocumentRangeFormattingProvider(true);
        abilities.setDocumentOnTypeFormattingProvider(new DocumentOnTypeFormattingOptions("}", List.of("\n")));
        abilities.setFoldingRangeProvider(true);
        abilities.setSelectionRangeProvider(true);
        abilities.setCodeActionProvider(new CodeActionOptions(List.of(CodeActionKind.QuickFix)));
        abilities.setInlayHintProvider(true);
        abilities.setCodeLensProvider(new CodeLensOptions(false));
        return abilities;
    }
}
