package org.penumbra.lang.ide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.eclipse.lsp4j.DocumentFormattingParams;
import org.eclipse.lsp4j.DocumentOnTypeFormattingParams;
import org.eclipse.lsp4j.DocumentRangeFormattingParams;
import org.eclipse.lsp4j.FormattingOptions;
import org.eclipse.lsp4j.Position;
import org.eclipse.lsp4j.Range;
import org.eclipse.lsp4j.TextEdit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.lang.text.Word;

class FormattingTest {

    private static final FormattingOptions OPTIONS = new FormattingOptions(2, true);
    private static final int ROUNDS = 20;

    @Test
    void spacesIndentationAndColumnsAreSetInOrder() {
        assertEquals("""
                /** Doc. */
                model M {
                  data n : int(min = 1)
                  data africa : real[n]
                  a ~ Normal(0, 10)   // level
                  sigma ~ Uniform(0, 10) // spread
                }
                """.replace("data n ", "data n      ").replace("  a ~ Normal(0, 10)   // level",
                        "  a     ~ Normal(0, 10)   // level").replace("Uniform(0, 10) // spread",
                                "Uniform(0, 10)  // spread"), formatted("""
                        /** Doc. */
                        model M{
                        data n:int( min=1 )
                             data africa   : real [ n ]
                          a~Normal(0,10)// level
                           sigma ~ Uniform( 0,10 )            // spread
                          }


                        """));
    }

    @Test
    void expressionsAreSpacedLikeOnPaper() {
        assertEquals("""
                model M {
                  s[t] = sqrt(a0 + a1 * (y[t-1] - mu)^2 + b1 * -s[t-1]^2)
                  x ~ Normal(loc = X[1..n, k]' @ b, scale = 1) @noncentered
                  plate school: j in 1..J { y[j] ~ Normal(theta[j], if x > 0 then 1.5e3 else -.5) }
                  z = [[1, 2], [-3, !b]]
                }
                """, formatted("""
                model M {
                s [ t ]=sqrt ( a0+a1*( y[t - 1]-mu ) ^ 2+b1 * - s[t -1]^2 )
                x~Normal( loc=X[ 1 .. n ,k] '@b,scale=1 )@ noncentered
                plate school:j in 1 .. J{y[j]~Normal(theta[j],if x>0 then 1.5e3 else -.5)}
                z=[ [1,2] ,[ - 3,! b]]
                }"""));
    }

    @Test
    void runsAndFunctionsKeepTheirLines() {
        assertEquals("""
                function f(t : real, u : real[2]) : real[2] =
                  [u[2], -u[1]]

                infer svi of Rugged {
                  data "rugged.csv" (africa = cont_africa, logGdp = log(rgdppc_2000)) missing = drop
                  algorithm SVI(steps = 1000,
                      window = 100)
                  seed 1
                }
                """, formatted("""
                function f ( t:real,u:real[2] ):real[2]=
                [ u[2] , - u[1] ]



                infer svi of Rugged{
                data "rugged.csv"( africa=cont_africa,logGdp=log( rgdppc_2000 ) ) missing=drop
                algorithm SVI (steps=1000,
                window=100)
                seed 1}""".replace("seed 1}", "seed 1\n}")));
    }

    static List<Path> files() {
        return Samples.files();
    }

    /** Whatever the spaces were: formatting twice is formatting once, and no word changes. */
    @ParameterizedTest
    @MethodSource("files")
    void formattingIsStableAndKeepsTheWords(Path file) {
        Random random = new Random(file.getFileName().toString().hashCode());
        String text = Samples.text(file);
        for (int round = 0; round < ROUNDS; round++) {
            String once = formatted(text);
            assertEquals(once, formatted(once), file.toString());
            assertEquals(words(text), words(once), file.toString());
            text = Samples.respaced(text, random);
        }
    }

    private static List<String> words(String text) {
        return Word.all(text).stream().filter(word -> word.kind() != Word.Kind.SPACE)
                .map(word -> word.text().stripTrailing()).toList();
    }

    private static String formatted(String text) {
        return Formatting.formatted(new Document(null, "memory:/x", 0, text));
    }

    @Test
    void aRangeChangesItsLinesOnly() {
        Editor editor = Editor.with("model M {\na~Normal(0,1)\nb~Normal(0,1)\n}\n");
        List<? extends TextEdit> edits = Editor.await(editor.server.getTextDocumentService().rangeFormatting(
                new DocumentRangeFormattingParams(editor.document(), OPTIONS, new Range(new Position(2, 0),
                        new Position(2, 3)))));
        assertEquals("model M {\na~Normal(0,1)\n  b ~ Normal(0, 1)\n}\n", Editor.apply(editor.text(), edits));
    }

    @Test
    void aNewLineIsIndentedAndTheOneBeforeSetInOrder() {
        Editor editor = Editor.with("model M {\nplate i in 1..n{\ny[i]~Normal(0,1)\n|}\n}\n");
        List<? extends TextEdit> edits = Editor.await(editor.server.getTextDocumentService().onTypeFormatting(
                new DocumentOnTypeFormattingParams(editor.document(), OPTIONS, editor.cursor(), "\n")));
        assertEquals("model M {\nplate i in 1..n{\n    y[i] ~ Normal(0, 1)\n  }\n}\n",
                Editor.apply(editor.text(), edits));
    }

    @Test
    void theEditsOfAWholeTextGiveTheFormattedText() {
        Editor editor = Editor.with("model M{a~Normal(0,1)}");
        List<? extends TextEdit> edits = Editor.await(editor.server.getTextDocumentService().formatting(
                new DocumentFormattingParams(editor.document(), OPTIONS)));
        assertEquals("model M { a ~ Normal(0, 1) }\n", Editor.apply(editor.text(), edits));
    }

    @Test
    void lineEndsOfOtherSystemsStay() {
        assertEquals("model M {\r\n  a ~ Normal(0, 1)\r\n}\r\n", formatted("model M {\r\na~Normal(0, 1)\r\n}\r\n"));
    }

    @Test
    void textWithCharactersOutsideOfTheLanguageIsLeftAlone() {
        assertTrue(Formatting.whole(new Document(null, "memory:/x", 0, "model M{ a ~ § }")).isEmpty());
    }
}
