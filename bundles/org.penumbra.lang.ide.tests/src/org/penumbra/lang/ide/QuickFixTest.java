package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.lsp4j.CodeAction;
import org.eclipse.lsp4j.CodeActionContext;
import org.eclipse.lsp4j.CodeActionParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickFixTest {

    /** Titles of fixes at the cursor, each with the text that it leads to. */
    private static Map<String, String> fixes(String marked) {
        Editor editor = Editor.with(marked);
        Map<String, String> found = new TreeMap<>();
        Editor.await(editor.texts().codeAction(new CodeActionParams(editor.document(),
                new org.eclipse.lsp4j.Range(editor.cursor(), editor.cursor()), new CodeActionContext(List.of()))))
                .forEach(either -> {
                    CodeAction action = either.getRight();
                    found.put(action.getTitle(), Editor.apply(editor.text(),
                            action.getEdit().getChanges().get(editor.uri())));
                });
        return found;
    }

    private static void assertFix(String title, String marked, String expected) {
        Map<String, String> fixes = fixes(marked);
        assertEquals(expected, fixes.getOrDefault(title, "no such fix, only " + fixes.keySet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            sigma;     model M { data y : real  sigma ~ Gamma(1, 1)  y ~ Normal(0, |sigm) }
            Normal;    model M { data y : real  m ~ Normal(0, 1)  y ~ |Norml(m, 1) }
            sqrt;      model M { data y : real  m ~ Normal(0, 1)  y ~ Normal(|sqr(m), 1) }
            scale;     model M { data y : real  m ~ Normal(0, 1)  y ~ Normal(m, |scal = 1) }
            noncentered; model M { data y : real  m ~ Normal(0, 1) @|noncentred  y ~ Normal(m, 1) }
            real;      model M { data y : |rael  m ~ Normal(0, 1)  y ~ Normal(m, 1) }
            """)
    void aNameThatMayHaveBeenMeantTakesThePlaceOfTheOther(String meant, String marked) {
        Map<String, String> fixes = fixes(marked);
        String fixed = fixes.getOrDefault("Change to '" + meant + "'", "no such fix, only " + fixes.keySet());
        assertEquals(List.of(), new org.penumbra.lang.ModelReader(org.penumbra.registry.Registry.open())
                .read(fixed, "x").problems());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            algorithm; algorithm |SVJ();            algorithm SVI()
            option;    algorithm SVI(|step = 10);   algorithm SVI(steps = 10)
            policy;    data "a.csv" missing = |drp; data "a.csv" missing = drop
            plate;     |subsample itm = 10;         subsample item = 10
            variable;  |do m = 1;                   do mu = 1
            binding;   data "a.csv" (|yy = x);      data "a.csv" (y = x)
            """)
    void namesInRunsAreMended(String what, String setting, String expected) {
        String text = "model M {\n  data n : int(min = 1)\n  data y : real[n]\n  mu ~ Normal(0, 1)\n"
                + "  plate item: i in 1..n { y[i] ~ Normal(mu, 1) }\n}\ninfer r of M {\n  %s\n}\n";
        Map<String, String> fixes = fixes(text.formatted(setting));
        assertTrue(fixes.containsValue(text.formatted(expected)), fixes.toString());
    }

    @Test
    void anUnknownNameIsDeclared() {
        String text = "model M {\n  data y : real\n  y ~ Normal(|level, 1)\n}\n";
        assertFix("Declare 'level' as data", text,
                "model M {\n  data level : real\n  data y : real\n  y ~ Normal(level, 1)\n}\n");
        assertFix("Declare 'level' as a latent site", text,
                "model M {\n  data y : real\n  level ~ Normal(0, 1)\n  y ~ Normal(level, 1)\n}\n");
    }

    @Test
    void aDeclarationMovesUp() {
        assertFix("Move the declaration of 'm' up here",
                "model M {\n  data y : real\n  y ~ Normal(|m, 1)\n  m ~ Normal(0, 1)\n}\n",
                "model M {\n  data y : real\n  m ~ Normal(0, 1)\n  y ~ Normal(m, 1)\n}\n");
    }

    @Test
    void unusedDataIsRemovedWithItsLine() {
        assertFix("Remove it", "model M {\n  data |x : real\n  data y : real\n  m ~ Normal(0, 1)\n"
                + "  y ~ Normal(m, 1)\n}\n",
                "model M {\n  data y : real\n  m ~ Normal(0, 1)\n  y ~ Normal(m, 1)\n}\n");
    }

    @Test
    void aRecurrenceNeedsAForLoop() {
        assertFix("Make it a for loop", "model M {\n  data n : int(min = 1)\n  m ~ Normal(0, 1)\n"
                + "  plate t in 2..n { s[t] = |s[t - 1] }\n}\n", "model M {\n  data n : int(min = 1)\n"
                + "  m ~ Normal(0, 1)\n  for t in 2..n { s[t] = s[t - 1] }\n}\n");
    }

    @Test
    void aScaleThatMayBeNegativeIsMadePositive() {
        assertFix("Use exp(...)", "model M {\n  data y : real\n  s ~ Normal(0, 1)\n  y ~ Normal(0, |s)\n}\n",
                "model M {\n  data y : real\n  s ~ Normal(0, 1)\n  y ~ Normal(0, exp(s))\n}\n");
    }

    @Test
    void countsThatNeverEndAreCut() {
        assertFix("Cut the distribution at 50", "model M {\n  data y : real\n  |k ~ Poisson(3)\n"
                + "  y ~ Normal(k, 1)\n}\n", "model M {\n  data y : real\n  k ~ Truncated(Poisson(3), max = 50)\n"
                + "  y ~ Normal(k, 1)\n}\n");
    }

    @Test
    void aSizeIsAWholeNumber() {
        assertFix("Declare 'n' as int(min = 1)", "model M {\n  data n : real\n  data y : real[3]\n"
                + "  m ~ Normal(0, 1)\n  plate i in 1..|n { y[i] ~ Normal(m, 1) }\n}\n", "model M {\n"
                + "  data n : int(min = 1)\n  data y : real[3]\n  m ~ Normal(0, 1)\n"
                + "  plate i in 1..n { y[i] ~ Normal(m, 1) }\n}\n");
    }

    @Test
    void optionsAreSetRightOrRemoved() {
        String run = "model M { data y : real  m ~ Normal(0, 1)  y ~ Normal(m, 1) }\ninfer r of M {\n  ";
        assertFix("Use the default, 0", run + "algorithm SVI(steps = |-5)\n}\n", run + "algorithm SVI(steps = 0)\n}\n");
        assertFix("Remove the option", run + "algorithm SVI(steps = 10, |colour = 5)\n}\n",
                run + "algorithm SVI(steps = 10)\n}\n");
        assertFix("Remove the second one", run + "seed 1\n  |seed 2\n}\n", run + "seed 1\n}\n");
    }

    @Test
    void anAnnotationWithoutSenseIsRemoved() {
        assertFix("Remove the annotation", "model M { data y : real  m ~ Gamma(2, 1) |@noncentered  y ~ Normal(m, 1) }",
                "model M { data y : real  m ~ Gamma(2, 1)   y ~ Normal(m, 1) }");
    }

    @Test
    void aGuideGetsTheSitesThatItLacks() {
        String model = "model M {\n  data y : real\n  m ~ Normal(0, 1)\n  s ~ Gamma(2, 1)\n  u ~ Uniform(0, 3)\n"
                + "  y ~ Normal(m + u, s)\n}\n";
        String fixed = fixes(model + "guide |G for M {\n  m ~ Normal(0, 1)\n}\n").get("Add what is missing");
        assertEquals(model + """
                guide G for M {
                  m ~ Normal(0, 1)
                  param sLoc : real = 0
                  param sScale : positive = 0.1
                  s ~ Transformed(Normal(sLoc, sScale), exp)
                  param uLoc : real = 0
                  param uScale : positive = 0.1
                  u ~ Transformed(Normal(uLoc, uScale), intervalTransform(0, 3))
                }
                """, fixed);
        assertEquals(List.of(), new org.penumbra.lang.ModelReader(org.penumbra.registry.Registry.open())
                .read(fixed, "x").problems());
    }
}
