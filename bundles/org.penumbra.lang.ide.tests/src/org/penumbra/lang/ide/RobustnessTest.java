package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.CompletionParams;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DidChangeTextDocumentParams;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.HoverParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.TextDocumentContentChangeEvent;
import org.eclipse.lsp4j.VersionedTextDocumentIdentifier;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.services.TextDocumentService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever somebody types: every question has an answer, and nothing goes wrong inside. */
@Timeout(300)
class RobustnessTest {

    private static final List<String> TYPED = List.of("x", "~", "(", ")", "{", "}", "[", "]", "\"", "'", "/*", "*/",
            "//", "\n", " ", ".", "..", "1", "1e", "@", "model ", "plate ", "infer ", "data ", ":", "=", "if ",
            "\u00e9", "\ud83d\ude00", "§", ",", "-", "^", "Normal(", "\r\n", "\t", ";", "guide G for ", "network N(");
    private static final int EDITS = 25;

    /** All questions about one position; those that are refused say so with a reason. */
    private static void askEverything(Editor editor, Position at) {
        TextDocumentService texts = editor.texts();
        var text = editor.document();
        List<CompletableFuture<?>> answers = List.of(texts.completion(new CompletionParams(text, at)),
                texts.hover(new HoverParams(text, at)), texts.definition(new DefinitionParams(text, at)),
                texts.signatureHelp(new SignatureHelpParams(text, at)),
                texts.documentSymbol(new DocumentSymbolParams(text)),
                texts.semanticTokensFull(new SemanticTokensParams(text)),
                texts.foldingRange(new FoldingRangeRequestParams(text)),
                texts.selectionRange(new SelectionRangeParams(text, List.of(at))),
                texts.codeLens(new CodeLensParams(text)), texts.inlayHint(new InlayHintParams(text,
                        new Range(new Position(0, 0), at))), texts.codeAction(new CodeActionParams(text,
                                new Range(new Position(0, 0), at), new CodeActionContext(List.of()))),
                texts.formatting(new DocumentFormattingParams(text, new FormattingOptions(2, true))));
        answers.forEach(Editor::await);
        try {
            Editor.await(texts.rename(new RenameParams(text, at, "renamed")));
        } catch (ResponseErrorException refused) {
            assertEquals(ResponseErrorCode.RequestFailed.getValue(), refused.getResponseError().getCode(),
                    refused.getMessage());
        }
    }

    @Test
    void randomEditsAreAnswered() {
        Random random = new Random(7);
        for (Path file : Samples.files()) {
            StringBuilder text = new StringBuilder(Samples.text(file));
            Editor editor = new Editor("memory:/" + file.getFileName()).open(text.toString().replace("|", ""));
            text.setLength(0);
            text.append(editor.text());
            for (int edit = 0; edit < EDITS; edit++) {
                Lines lines = new Lines(text.toString());
                int from = random.nextInt(text.length() + 1);
                int to = Math.min(text.length(), from + random.nextInt(random.nextInt(4) == 0 ? 40 : 2));
                String typed = TYPED.get(random.nextInt(TYPED.size()));
                editor.texts().didChange(new DidChangeTextDocumentParams(new VersionedTextDocumentIdentifier(
                        editor.uri(), edit + 2), List.of(new TextDocumentContentChangeEvent(lines.range(from, to),
                                typed))));
                text.replace(from, to, typed);
                if (edit % 8 == 7) {
                    askEverything(editor, new Lines(text.toString()).position(from + typed.length()));
                }
            }
            assertEquals(List.of(), editor.log, file.toString());
        }
    }

    /** Somebody types a model from its first letter to its last. */
    @Test
    void everyBeginningOfATextIsAnswered() {
        String text = Samples.text(Path.of("../org.penumbra.examples/models/rugged.penumbra"));
        Editor editor = Editor.with("");
        for (int end = 0; end < text.length(); end += 5) {
            editor.type(text.substring(0, end) + "|");
            askEverything(editor, editor.cursor());
        }
        assertEquals(List.of(), editor.log);
    }

    @Test
    void questionsBehindTheEndAndAboutUnknownTextsAreAnswered() {
        Editor editor = Editor.with("model M {");
        askEverything(editor, new Position(99, 99));
        askEverything(new Editor("memory:/never-opened"), new Position(0, 0));
        assertEquals(List.of(), editor.log);
    }

    @Test
    void expressionsThatAreTooDeepEndAsAProblem() {
        String deep = "model M { data y : real  y ~ Normal(" + "(".repeat(40_000) + "1" + ")".repeat(40_000) + ", 1) }";
        Editor editor = Editor.with(deep);
        assertEquals("PEN-1002", editor.diagnostics().get(0).getCode().getLeft());
        assertEquals(List.of(), editor.log);
    }

    @Test
    void aLargeModelIsAnswered() {
        String text = LargeModel.text(2000);
        Editor editor = Editor.with(text.replace("sigma99 + 0.1", "sigma9|9 + 0.1"));
        assertEquals(List.of(), editor.diagnostics());
        assertTrue(editor.labels().containsAll(List.of("sigma9", "sigma99", "sigma90")));
    }
}
