package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.lsp4j.CodeLensParams;
import org.eclipse.lsp4j.DocumentSymbol;
import org.eclipse.lsp4j.DocumentSymbolParams;
import org.eclipse.lsp4j.FoldingRangeRequestParams;
import org.eclipse.lsp4j.InlayHintParams;
import org.eclipse.lsp4j.InitializeParams;
import org.eclipse.lsp4j.SelectionRange;
import org.eclipse.lsp4j.SelectionRangeParams;
import org.eclipse.lsp4j.SemanticTokensParams;
import org.eclipse.lsp4j.SemanticTokensRangeParams;
import org.eclipse.lsp4j.SignatureHelp;
import org.eclipse.lsp4j.SignatureHelpParams;
import org.eclipse.lsp4j.SignatureInformation;
import org.eclipse.lsp4j.WorkspaceFolder;
import org.eclipse.lsp4j.WorkspaceSymbolParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an editor shows around a text: outline, colours, folds, hints, lenses, signatures. */
class ViewTest {

    private static final String TEXT = """
            /* Schools:
               eight. */
            model Schools {
              data J : int(min = 1)
              data y : real[J]
              tau ~ HalfCauchy(5)
              plate school: j in 1..J {
                theta[j] ~ Normal(0, tau) @noncentered
                m = 2 * theta[j]
                y[j] ~ Normal(m, 1)
              }
            }
            infer fit of Schools {
              data "schools.csv"
              algorithm SVI(steps = 10)
            }
            """;

    private static void outline(List<String> lines, String indent, DocumentSymbol symbol) {
        lines.add(indent + symbol.getKind() + " " + symbol.getName()
                + (symbol.getDetail().isEmpty() ? "" : " (" + symbol.getDetail() + ")"));
        symbol.getChildren().forEach(child -> outline(lines, indent + "  ", child));
    }

    @Test
    void theOutlineIsATreeWithTypes() {
        Editor editor = Editor.with(TEXT);
        List<String> lines = new ArrayList<>();
        Editor.await(editor.texts().documentSymbol(new DocumentSymbolParams(editor.document())))
                .forEach(one -> outline(lines, "", one.getRight()));
        assertEquals("""
                Class Schools (model)
                  Constant J (data : int)
                  Constant y (data : real[J])
                  Variable tau (latent : real)
                  Array plate school
                    Variable theta (latent : real[J])
                    Field m (value : real)
                    Variable y (observed : real[J])
                Event fit (infer)
                  File data (schools.csv)
                  Module algorithm (SVI)""", String.join("\n", lines));
    }

