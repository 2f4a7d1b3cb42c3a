package org.penumbra.visualization.ink;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The outlines of letters of Liberation Sans, which comes with PDFBox: pixels need no installed font. */
final class Letters {

    private static final String FILE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final TrueTypeFont face;
    private final CmapLookup glyphs;
    private final double unit;

    private Letters(TrueTypeFont face) throws IOException {
        this.face = face;
        this.glyphs = face.getUnicodeCmapLookup();
        this.unit = 1.0 / face.getUnitsPerEm();
    }

    /** Read when the first text is drawn. */
    private static final class Installed {
        static final Letters FACE = read();
    }

    static Letters installed() {
        return Installed.FACE;
    }

    /** The font file, to be closed by the caller. */
    static InputStream file() {
        InputStream stream = PDDocument.class.getResourceAsStream(FILE);
        if (stream == null) {
            throw new IllegalStateException("org.apache.pdfbox comes without " + FILE);
        }
        return stream;
    }

    private static Letters read() {
        try (InputStream stream = file()) {
            return new Letters(new TTFParser().parse(new RandomAccessReadBuffer(stream)));
        } catch (IOException broken) {
            throw new UncheckedIOException("the font of PDFBox cannot be read", broken);
        }
    }

    /** Whether every letter has an outline; the others are drawn as an empty box. */
    boolean has(String text) {
        return text.codePoints().allMatch(point -> glyphs.getGlyphId(point) > 0);
    }

    /** Width of a line of size 1. */
    double width(String text) {
        return text.codePoints().mapToDouble(point -> advance(glyphs.getGlyphId(point))).sum();
    }

    private synchronized double advance(int glyph) {
        try {
            return face.getAdvanceWidth(glyph) * unit;
        } catch (IOException broken) {
            throw new UncheckedIOException("the font of PDFBox cannot be read", broken);
        }
    }

    /** The outline of a line with the baseline beginning at the origin, y downwards. */
    synchronized Shape outline(String text, double size) {
        Path2D line = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double x = 0;
        for (int point : text.codePoints().toArray()) {
            int glyph = glyphs.getGlyphId(point);
            AffineTransform place = new AffineTransform(size * unit, 0, 0, -size * unit, x * size, 0);
            line.append(path(glyph).getPathIterator(place), false);
            x += advance(glyph);
        }
        return line;
    }

    private GeneralPath path(int glyph) {
        try {
            GlyphData data = face.getGlyph().getGlyph(glyph);
            return data == null ? new GeneralPath() : data.getPath();
        } catch (IOException broken) {
            throw new UncheckedIOException("the font of PDFBox cannot be read", broken);
        }
    }
}
