package org.penumbra.visualization.ink;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;

/** One stroke of a pen, in pixels of the sheet. */
sealed interface Ink {

    /** Opacity included. */
    Color colour();

    /** Where it shows; null for everywhere. */
    Shape clip();

    /** A filled shape. */
    record Area(Shape shape, Color colour, Shape clip) implements Ink {
    }

    /** A line along a shape. */
    record Line(Shape shape, BasicStroke stroke, Color colour, Shape clip) implements Ink {
    }

    /**
     * One line of text.
     *
     * @param place from text coordinates, where the baseline begins at the origin, to the sheet
     * @param width in text coordinates, as the layout expects it
     */
    record Words(String text, double size, double width, AffineTransform place, Color colour, Shape clip)
            implements Ink {
    }
}
