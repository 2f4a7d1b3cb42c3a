package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eclipse.lsp4j.DefinitionParams;
import org.eclipse.lsp4j.DocumentHighlightParams;
import org.eclipse.lsp4j.ReferenceContext;
import org.eclipse.lsp4j.ReferenceParams;
import org.junit.jupiter.api.Test;

class NavigationTest {

    private static final String TEXT = """
            function twice(v : real) : real = 2 * v
            model M {
              data n : int(min = 1)
              data y : real[n]
              mu ~ Normal(0, 1)
              plate item: i in 1..n {
                m = twice(mu) + i
                y[i] ~ Normal(m, 1)
              }
            }
            guide G for M {
              param loc : real = 0
              mu ~ Normal(loc, 1)
            }
            infer run of M {
              data "d.csv" (y = col)
              guide G()
              algorithm SVI(steps = 10)
              subsample item = 2
              do mu = 1
            }
            """;

    private static Editor at(String word, int occurrence) {
        int offset = -1;
        for (int i = 0; i < occurrence; i++) {
            offset = TEXT.indexOf(word, offset + 1);
        }
        return Editor.with(TEXT.substring(0, offset) + "|" + TEXT.substring(offset));
    }

    private static List<String> definition(Editor editor) {
        return Editor.await(editor.texts().definition(new DefinitionParams(editor.document(), editor.cursor())))
                .getLeft().stream().map(location -> editor.place(location.getRange())).toList();
    }

    private static List<String> references(Editor editor, boolean declaration) {
        return Editor.await(editor.texts().references(new ReferenceParams(editor.document(), editor.cursor(),
                new ReferenceContext(declaration)))).stream().map(one -> editor.place(one.getRange())).toList();
    }

    @Test
    void aUseLeadsToItsDeclaration() {
        assertEquals(List.of("5: mu"), definition(at("mu) + i", 1)));
        assertEquals(List.of("7: m"), definition(at("m, 1)", 1)));
        assertEquals(List.of("6: i"), definition(at("i\n", 1)));
        assertEquals(List.of("1: v"), definition(at("v\n", 1)));
        assertEquals(List.of("1: twice"), definition(at("twice(mu", 1)));
        assertEquals(List.of("2: M"), definition(at("M {", 2)));
        assertEquals(List.of("2: M"), definition(at("M {", 3)));
        assertEquals(List.of("11: G"), definition(at("G()", 1)));
        assertEquals(List.of("6: item"), definition(at("item =", 1)));
    }

    @Test
    void observationsGuidesAndRunsMeanTheDeclarationInTheModel() {
        assertEquals(List.of("4: y"), definition(at("y[i]", 1)));
        assertEquals(List.of("5: mu"), definition(at("mu ~ Normal(loc", 1)));
        assertEquals(List.of("5: mu"), definition(at("mu = 1", 1)));
        assertEquals(List.of("4: y"), definition(at("y = col", 1)));
    }

    @Test
    void whatIsInstalledIsDeclaredNowhereInTheText() {
        assertEquals(List.of(), definition(at("Normal(m", 1)));
    }

    @Test
    void referencesCrossFromTheModelToGuidesAndRuns() {
        assertEquals(List.of("5: mu", "7: mu", "13: mu", "20: mu"), references(at("mu ~ Normal(0", 1), true));
        assertEquals(List.of("7: mu", "13: mu", "20: mu"), references(at("mu ~ Normal(0", 1), false));
        assertEquals(List.of("4: y", "8: y", "16: y"), references(at("y = col", 1), true));
        assertEquals(List.of("5: Normal", "8: Normal", "13: Normal"), references(at("Normal(m", 1), true));
    }

    @Test
    void highlightsTellReadsFromWrites() {
        Editor editor = at("mu ~ Normal(0", 1);
        assertEquals(List.of("5: mu Write", "7: mu Read", "13: mu Write", "20: mu Read"), Editor.await(
                editor.texts().documentHighlight(new DocumentHighlightParams(editor.document(), editor.cursor())))
                .stream().map(one -> editor.place(one.getRange()) + " " + one.getKind()).toList());
    }

    @Test
    void namesAreKnownWhileAnotherStatementIsHalfWritten() {
        Editor editor = Editor.with("model M {\n  data y : real\n  mu ~ Normal(0, 1)\n  s ~ Norm\n"
                + "  y ~ Normal(m|u, 1)\n}");
        assertEquals(List.of("3: mu"), definition(editor));
    }

    @Test
    void resultsOfNetworksAreFound() {
        Editor editor = Editor.with("""
                network E(x : real[2]) : (loc : real, scale : positive) {
                  loc = Dense(1)(x)
                  scale = exp(Dense(1)(x))
                }
                model M { data x : real[2]  z ~ Normal(0, 1)  y = E(x)  factor y.sc|ale * z }
                """);
        assertEquals(List.of("1: scale"), definition(editor));
    }
}
