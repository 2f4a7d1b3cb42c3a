package org.penumbra.visualization;

import java.awt.geom.Path2D;
import java.util.List;

/**
 * An edge as it is drawn: a line with rounded bends from border to border, and its head.
 *
 * @param line from the border of the parent to the base of the head
 * @param head the filled tip, which touches the border of the child
 * @param ends where line and tip touch the borders
 */
record Arrow(Path2D line, Path2D head, List<Point> ends) {

    private static final double LENGTH = 10;
    private static final double HALF_WIDTH = 4;
    private static final double ROUNDING = 28;
    /** How far up and down a loop leaves and enters its node, in radians from its side. */
    private static final double LOOP_ANGLE = 0.5;

    /** @param route from inside the parent to inside the child, bends included */
    static Arrow along(List<Point> route, Outline parent, Outline child) {
        List<Point> bends = bends(route, parent, child);
        Point from = route.getFirst();
        Point to = route.getLast();
        Point start = parent.exit(from, bends.isEmpty() ? to : bends.getFirst());
        Point tip = child.exit(to, bends.isEmpty() ? from : bends.getLast());
        Point before = bends.isEmpty() ? start : bends.getLast();
        Point base = tip.step(before, LENGTH - 1);
        Path2D line = new Path2D.Double();
        line.moveTo(start.x(), start.y());
        Point last = start;
        for (int i = 0; i < bends.size(); i++) {
            last = round(line, last, bends.get(i), i + 1 < bends.size() ? bends.get(i + 1) : base);
        }
        line.lineTo(base.x(), base.y());
        return new Arrow(line, head(tip, before), List.of(start, tip));
    }

    /** The bends that can be seen: those so near to a border that head or start would be askew are left out. */
    private static List<Point> bends(List<Point> route, Outline parent, Outline child) {
        return route.subList(1, route.size() - 1).stream()
                .filter(bend -> !parent.near(bend, LENGTH) && !child.near(bend, 2 * LENGTH)).toList();
    }

    /** Draws to a bend and round it; at most half of each side is cut off, so that neighbouring bends do not meet. */
    private static Point round(Path2D line, Point from, Point bend, Point next) {
        Point in = bend.step(from, Math.min(ROUNDING, bend.distance(from) / 2));
        Point out = bend.step(next, Math.min(ROUNDING, bend.distance(next) / 2));
        line.lineTo(in.x(), in.y());
        line.quadTo(bend.x(), bend.y(), out.x(), out.y());
        return bend;
    }

    /** From a node to itself, on its right side. */
    static Arrow loop(Outline node, double room) {
        Point center = node.box().center();
        double across = node.box().width() * Math.cos(LOOP_ANGLE);
        double down = node.box().height() * Math.sin(LOOP_ANGLE);
        Point start = node.exit(center, center.plus(across, -down));
        Point tip = node.exit(center, center.plus(across, down));
        double side = node.box().right() + room;
        Point control = new Point(side, tip.y() + 8);
        Point base = tip.step(control, LENGTH - 1);
        Path2D line = new Path2D.Double();
        line.moveTo(start.x(), start.y());
        line.curveTo(side, start.y() - 8, side, control.y(), base.x(), base.y());
        return new Arrow(line, head(tip, control), List.of(start, tip));
    }

    private static Path2D head(Point tip, Point from) {
        Point base = tip.step(from, LENGTH);
        double acrossX = (base.y() - tip.y()) / LENGTH * HALF_WIDTH;
        double acrossY = (tip.x() - base.x()) / LENGTH * HALF_WIDTH;
        Path2D head = new Path2D.Double();
        head.moveTo(tip.x(), tip.y());
        head.lineTo(base.x() + acrossX, base.y() + acrossY);
        head.lineTo(base.x() - acrossX, base.y() - acrossY);
        head.closePath();
        return head;
    }
}
