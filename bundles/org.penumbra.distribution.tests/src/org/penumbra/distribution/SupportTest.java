package org.penumbra.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.distribution.Support.Bound;
import org.penumbra.distribution.Support.Kind;

class SupportTest {

    @ParameterizedTest
    @ValueSource(strings = {"real", "positive", "nonnegative", "unit", "bool", "count", "integer",
            "interval(low, high)", "interval(0, high)", "interval(-1.5, 2)", "lower(low)", "lower(3)", "upper(high)",
            "integers(0, n)", "integers(1, 6)"})
    void everyFormReadsBackAsItWasWritten(String text) {
        assertEquals(text, Support.parse(text).toString());
    }

    @Test
    void spacesDoNotMatter() {
        assertEquals(Support.parse("interval(low, high)"), Support.parse("  interval( low,high ) "));
    }

    @Test
    void longFormsOfNamedSetsAreTheNamedSets() {
        assertEquals(Support.UNIT, Support.parse("interval(0, 1)"));
        assertEquals(Support.BOOL, Support.parse("integers(0, 1)"));
    }

    @Test
    void boundsAreNumbersOrParameters() {
        Support support = Support.parse("interval(-1e-3, high_1)");
        assertEquals(Kind.INTERVAL, support.kind());
        assertEquals(-1e-3, support.lower().value());
        assertEquals("high_1", support.upper().parameter());
        assertTrue(Support.parse("lower(2)").upper().isNone());
        assertFalse(new Bound("a", Double.NaN).isNone());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "everywhere | unknown support 'everywhere'",
        "around(1, 2) | unknown support 'around(1, 2)'",
        "interval(0) | support 'interval(0)' needs 2 bound(s)",
        "lower(0, 1) | support 'lower(0, 1)' needs 1 bound(s)",
        "interval(0, 1 | missing ')' in support 'interval(0, 1'",
        "interval(0, a+b) | a bound is a number or a parameter, not 'a+b'",
        "interval(, 1) | a bound is a number or a parameter, not ''"})
    void saysWhatIsWrong(String text, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Support.parse(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"real, -1e300, true", "real, NaN, false", "positive, 0, false", "positive, 4.9e-324, true",
        "nonnegative, 0, true", "nonnegative, -1e-9, false", "unit, 0, true", "unit, 1, true", "unit, 1.0000001, false",
        "bool, 1, true", "bool, 0.5, false", "bool, 2, false", "count, 7, true", "count, -1, false",
        "count, 1.5, false", "integer, -3, true", "integer, 0.1, false"})
    void containsWhatItSays(String support, double value, boolean expected) {
        assertEquals(expected, Support.parse(support).contains(value));
    }

    @Test
    void boundedSetsContainTheirEnds() {
        assertTrue(Support.parse("interval(-2, 3)").contains(-2));
        assertFalse(Support.parse("interval(-2, 3)").contains(3.5));
        assertTrue(Support.parse("lower(2)").contains(2));
        assertFalse(Support.parse("upper(2)").contains(2.1));
    }

    @ParameterizedTest
    @CsvSource({"real, false", "unit, false", "count, true", "bool, true", "integer, true"})
    void integersAreDiscrete(String support, boolean discrete) {
        assertEquals(discrete, Support.parse(support).isDiscrete());
    }
}
