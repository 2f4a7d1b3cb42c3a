package org.penumbra.visualization;

import java.util.ArrayList;
import java.util.List;

/**
 * Widths of text without a font: the advance widths of DejaVu Sans, one of the widest common sans-serif faces, so that
 * a box made for these widths holds the text in whatever face the viewer has. Pictures are therefore the same on every
 * machine, and one that has no fonts at all can make them.
 */
final class TextWidths {

    /** Height of a line of text over its size. */
    static final double LINE = 1.35;
    /** How far the baseline lies below the middle of a line of text, over its size. */
    static final double BASELINE = 0.35;

    private static final int FIRST = 32;
    /** Advance widths of the characters 32 to 126 in thousandths of the text size. */
    private static final short[] ADVANCE = { 318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318,
            337, 636, 636, 636, 636, 636, 636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698,
            770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685,
            611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974,
            634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838 };
    /** For every other character: no letter of the Latin, Greek or Cyrillic alphabet, and no ideograph, is wider. */
    private static final int OTHER = 1000;

    private TextWidths() {
    }

    /** Width in the unit of {@code size}. */
    static double of(String text, double size) {
        int thousandths = text.codePoints()
                .map(point -> point >= FIRST && point < FIRST + ADVANCE.length ? ADVANCE[point - FIRST] : OTHER).sum();
        return thousandths * size / 1000;
    }

    /** Lines no wider than {@code width}, broken at blanks, or inside of a word that is wider than a whole line. */
    static List<String> wrap(String text, double size, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && of(line + " " + word, size) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
            breakLong(line, lines, size, width);
        }
        lines.add(line.toString());
        return lines;
    }

    private static void breakLong(StringBuilder line, List<String> lines, double size, double width) {
        while (of(line.toString(), size) > width && line.codePointCount(0, line.length()) > 1) {
            int end = line.length();
            while (of(line.substring(0, end), size) > width && line.codePointCount(0, end) > 1) {
                end = line.offsetByCodePoints(end, -1);
            }
            lines.add(line.substring(0, end));
            line.delete(0, end);
        }
    }
}
