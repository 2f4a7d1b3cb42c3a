package org.penumbra.visualization.ink;

import java.awt.Graphics;
import java.awt.GraphicsConfiguration;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.function.Consumer;
import org.penumbra.picture.Lettering;

/** A canvas that hands on what is drawn on it, in pixels of the sheet. */
final class RecordingCanvas extends ShapeCanvas {

    private final Consumer<Ink> recorder;

    RecordingCanvas(Consumer<Ink> recorder) {
        this.recorder = recorder;
    }

    private RecordingCanvas(RecordingCanvas from) {
        super(from);
        this.recorder = from.recorder;
    }

    @Override
    public Graphics create() {
        return new RecordingCanvas(this);
    }

    @Override
    public void dispose() {
        // Holds nothing but memory.
    }

    @Override
    public void draw(Shape shape) {
        if (ink().getAlpha() > 0) {
            recorder.accept(new Ink.Line(onSheet(shape), sheetStroke(), ink(), sheetClip()));
        }
    }

    @Override
    public void fill(Shape shape) {
        if (ink().getAlpha() > 0) {
            recorder.accept(new Ink.Area(onSheet(shape), ink(), sheetClip()));
        }
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (!text.isEmpty()) {
            AffineTransform place = getTransform();
            place.translate(x, y);
            Lettering letters = (Lettering) getFont();
            recorder.accept(new Ink.Words(text, letters.getSize2D(), letters.width(text), place, ink(), sheetClip()));
        }
    }

    @Override
    public boolean hit(Rectangle area, Shape shape, boolean onStroke) {
        Shape what = onStroke ? getStroke().createStrokedShape(shape) : shape;
        return onSheet(what).intersects(area);
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        throw new UnsupportedOperationException("a recorded picture has no device");
    }
}
