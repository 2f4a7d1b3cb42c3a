package org.penumbra.lang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penumbra.model.Assign;
import org.penumbra.model.Declaration;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.Plate;
import org.penumbra.model.Sample;
import org.penumbra.model.Seed;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;

/** Nothing separates statements, and most keywords may be names: where one statement ends has to be beyond doubt. */
class StatementParsingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a = b c = d                           | a= c=
            a = -b -c = d                         | !
            a = b; c = d;                         | a= c=
            a = f(b) c ~ N(a) d[1] = [2] e ~ N()  | a= c~ d= e~
            a = b' c = d'                         | a= c=
            a ~ N(0) @noncentered b ~ N(1)        | a~ b~
            a ~ N(0) @noncentered @x(1) b = 3     | a~ b=
            factor a factor b c = d               | Factor Factor c=
            factor -a^2 factor (b)                | Factor Factor
            factor = 3 factor ~ N(0) factor x     | factor= factor~ Factor
            factor [1] factor[1] ~ N(0)           | Factor factor~
            factor[1] = 2                         | factor=
            deterministic a = 3                   | a=
            deterministic = 3 deterministic ~ N() | deterministic= deterministic~
            deterministic deterministic = 1       | deterministic=
            data data : real data = 3 data ~ N()  | DataDeclaration data= data~
            data n : int data x : real[n] y = n   | DataDeclaration DataDeclaration y=
            x : real[2] ~ N(0) y : positive = 3   | x~ y=
            param a : real param b : real = 2     | ParamDeclaration ParamDeclaration
            param = 3 param ~ N()                 | param= param~
            a, b, c ~ N(0) d = 2                  | JointSample d=
            plate i in 1..n { a = i } b = 2       | Plate b=
            plate p: i in 1..n { } plate = 3      | Plate plate=
            plate plate: plate in 1..n { }        | Plate
            for t in 1..n { } for = 2             | For for=
            return a return = 3                   | Return return=
            if_ = if a then b else c d = 3        | if_= d=
            then = if then then then else else    | then=
            x = a[1..2] y[1] = b                  | x= y=
            ; ; a = 1 ;; b = 2 ;                  | a= b=
            a = b (c) d = e [1] f = g             | a= d= f=
            a = b [1] = 3                         | !
            (a) = 3                               | !
            [a] = 3                               | !
            a = 1 2                               | !
            """)
    void oneStatementAfterTheOther(String text, String expected) {
        ModelFile file = Scripts.model(text);
        boolean syntaxError = file.problems().stream().anyMatch(p -> p.code().equals("PEN-1001"));
        assertEquals(expected.equals("!"), syntaxError, () -> file.problems().toString());
        if (!syntaxError) {
            Model model = (Model) file.script().getDeclarations().get(0);
            assertEquals(expected, describe(model.getStatements()));
        }
    }

    private static String describe(List<Statement> statements) {
        return statements.stream().map(statement -> switch (statement) {
            case Sample sample -> sample.getName() + "~";
            case Assign assign -> assign.getName() + "=";
            default -> statement.eClass().getName();
        }).collect(Collectors.joining(" "));
    }

    /** Every word of the grammar but if, true and false can be data, a site, an index, an option and a column. */
    @ParameterizedTest
    @CsvSource({"model", "guide", "function", "network", "infer", "for", "of", "in", "then", "else", "data", "param",
        "plate", "deterministic", "factor", "return", "where", "missing", "algorithm", "objective", "optimizer", "seed",
        "subsample", "do", "condition", "real", "min", "noncentered", "σ", "_x1"})
    void aKeywordMayBeAName(String word) {
        ModelFile file = Scripts.read("""
                model W { data W : real  x ~ Normal(W + W, exp(W)) @noncentered  y = W  plate k in 1..2 { z = W } }
                model W2 { W ~ Normal(0, 1)  y = W * W  plate W: j in 1..2 { u[j] ~ Normal(W, 1) } }
                model W3 { plate W in 1..2 { v[W] ~ Normal(W, 1) } }
                infer W of W { data "a.csv" (W = W * W) where W > 0 missing = drop seed 3 }
                """.replace("W", word).replace(word + "2", "W2").replace(word + "3", "W3"));
        assertEquals(List.of(), file.problems());
    }

    @Test
    void labelAndIndexOfAPlate() {
        Model model = (Model) Scripts.model("plate school: j in 1..8 { plate k in 2..3 { } }").script()
                .getDeclarations().get(0);
        Plate outer = (Plate) model.getStatements().get(0);
        Plate inner = (Plate) ((Loop) outer).getStatements().get(0);
        assertEquals("school j", outer.getLabel() + " " + outer.getIndex().getName());
        assertEquals("null k", inner.getLabel() + " " + inner.getIndex().getName());
    }

    @Test
    void deterministicIsKept() {
        Model model = (Model) Scripts.model("deterministic a = 1  b = 2").script().getDeclarations().get(0);
        assertTrue(((Assign) model.getStatements().get(0)).isDeterministic());
        assertEquals(false, ((Assign) model.getStatements().get(1)).isDeterministic());
    }

    @Test
    void seedsMayBeNegative() {
        InferDeclaration run = (InferDeclaration) Scripts.read("infer r of M { seed -17 }").script().getDeclarations()
                .get(0);
        assertEquals(-17, ((Seed) run.getItems().get(0)).getValue());
    }

    @Test
    void documentationIsTheCommentInFront() {
        List<Declaration> all = Scripts.read("""
                // no
                /** First line.
                 *  Second * line. */
                model A { }
                /* no */ model B { }
                /** Old. */ /** New. */ infer r of A { }
                /***/ model C { }
                """).script().getDeclarations();
        assertEquals("First line.\n Second * line.", all.get(0).getDocumentation());
        assertEquals(null, all.get(1).getDocumentation());
        assertEquals("New.", all.get(2).getDocumentation());
        assertEquals(null, all.get(3).getDocumentation());
    }

    @Test
    void variablesHaveNames() {
        Model model = (Model) Scripts.model("data n : int x[1, 2] ~ N(0)").script().getDeclarations().get(0);
        assertEquals(List.of("n", "x"), model.getStatements().stream().map(s -> ((Variable) s).getName()).toList());
    }
}