    @Test
    void namesAreFoundInAllFilesOfAFolder(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("stored.penumbra"), "model Stored { data y : real  mu ~ Normal(0, 1) }");
        Editor editor = new Editor(folder.resolve("open.penumbra").toUri().toString());
        InitializeParams parameters = new InitializeParams();
        parameters.setWorkspaceFolders(List.of(new WorkspaceFolder(folder.toUri().toString(), "folder")));
        Editor.await(editor.server.initialize(parameters));
        editor.open("model Open { data y : real  muOpen ~ Normal(0, 1) }");
        assertEquals(List.of("muOpen in Open", "mu in Stored"), Editor.await(editor.server.getWorkspaceService()
                .symbol(new WorkspaceSymbolParams("mu"))).getRight().stream()
                .map(one -> one.getName() + " in " + one.getContainerName()).toList());
    }

    /** Every coloured word with its colour. */
    private static List<String> colours(Editor editor, List<Integer> numbers) {
        List<String> found = new ArrayList<>();
        var legend = Tokens.legend();
        int line = 0;
        int start = 0;
        for (int i = 0; i < numbers.size(); i += 5) {
            start = numbers.get(i) == 0 ? start + numbers.get(i + 1) : numbers.get(i + 1);
            line += numbers.get(i);
            var from = new org.eclipse.lsp4j.Position(line, start);
            var to = new org.eclipse.lsp4j.Position(line, start + numbers.get(i + 2));
            StringBuilder text = new StringBuilder(editor.at(new org.eclipse.lsp4j.Range(from, to))).append(':')
                    .append(legend.getTokenTypes().get(numbers.get(i + 3)));
            for (int bit = 0; bit < 4; bit++) {
                text.append((numbers.get(i + 4) >> bit & 1) == 1 ? "." + legend.getTokenModifiers().get(bit) : "");
            }
            found.add(text.toString());
        }
        return found;
    }

    @Test
    void coloursTellDataSitesAndKeywordsApart() {
        Editor editor = Editor.with("model M {\n  data data : real // x\n  mu ~ Normal(0, 1)\n"
                + "  data ~ Normal(mu, 2)\n}");
        List<Integer> all = Editor.await(editor.texts().semanticTokensFull(new SemanticTokensParams(editor
                .document()))).getData();
        assertEquals(List.of("model:keyword", "M:class.declaration", "data:keyword",
                "data:variable.declaration.readonly", "real:type.defaultLibrary", "// x:comment",
                "mu:variable.declaration", "~:operator", "Normal:class.defaultLibrary", "0:number", "1:number",
                "data:variable.readonly.modification", "~:operator", "Normal:class.defaultLibrary", "mu:variable",
                "2:number"), colours(editor, all));
        List<Integer> some = Editor.await(editor.texts().semanticTokensRange(new SemanticTokensRangeParams(
                editor.document(), new org.eclipse.lsp4j.Range(new org.eclipse.lsp4j.Position(2, 0),
                        new org.eclipse.lsp4j.Position(2, 8))))).getData();
        assertEquals(List.of("mu:variable.declaration", "~:operator", "Normal:class.defaultLibrary"),
                colours(editor, some));
    }

    @Test
    void commentsOfSeveralLinesAreColouredLineByLine() {
        Editor editor = Editor.with("/* a\r\n   b */\r\nmodel M { }");
        assertEquals(List.of("/* a:comment", "   b */:comment", "model:keyword", "M:class.declaration"),
                colours(editor, Editor.await(editor.texts().semanticTokensFull(new SemanticTokensParams(
                        editor.document()))).getData()));
    }

    @Test
    void blocksAndCommentsFold() {
        Editor editor = Editor.with(TEXT);
        assertEquals(List.of("0-1 comment", "6-9 null", "2-10 null", "12-14 null"), Editor.await(editor.texts()
                .foldingRange(new FoldingRangeRequestParams(editor.document()))).stream()
                .map(fold -> fold.getStartLine() + "-" + fold.getEndLine() + " " + fold.getKind()).toList());
    }

    @Test
    void aSelectionGrowsFromWordToText() {
        Editor editor = Editor.with(TEXT.replace("2 * theta", "2 * th|eta"));
        List<String> steps = new ArrayList<>();
        SelectionRange at = Editor.await(editor.texts().selectionRange(new SelectionRangeParams(editor.document(),
                List.of(editor.cursor())))).get(0);
        for (; at != null && steps.size() < 4; at = at.getParent()) {
            steps.add(editor.at(at.getRange()));
        }
        assertEquals(List.of("theta", "theta[j]", "2 * theta[j]", "m = 2 * theta[j]"), steps);
    }

    @Test
    void supportsAndShapesStandBesideNames() {
        Editor editor = Editor.with(TEXT);
        assertEquals(List.of("6 tau: nonnegative", "8 theta[j]: real[J]", "9 m: real"), Editor.await(editor.texts()
                .inlayHint(new InlayHintParams(editor.document(), editor.whole()))).stream().map(hint ->
                        hint.getPosition().getLine() + 1 + " " + editor.at(new org.eclipse.lsp4j.Range(
                                new org.eclipse.lsp4j.Position(hint.getPosition().getLine(), 0),
                                hint.getPosition())).strip() + hint.getLabel().getLeft()).toList());
    }

    @Test
    void runsAndModelsHaveLenses() {
        Editor editor = Editor.with(TEXT + "model Lone { a ~ Normal(0, 1) }\n");
        assertEquals(List.of("Graph penumbra.render Schools", "Run penumbra.run fit", "Run penumbra.run Lone",
                "Graph penumbra.render Lone"), Editor.await(editor.texts().codeLens(new CodeLensParams(
                        editor.document()))).stream().map(lens -> lens.getCommand().getTitle() + " "
                                + lens.getCommand().getCommand() + " " + lens.getCommand().getArguments().get(1))
                        .toList());
    }

    /** The signature with the parameter that is being written in brackets. */
    private static String signature(String marked) {
        Editor editor = Editor.with(marked);
        SignatureHelp help = Editor.await(editor.texts().signatureHelp(new SignatureHelpParams(editor.document(),
                editor.cursor())));
        if (help == null) {
            return "";
        }
        SignatureInformation signature = help.getSignatures().get(help.getActiveSignature());
        if (signature.getParameters().isEmpty()) {
            return signature.getLabel();
        }
        var label = signature.getParameters().get(help.getActiveParameter()).getLabel().getRight();
        String text = signature.getLabel();
        return text.substring(0, label.getFirst()) + "<" + text.substring(label.getFirst(), label.getSecond()) + ">"
                + text.substring(label.getSecond());
    }

    @Test
    void whatIsCalledTellsItsParameters() {
        assertEquals("Normal(<loc>, scale)", signature("model M { a ~ Normal(| }"));
        assertEquals("Normal(loc, <scale>)", signature("model M { a ~ Normal(0, |) }"));
        assertEquals("Normal(loc, <scale>)", signature("model M { a ~ Normal(scale = |) }"));
        assertEquals("Bernoulli(<logits>)", signature("model M { a ~ Bernoulli(logits = |) }"));
        assertEquals("twice(<v : real>)", signature("function twice(v : real) : real = 2 * v\n"
                + "model M { a = twice(|) }"));
        assertEquals("exp(<x>)", signature("model M { a ~ Normal(0, exp(|)) }"));
        assertEquals("Normal(loc, <scale>)", signature("model M { a ~ Normal(0, exp(1) + |) }"));
        assertEquals("", signature("model M { a ~ Normal(0, 1) | }"));
        assertEquals("", signature("model M { a ~ Normal(0 /* | */ ) }"));
    }

    @Test
    void optionsOfPartsAreSignaturesToo() {
        String text = signature("model M { a ~ Normal(0, 1) }\ninfer r of M { optimizer Adam(|) }");
        assertEquals("Adam(<lr = ", text.substring(0, "Adam(<lr = ".length()));
    }
}
