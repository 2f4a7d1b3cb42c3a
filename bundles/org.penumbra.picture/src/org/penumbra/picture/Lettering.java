package org.penumbra.picture;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.font.FontRenderContext;
import java.awt.font.LineMetrics;
import java.awt.geom.Rectangle2D;

/**
 * The one face of pictures, measured by the published widths of Helvetica, which those of Arial and Liberation Sans
 * equal, rather than by an installed font: a layout is the same on every machine, and one without fonts can make it.
 */
public final class Lettering extends Font {

    private static final long serialVersionUID = 1L;
    /** How far letters reach above and below the baseline, over the size. */
    private static final double ASCENT = 0.905;
    private static final double DESCENT = 0.212;
    private static final String FACE = "Liberation Sans";
    private static final int FIRST = 32;
    /** Advance widths of the characters 32 to 126 in thousandths of the size. */
    private static final short[] ADVANCE = {278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278,
            278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722,
            722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
            667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833,
            556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};
    /** For other letters about the average of Greek and Cyrillic; ideographs are as wide as they are high. */
    private static final int OTHER = 600;
    private static final int WIDE = 1000;
    private static final int FIRST_WIDE = 0x2e80;

    /** @param size of the letters in pixels, above 0 */
    public Lettering(double size) {
        super(FACE, PLAIN, (int) Math.round(size));
        this.pointSize = (float) size;
    }

    /** What a canvas that lays out like any other answers to {@code getFontMetrics}. */
    public FontMetrics metrics() {
        return new Measures(this);
    }

    /** Width of one line. */
    public double width(String text) {
        return width(text, getSize2D());
    }

    private static double width(String text, double size) {
        return text.codePoints().map(Lettering::advance).sum() * size / 1000;
    }

    private static int advance(int point) {
        if (point >= FIRST && point < FIRST + ADVANCE.length) {
            return ADVANCE[point - FIRST];
        }
        return point >= FIRST_WIDE ? WIDE : OTHER;
    }

    /** The text, or its beginning with an ellipsis where all of it is wider than {@code width}. */
    public String shortened(String text, double width) {
        if (width(text) <= width) {
            return text;
        }
        int end = text.length();
        while (end > 1 && width(text.substring(0, end) + "...") > width) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end) + "...";
    }

    @Override
    public Font deriveFont(float size) {
        return new Lettering(size);
    }

    @Override
    public Rectangle2D getStringBounds(String text, FontRenderContext context) {
        return new Rectangle2D.Double(0, -ASCENT * getSize2D(), width(text), (ASCENT + DESCENT) * getSize2D());
    }

    @Override
    public LineMetrics getLineMetrics(String text, FontRenderContext context) {
        return new Line(getSize2D(), text.length());
    }

    @Override
    public LineMetrics getLineMetrics(String text, int begin, int limit, FontRenderContext context) {
        return new Line(getSize2D(), limit - begin);
    }

    private static final class Measures extends FontMetrics {

        private static final long serialVersionUID = 1L;

        Measures(Lettering font) {
            super(font);
        }

        private double size() {
            return font.getSize2D();
        }

        @Override
        public int stringWidth(String text) {
            return (int) Math.ceil(width(text, size()));
        }

        @Override
        public int charWidth(char letter) {
            return stringWidth(String.valueOf(letter));
        }

        @Override
        public int charsWidth(char[] letters, int from, int length) {
            return stringWidth(new String(letters, from, length));
        }

        @Override
        public int getAscent() {
            return (int) Math.ceil(ASCENT * size());
        }

        @Override
        public int getDescent() {
            return (int) Math.ceil(DESCENT * size());
        }

        @Override
        public int getLeading() {
            return 0;
        }
    }

    private static final class Line extends LineMetrics {

        private final float size;
        private final int letters;

        Line(float size, int letters) {
            this.size = size;
            this.letters = letters;
        }

        @Override
        public int getNumChars() {
            return letters;
        }

        @Override
        public float getAscent() {
            return (float) ASCENT * size;
        }

        @Override
        public float getDescent() {
            return (float) DESCENT * size;
        }

        @Override
        public float getLeading() {
            return 0;
        }

        @Override
        public float getHeight() {
            return getAscent() + getDescent();
        }

        @Override
        public int getBaselineIndex() {
            return Font.ROMAN_BASELINE;
        }

        @Override
        public float[] getBaselineOffsets() {
            return new float[3];
        }

        @Override
        public float getStrikethroughOffset() {
            return -0.3f * size;
        }

        @Override
        public float getStrikethroughThickness() {
            return 0.05f * size;
        }

        @Override
        public float getUnderlineOffset() {
            return 0.1f * size;
        }

        @Override
        public float getUnderlineThickness() {
            return 0.05f * size;
        }
    }
}
