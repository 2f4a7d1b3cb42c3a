package org.penumbra.visualization;

/** An upright rectangle, in pixels. */
record Rect(double x, double y, double width, double height) {

    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    Point center() {
        return new Point(x + width / 2, y + height / 2);
    }

    static Rect around(Point center, double width, double height) {
        return new Rect(center.x() - width / 2, center.y() - height / 2, width, height);
    }

    Rect moved(double dx, double dy) {
        return new Rect(x + dx, y + dy, width, height);
    }

    boolean contains(Rect other) {
        return other.x >= x && other.y >= y && other.right() <= right() && other.bottom() <= bottom();
    }

    boolean contains(Point point) {
        return point.x() >= x && point.x() <= right() && point.y() >= y && point.y() <= bottom();
    }

    boolean overlaps(Rect other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }
}
