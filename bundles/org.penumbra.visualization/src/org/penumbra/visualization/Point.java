package org.penumbra.visualization;

/** A place in a picture: x to the right, y downwards, in pixels. */
record Point(double x, double y) {

    Point plus(double dx, double dy) {
        return new Point(x + dx, y + dy);
    }

    double distance(Point other) {
        return Math.hypot(other.x - x, other.y - y);
    }

    /** The point at {@code share} of the way to another. */
    Point towards(Point other, double share) {
        return new Point(x + share * (other.x - x), y + share * (other.y - y));
    }

    /** The point {@code length} nearer to another one than this. */
    Point step(Point other, double length) {
        double distance = distance(other);
        return distance == 0 ? this : towards(other, length / distance);
    }
}
