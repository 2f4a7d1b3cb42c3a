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
    private static final double HEAD_ROOM = 12;
    /** Share of half the width within which edges aim straight at their place. */
    private static final double FREE_AIM = 0.6;
    /** Share of half the width that is left for all places farther out. */
    private static final double OUTER_AIM = 0.3;

    /**
     * The border of a node around the origin, large enough for its name.
     *
     * @param parents number of edges that end there, for whose heads there is room as well
     */
    static Outline of(Node node, long parents) {
        double text = TextWidths.of(node.name(), TEXT_SIZE);
        double heads = (parents + 1) * HEAD_ROOM;
        if (!NodeForm.isOval(node.kind())) {
            return new Outline(Rect.around(new Point(0, 0), Math.max(text + 2 * SIDE, heads), LOW_HEIGHT), false);
        }
        // The box of the text is inscribed: (text/width)^2 + (line/height)^2 = 1.
        double line = TEXT_SIZE / HEIGHT;
        double width = Math.max(NARROWEST, text / Math.sqrt(1 - line * line) + 2 * SIDE);
        return new Outline(Rect.around(new Point(0, 0), Math.max(width, heads), HEIGHT), true);
    }

    Outline at(Point center) {
        return new Outline(Rect.around(center, box.width(), box.height()), oval);
    }

    /**
     * The point on the horizontal axis that an edge at {@code x} aims at. Outer ones are pulled inwards, in order, so
     * that none misses the border or grazes it.
     */
    Point aim(double x) {
        double place = (x - box.center().x()) / (box.width() / 2);
        double outer = Math.max(0, Math.abs(place) - FREE_AIM);
        double pulled = Math.min(Math.abs(place), FREE_AIM) + OUTER_AIM * outer / (outer + 1);
        return box.center().plus(Math.copySign(pulled, place) * box.width() / 2, 0);
    }

    /** Where the line from a point inside to one outside crosses the border. */
    Point exit(Point inside, Point outside) {
        Point a = unit(inside);
        Point b = unit(outside);
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double share = oval ? circleShare(a, dx, dy) : Math.min(sideShare(a.x(), dx), sideShare(a.y(), dy));
        return inside.towards(outside, share);
    }

    /** Solves |a + share * d| = 1 for the positive share. */
    private static double circleShare(Point a, double dx, double dy) {
        double square = dx * dx + dy * dy;
        double half = a.x() * dx + a.y() * dy;
        double rest = 1 - a.x() * a.x() - a.y() * a.y();
        return (-half + Math.sqrt(half * half + square * rest)) / square;
    }

    private static double sideShare(double from, double step) {
        return step == 0 ? Double.POSITIVE_INFINITY : (Math.signum(step) - from) / step;
    }

    /** In coordinates in which the border is the unit circle, or the square from -1 to 1. */
    private Point unit(Point point) {
        Point center = box.center();
        return new Point((point.x() - center.x()) / (box.width() / 2), (point.y() - center.y()) / (box.height() / 2));
    }

    /** Whether a point lies inside of the border, or less than {@code distance} above or below it. */
    boolean near(Point point, double distance) {
        return contains(new Point(point.x(), point.y() + distance)) || contains(point)
                || contains(new Point(point.x(), point.y() - distance));
    }

    /** Whether a point lies inside of the border, the border excluded. */
    boolean contains(Point point) {
        Point unit = unit(point);
        return (oval ? Math.hypot(unit.x(), unit.y()) : Math.max(Math.abs(unit.x()), Math.abs(unit.y()))) < 1;
    }
}
