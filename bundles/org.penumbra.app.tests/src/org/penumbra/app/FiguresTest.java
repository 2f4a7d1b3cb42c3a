package org.penumbra.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"9.18, 0.0701, 3", "9.18, 0.13, 2", "1234, 17.2, 0", "1234, 1.5, 1", "5, 1, 1", "3, 0.00002, 6",
        "1.433, NaN, 3", "0, NaN, 2", "0, 0, 2", "5e-12, 1e-13, 8"})
    void showTwoSignificantDigitsOfTheDeviation(double value, double sd, int decimals) {
        assertEquals(decimals, Figures.decimals(value, sd));
    }

    @Test
    void areWrittenPlainlyWhereThatCanBeRead() {
        assertEquals("9.180", Figures.of(9.18, 3));
        assertEquals("0.00", Figures.of(-0.001, 2), "there is no minus zero");
        assertEquals("-", Figures.of(Double.NaN, 2));
        assertEquals("-inf", Figures.of(Double.NEGATIVE_INFINITY, 2));
        assertEquals("1.234e+07", Figures.of(12_340_000, 2));
        assertEquals("5.000e-12", Figures.of(5e-12, 8));
    }
}
