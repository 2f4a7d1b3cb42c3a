package org.penumbra.visualization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.model.StringLiteral;

class NotationTest {

    private static final String VARIABLES = "model M { data a : real data b : real data c : real[3] "
            + "data s : real[3] data t : int data X : real[3, 3] ";

    private static String printed(String expression) {
        return ModelGraph.of(ModelText.model(VARIABLES + " y = " + expression + " }")).statements().getFirst()
                .substring("y = ".length());
    }

    @ParameterizedTest
    @ValueSource(strings = { "a + b * c", "(a + b) * c", "a - (b - c)", "a - b - c", "a / (b * c)", "-a^2", "(-a)^2",
            "a^b^2", "(a^b)^2", "2^(-a)", "a * -b", "-(a + b)", "X'", "(a + b)'", "X[1, 2]", "X[, 2]", "X[2..3, ]",
            "c[t-1]", "c[2 * t+1]", "if a < b then a else b + 1", "(if a < b then a else b) + 1",
            "a < b && b < t || !a",
            "[a, b, [1, 2]]", "Normal(loc = a, scale = 2)", "f(a, g(b))", "X @ c", "a == b", "0.05", "1e-6", "1.5e12",
            "123456" })
    void printsWhatWasRead(String expression) {
        assertEquals(expression, printed(expression));
    }

    @Test
    void parenthesesThatSayNothingAreLeftOut() {
        assertEquals("a + b * c", printed("(a + (b * c))"));
        assertEquals("exp(a)^2", printed("(exp((a)))^2"));
    }

    @Test
    void unlinkedNamesAreQuestionMarks() {
        assertEquals("?", printed("nobodyKnowsThis"));
    }

    @Test
    void textIsQuotedAsItIsWritten() {
        StringLiteral literal = ModelText.FACTORY.createStringLiteral();
        literal.setValue("a \"b\" \\ c");
        assertEquals("\"a \\\"b\\\" \\\\ c\"", Notation.of(literal));
    }

    @Test
    void numbersAreShortest() {
        assertEquals("10", Notation.number(10.0));
        assertEquals("-1", Notation.number(-1));
        assertEquals("0.1", Notation.number(0.1));
        assertEquals("1e300", Notation.number(1e300));
        assertEquals("2.5e-9", Notation.number(2.5e-9));
    }

    @Test
    void typesShowBoundsAndShape() {
        assertEquals("s : positive[2] ~ LogNormal(-1, 1)", ModelGraph
                .of(ModelText.model("model M { s : positive[2] ~ LogNormal(-1, 1) }")).statements().getFirst());
        assertEquals("p : real(min = 0)[3] ~ Flat()",
                ModelGraph.of(ModelText.model("model M { p : real(min = 0)[3] ~ Flat() }")).statements().getFirst());
    }
}
