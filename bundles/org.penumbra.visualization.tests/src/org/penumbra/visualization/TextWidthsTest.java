package org.penumbra.visualization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextWidthsTest {

    @Test
    void widthsAreThoseOfTheFace() {
        assertEquals(0, TextWidths.of("", 14));
        assertEquals(6.36, TextWidths.of("0", 10), 1e-12, "digits are 636 thousandths wide");
        assertEquals(2 * TextWidths.of("mean", 7), TextWidths.of("mean", 14), 1e-12, "proportional to size");
        assertEquals(10, TextWidths.of("\u03c3", 10), 1e-12, "other characters are not underestimated");
    }

    @Test
    void linesBreakAtBlanksAndAreNotWider() {
        String text = "y ~ Normal(a + b * x, sigma)";
        List<String> lines = TextWidths.wrap(text, 10, 80);
        assertEquals(text, String.join(" ", lines));
        assertTrue(lines.size() > 1);
        lines.forEach(line -> assertTrue(TextWidths.of(line, 10) <= 80, line));
    }

    @Test
    void aWordWiderThanALineIsBroken() {
        List<String> lines = TextWidths.wrap("a " + "x".repeat(50) + " b", 10, 60);
        assertEquals("a" + "x".repeat(50) + "b", String.join("", lines).replace(" ", ""));
        lines.forEach(line -> assertTrue(TextWidths.of(line, 10) <= 60, line));
    }

    @Test
    void shortTextStaysOnOneLine() {
        assertEquals(List.of("mu ~ Normal(0, 5)"), TextWidths.wrap("mu ~ Normal(0, 5)", 13, 400));
    }
}
