package org.penumbra.lang.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How lengths follow from each other. */
class ShapeRuleTest {

    private static Extent extent(String text) {
        return text.equals("?") ? Extent.UNKNOWN : ShapeRule.parse("f() : [" + text + "]").result().get(0);
    }

    private static Shape shape(String text) {
        return text.equals("?") ? Shape.UNKNOWN : text.equals("-") ? Shape.SCALAR
                : new Shape(Arrays.stream(text.split(" ")).map(ShapeRuleTest::extent).toList());
    }

    /** Shapes of the arguments are separated by semicolons; all numbers have the value 7. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            solve(A[n, n], b[n]) : [n]            | 3 3; 3       | [3]
            solve(A[n, n], b[n]) : [n]            | J J; J       | [J]
            solve(A[n, n], b[n]) : [n]            | 3 3; 2       | none
            solve(A[n, n], b[n]) : [n]            | 3 2; 3       | none
            solve(A[n, n], b[n]) : [n]            | 3 3; -       | none
            solve(A[n, n], b[n]) : [n]            | ?; 4         | [4]
            solve(A[n, n], b[n]) : [n]            | ? 5; ?       | [5]
            join(x[n], y[m]) : [n + m]            | J; 2         | [J + 2]
            join(x[n], y[m]) : [n + m]            | n; m         | [m + n]
            swap(x[n], y[m]) : [m, n]             | m; n         | [n, m]
            make(n) : [n, 2]                      | -            | [7, 2]
            cuts(x, c[k - 1]) : [k]               | -; 4         | [5]
            cuts(c[k - 1], p[k]) : [k]            | 4; 5         | [5]
            cuts(c[k - 1], p[k]) : [k]            | 4; 4         | none
            free(x) : [t]                         | -            | [?]
            """)
    void lengthsOfTheResult(String rule, String shapes, String expected) {
        ShapeRule parsed = ShapeRule.parse(rule);
        List<Shape> given = Arrays.stream(shapes.split("; ")).map(ShapeRuleTest::shape).toList();
        List<Extent> values = Collections.nCopies(given.size(), Extent.of(7));
        assertEquals(expected, parsed.match(given, values).map(lengths -> lengths.of(parsed.result()).toString())
                .orElse("none"));
    }

    @Test
    void textIsReadAndWritten() {
        assertEquals("solve(A[n, n], b[k - 1], c)", ShapeRule.parse("solve(A[n, n], b[k - 1], c) : [n]").toString());
        assertEquals(List.of("A", "b", "c"), ShapeRule.parse("f(A[n], b, c)").parameters());
        assertThrows(IllegalArgumentException.class, () -> ShapeRule.parse("no rule"));
    }
}
