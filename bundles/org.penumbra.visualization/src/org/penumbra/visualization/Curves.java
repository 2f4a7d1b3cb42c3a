package org.penumbra.visualization;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.FlatteningPathIterator;
import java.awt.geom.Line2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Forms and lines. An open line counts as what the eye sees of it, where a {@code Shape} by itself would count the area
 * that it could enclose.
 */
final class Curves {

    private static final double FLATNESS = 0.25;

    private Curves() {
    }

    /** The same form elsewhere, still an ellipse or rectangle when it was one. */
    static Shape moved(Shape shape, double dx, double dy) {
        return switch (shape) {
            case Ellipse2D oval -> new Ellipse2D.Double(oval.getX() + dx, oval.getY() + dy, oval.getWidth(),
                    oval.getHeight());
            case RoundRectangle2D box -> new RoundRectangle2D.Double(box.getX() + dx, box.getY() + dy, box.getWidth(),
                    box.getHeight(), box.getArcWidth(), box.getArcHeight());
            case Rectangle2D box -> new Rectangle2D.Double(box.getX() + dx, box.getY() + dy, box.getWidth(),
                    box.getHeight());
            default -> AffineTransform.getTranslateInstance(dx, dy).createTransformedShape(shape);
        };
    }

    static boolean touches(Shape line, Rectangle2D box) {
        return segments(line).stream().anyMatch(segment -> segment.intersects(box));
    }

    /** Straight pieces that stay within a quarter of a pixel. */
    static List<Line2D> segments(Shape line) {
        List<Line2D> segments = new ArrayList<>();
        double[] to = new double[6];
        Point from = new Point(0, 0);
        for (PathIterator path = new FlatteningPathIterator(line.getPathIterator(null), FLATNESS); !path.isDone(); path
                .next()) {
            int kind = path.currentSegment(to);
            if (kind == PathIterator.SEG_LINETO && from.distance(new Point(to[0], to[1])) > 0) {
                segments.add(new Line2D.Double(from.x(), from.y(), to[0], to[1]));
            }
            from = new Point(to[0], to[1]);
        }
        return segments;
    }
}
