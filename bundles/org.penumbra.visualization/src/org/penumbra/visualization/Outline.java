package org.penumbra.visualization;

import org.penumbra.visualization.ModelGraph.Node;

/**
 * The border of a node: an ellipse, or a rectangle.
 *
 * @param box what it fills
 * @param oval whether it is an ellipse
 */
record Outline(Rect box, boolean oval) {

    static final double TEXT_SIZE = 14;
    private static final double HEIGHT = 40;
    private static final double LOW_HEIGHT = 26;
    private static final double SIDE = 8;
    private static final double NARROWEST = 60;

    /** The border of a node around the origin, large enough for its name. */
    static Outline of(Node node) {
        double text = TextWidths.of(node.name(), TEXT_SIZE);
        boolean oval = NodeForm.isOval(node.kind());
        if (!oval) {
            return new Outline(Rect.around(new Point(0, 0), text + 2 * SIDE, LOW_HEIGHT), false);
        }
        // The box of the text is inscribed: (text/width)^2 + (line/height)^2 = 1.
        double line = TEXT_SIZE / HEIGHT;
        double width = text / Math.sqrt(1 - line * line) + 2 * SIDE;
        return new Outline(Rect.around(new Point(0, 0), Math.max(width, NARROWEST), HEIGHT), true);
    }

    Outline at(Point center) {
        return new Outline(Rect.around(center, box.width(), box.height()), oval);
    }

    /** Where the ray from the centre to {@code outside} leaves the border. */
    Point exit(Point outside) {
        Point center = box.center();
        double across = (outside.x() - center.x()) / (box.width() / 2);
        double down = (outside.y() - center.y()) / (box.height() / 2);
        double reach = oval ? Math.hypot(across, down) : Math.max(Math.abs(across), Math.abs(down));
        if (reach == 0) {
            return new Point(center.x(), box.bottom());
        }
        return center.towards(outside, 1 / reach);
    }

    /** Whether a point lies inside of the border, the border excluded. */
    boolean contains(Point point) {
        Point center = box.center();
        double across = (point.x() - center.x()) / (box.width() / 2);
        double down = (point.y() - center.y()) / (box.height() / 2);
        return oval ? Math.hypot(across, down) < 1 : Math.max(Math.abs(across), Math.abs(down)) < 1;
    }
}
