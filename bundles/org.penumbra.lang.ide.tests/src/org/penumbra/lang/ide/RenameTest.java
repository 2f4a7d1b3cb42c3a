package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.lsp4j.PrepareRenameParams;
import org.eclipse.lsp4j.RenameParams;
import org.eclipse.lsp4j.WorkspaceEdit;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.junit.jupiter.api.Test;

class RenameTest {

    private static final String TEXT = """
            model M {
              data n : int(min = 1)
              data y : real[n]
              mu ~ Normal(0, 1)
              sigma ~ Gamma(2, 1)
              plate i in 1..n { y[i] ~ Normal(mu, sigma) }
            }
            guide G for M {
              mu ~ Normal(0, 1)
              sigma ~ Gamma(1, 1)
            }
            infer run of M {
              data "d.csv"
              condition mu = 1
            }
            """;

    private static String renamed(String marked, String name) {
        Editor editor = Editor.with(marked);
        WorkspaceEdit edit = Editor.await(editor.texts().rename(new RenameParams(editor.document(), editor.cursor(),
                name)));
        return Editor.apply(editor.text(), edit.getChanges().get(editor.uri()));
    }

    private static String refusal(String marked, String name) {
        return assertThrows(ResponseErrorException.class, () -> renamed(marked, name)).getResponseError().getMessage();
    }

    @Test
    void aSiteIsRenamedInModelGuideAndRun() {
        assertEquals(TEXT.replace("mu", "level"), renamed(TEXT.replace("(mu,", "(m|u,"), "level"));
    }

    @Test
    void dataThatBindThemselvesKeepTheirColumn() {
        String expected = TEXT.replace("data y", "data height").replace("y[i]", "height[i]")
                .replace("data \"d.csv\"", "data \"d.csv\" (height = y)");
        assertEquals(expected, renamed(TEXT.replace("data y", "data |y"), "height"));
    }

    @Test
    void sizesAreNotBound() {
        assertEquals(TEXT.replace("data n", "data N").replace("[n]", "[N]").replace("1..n", "1..N"),
                renamed(TEXT.replace("data n", "data |n"), "N"));
    }

    @Test
    void theNameOfADeclarationIsRenamedWhereItIsUsed() {
        assertEquals(TEXT.replace("M {", "Height {"), renamed(TEXT.replace("of M", "of |M"), "Height"));
    }

    @Test
    void aNameThatIsTakenIsRefusedWithItsPlace() {
        assertEquals("'sigma' is taken: it is declared in line 5.", refusal(TEXT.replace("(mu,", "(|mu,"), "sigma"));
        assertEquals("'G' is taken: guide G for M is declared in line 8.", refusal(TEXT.replace("model M",
                "model |M"), "G"));
    }

    @Test
    void whatIsNoNameIsRefused() {
        assertTrue(refusal(TEXT.replace("(mu,", "(|mu,"), "2x").startsWith("'2x' is not a name"));
        assertTrue(refusal(TEXT.replace("(mu,", "(|mu,"), "if").startsWith("'if' is not a name"));
    }

    @Test
    void anIndexMustNotHideWhatIsUsedInItsLoop() {
        String refused = refusal("model M { data n : int(min = 1) data y : real[n] mu ~ Normal(0, 1) "
                + "plate |i in 1..n { y[i] ~ Normal(mu, 1) } }", "mu");
        assertTrue(refused.contains("'mu' is taken"), refused);
    }

    /** A value of a plate would take the place of the one outside. */
    @Test
    void aNameMustNotHideAnotherOne() {
        String refused = refusal("model M { data n : int(min = 1) data y : real[n] mu ~ Normal(0, 1) "
                + "plate i in 1..n { |m = 2  y[i] ~ Normal(mu, m) } }", "mu");
        assertTrue(refused.contains("'mu' is taken"), refused);
        assertTrue(refusal("function f(|a : real, b : real) : real = a + b", "b").contains("'b' is taken"));
    }

    @Test
    void namesOfFunctionsMayBeNamesOfVariables() {
        assertEquals("model M { data y : real  exp ~ Normal(0, 1)  y ~ Normal(exp(exp), 1) }",
                renamed("model M { data y : real  |m ~ Normal(0, 1)  y ~ Normal(exp(m), 1) }", "exp"));
    }

    @Test
    void whatIsInstalledHasNoNameToChange() {
        Editor editor = Editor.with(TEXT.replace("Gamma(2", "Ga|mma(2"));
        assertNull(Editor.await(editor.texts().prepareRename(new PrepareRenameParams(editor.document(),
                editor.cursor()))));
    }

    @Test
    void anEditorIsToldWhatItIsAboutToRename() {
        Editor editor = Editor.with(TEXT.replace("(mu,", "(m|u,"));
        var prepared = Editor.await(editor.texts().prepareRename(new PrepareRenameParams(editor.document(),
                editor.cursor()))).getSecond();
        assertEquals("6: mu", editor.place(prepared.getRange()));
        assertEquals("mu", prepared.getPlaceholder());
    }

    @Test
    void nothingIsRenamedWhilePartOfTheTextCannotBeRead() {
        assertTrue(refusal("model M {\n  |mu ~ Normal(0, 1)\n  x ~ Norm\n}", "a").startsWith("Part of the text"));
    }
}
