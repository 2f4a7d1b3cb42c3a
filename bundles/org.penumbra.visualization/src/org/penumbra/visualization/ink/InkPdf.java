package org.penumbra.visualization.ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.PathIterator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;

/** Writes a sheet as a PDF page of its size, with the letters that it uses embedded; text can be found and copied. */
final class InkPdf {

    /** Points of 1/72 inch per pixel of 1/96 inch. */
    private static final float POINTS = 0.75f;

    private final PDPageContentStream page;
    private final PDFont font;

    private InkPdf(PDPageContentStream page, PDFont font) {
        this.page = page;
        this.font = font;
    }

    static byte[] pdf(Sheet sheet) {
        try (PDDocument document = new PDDocument(); ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                InputStream letters = Letters.file()) {
            document.setDocumentId(0L); // would be the clock
            document.getDocumentInformation().setTitle(sheet.title());
            PDPage page = new PDPage(new PDRectangle((float) sheet.width() * POINTS, (float) sheet.height() * POINTS));
            document.addPage(page);
            PDFont font = PDType0Font.load(document, letters, true);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.transform(new Matrix(POINTS, 0, 0, -POINTS, 0, (float) sheet.height() * POINTS));
                InkPdf writer = new InkPdf(content, font);
                for (Ink ink : sheet.inks()) {
                    writer.draw(ink);
                }
            }
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }

    private void draw(Ink ink) throws IOException {
        page.saveGraphicsState();
        if (ink.clip() != null) {
            path(ink.clip());
            page.clip();
        }
        opacity(ink.colour());
        switch (ink) {
            case Ink.Area area -> fill(area.shape(), area.colour());
            case Ink.Line line -> line(line);
            case Ink.Words words -> words(words);
        }
        page.restoreGraphicsState();
    }

    private void opacity(Color colour) throws IOException {
        if (colour.getAlpha() < 255) {
            PDExtendedGraphicsState state = new PDExtendedGraphicsState();
            state.setNonStrokingAlphaConstant(colour.getAlpha() / 255f);
            state.setStrokingAlphaConstant(colour.getAlpha() / 255f);
            page.setGraphicsStateParameters(state);
        }
    }

    private void fill(Shape shape, Color colour) throws IOException {
        page.setNonStrokingColor(opaque(colour));
        path(shape);
        if (shape.getPathIterator(null).getWindingRule() == PathIterator.WIND_EVEN_ODD) {
            page.fillEvenOdd();
        } else {
            page.fill();
        }
    }

    private void line(Ink.Line line) throws IOException {
        BasicStroke stroke = line.stroke();
        page.setStrokingColor(opaque(line.colour()));
        page.setLineWidth(stroke.getLineWidth());
        page.setLineCapStyle(stroke.getEndCap());
        page.setLineJoinStyle(stroke.getLineJoin());
        page.setLineDashPattern(Objects.requireNonNullElse(stroke.getDashArray(), new float[0]),
                stroke.getDashPhase());
        path(line.shape());
        page.stroke();
    }

    private void words(Ink.Words words) throws IOException {
        if (!Letters.installed().has(words.text())) {
            fill(words.place().createTransformedShape(Letters.installed().outline(words.text(), words.size())),
                    words.colour());
            return;
        }
        AffineTransform upright = new AffineTransform(words.place());
        upright.scale(1, -1);
        page.setNonStrokingColor(opaque(words.colour()));
        page.beginText();
        page.setFont(font, (float) words.size());
        page.setTextMatrix(new Matrix(upright));
        page.showText(words.text());
        page.endText();
    }

    private static Color opaque(Color colour) {
        return new Color(colour.getRGB() & 0xffffff);
    }

    private void path(Shape shape) throws IOException {
        float[] p = new float[6];
        float x = 0;
        float y = 0;
        for (PathIterator steps = shape.getPathIterator(null); !steps.isDone(); steps.next()) {
            int kind = steps.currentSegment(p);
            switch (kind) {
                case PathIterator.SEG_MOVETO -> page.moveTo(p[0], p[1]);
                case PathIterator.SEG_LINETO -> page.lineTo(p[0], p[1]);
                case PathIterator.SEG_QUADTO -> page.curveTo(x + (p[0] - x) * 2 / 3, y + (p[1] - y) * 2 / 3,
                        p[2] + (p[0] - p[2]) * 2 / 3, p[3] + (p[1] - p[3]) * 2 / 3, p[2], p[3]);
                case PathIterator.SEG_CUBICTO -> page.curveTo(p[0], p[1], p[2], p[3], p[4], p[5]);
                default -> page.closePath();
            }
            if (kind != PathIterator.SEG_CLOSE) {
                int last = 2 * Math.max(1, kind) - 2;
                x = p[last];
                y = p[last + 1];
            }
        }
    }
}
