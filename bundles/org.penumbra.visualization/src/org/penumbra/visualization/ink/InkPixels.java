package org.penumbra.visualization.ink;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Draws a sheet in pixels. */
final class InkPixels {

    private final Graphics2D canvas;
    private final AffineTransform before;

    private InkPixels(Graphics2D canvas) {
        this.canvas = canvas;
        this.before = canvas.getTransform();
    }

    static byte[] png(Sheet sheet, double scale) {
        BufferedImage image = new BufferedImage((int) Math.ceil(sheet.width() * scale),
                (int) Math.ceil(sheet.height() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            // The last row and column may be covered by a part of a pixel of the picture only.
            canvas.setColor(sheet.background());
            canvas.fillRect(0, 0, image.getWidth(), image.getHeight());
            canvas.scale(scale, scale);
            sheet.inks().forEach(new InkPixels(canvas)::draw);
        } finally {
            canvas.dispose();
        }
        return encode(image);
    }

    private void draw(Ink ink) {
        canvas.setTransform(before);
        canvas.setClip(ink.clip());
        canvas.setColor(ink.colour());
        switch (ink) {
            case Ink.Area area -> canvas.fill(area.shape());
            case Ink.Line line -> {
                canvas.setStroke(line.stroke());
                canvas.draw(line.shape());
            }
            case Ink.Words words -> {
                canvas.transform(words.place());
                canvas.fill(Letters.installed().outline(words.text(), words.size()));
            }
        }
    }

    private static byte[] encode(BufferedImage image) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
    }
}
