package org.penumbra.plots;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import org.penumbra.picture.Theme;

/** A part of a picture. */
@FunctionalInterface
interface Panel {

    /** Draws inside of the area and nowhere else. */
    void paint(Graphics2D canvas, Rectangle2D area, Theme theme);
}
