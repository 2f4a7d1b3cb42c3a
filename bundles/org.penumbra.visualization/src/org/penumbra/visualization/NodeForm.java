package org.penumbra.visualization;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import org.penumbra.visualization.Mark.Dashes;
import org.penumbra.visualization.ModelGraph.Kind;

/**
 * The form of each kind of node: ellipses for values of the model, rectangles for what comes from outside, and boxes
 * with round ends for parameters, which are neither.
 */
final class NodeForm {

    private static final double LINE = 1.5;

    private NodeForm() {
    }

    static boolean isOval(Kind kind) {
        return kind != Kind.DATA && kind != Kind.FACTOR && kind != Kind.PARAMETER;
    }

    static Mark.Form of(Outline outline, Kind kind, Theme theme, String title) {
        Theme.Paint paint = theme.node(kind);
        return new Mark.Form(shape(outline.box(), kind), paint.fill(), paint.border(), LINE, dashes(kind), title);
    }

    private static Shape shape(Rect box, Kind kind) {
        return switch (kind) {
            case LATENT, OBSERVED, DETERMINISTIC -> new Ellipse2D.Double(box.x(), box.y(), box.width(), box.height());
            case DATA -> new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), 12, 12);
            case PARAMETER -> new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), box.height(),
                    box.height());
            case FACTOR -> new Rectangle2D.Double(box.x(), box.y(), box.width(), box.height());
        };
    }

    private static Dashes dashes(Kind kind) {
        return switch (kind) {
            case LATENT, OBSERVED, FACTOR, PARAMETER -> Dashes.SOLID;
            case DETERMINISTIC -> Dashes.DASHED;
            case DATA -> Dashes.DOTTED;
        };
    }
}
