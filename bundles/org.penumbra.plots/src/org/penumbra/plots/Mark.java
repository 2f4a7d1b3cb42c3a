package org.penumbra.plots;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.function.DoubleUnaryOperator;
import org.penumbra.picture.Theme;

/** Something that stands on a panel. */
@FunctionalInterface
interface Mark {

    void draw(Graphics2D canvas, Ground ground, Theme theme);

    /**
     * Where numbers lie on the canvas.
     *
     * @param area inside of the axes; what is drawn outside does not show
     */
    record Ground(Rectangle2D area, DoubleUnaryOperator x, DoubleUnaryOperator y) {
        double x(double value) {
            return x.applyAsDouble(value);
        }

        double y(double value) {
            return y.applyAsDouble(value);
        }
    }
}
