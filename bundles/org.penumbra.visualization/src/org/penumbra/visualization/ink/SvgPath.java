package org.penumbra.visualization.ink;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;

/** Geometry in the words of SVG, with two decimals: a hundredth of a pixel is not seen. */
final class SvgPath {

    private static final double HUNDREDTHS = 100;
    /** Coordinates beyond are cut off there, far outside of any sheet. */
    private static final double LARGEST = 1e6;
    private static final String STEPS = "MLQCZ";

    private SvgPath() {
    }

    static String element(Shape shape) {
        if (shape instanceof Rectangle2D box) {
            return "<rect x=\"" + number(box.getX()) + "\" y=\"" + number(box.getY()) + "\" width=\""
                    + number(box.getWidth()) + "\" height=\"" + number(box.getHeight()) + "\"/>";
        }
        StringBuilder path = new StringBuilder("<path d=\"");
        write(shape, path);
        return path.append("\"/>").toString();
    }

    static void write(Shape shape, StringBuilder out) {
        if (shape instanceof Rectangle2D box) {
            out.append('M').append(number(box.getX())).append(' ').append(number(box.getY())).append('h')
                    .append(number(box.getWidth())).append('v').append(number(box.getHeight())).append('h')
                    .append(number(-box.getWidth())).append('Z');
            return;
        }
        double[] points = new double[6];
        int before = PathIterator.SEG_CLOSE;
        for (PathIterator steps = shape.getPathIterator(null); !steps.isDone(); steps.next()) {
            int kind = steps.currentSegment(points);
            boolean goesOn = kind == PathIterator.SEG_LINETO
                    && (before == PathIterator.SEG_LINETO || before == PathIterator.SEG_MOVETO);
            out.append(goesOn ? ' ' : STEPS.charAt(kind));
            coordinates(points, kind == PathIterator.SEG_CLOSE ? 0 : 2 * Math.max(1, kind), out);
            before = kind;
        }
    }

    private static void coordinates(double[] points, int count, StringBuilder out) {
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.append(' ');
            }
            append(points[i], out);
        }
    }

    static String number(double value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    private static void append(double value, StringBuilder out) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("a coordinate is not a number");
        }
        long hundredths = Math.round(Math.clamp(value, -LARGEST, LARGEST) * HUNDREDTHS);
        if (hundredths < 0) {
            out.append('-');
        }
        long size = Math.abs(hundredths);
        out.append(size / 100);
        int rest = (int) (size % 100);
        if (rest > 0) {
            out.append('.').append((char) ('0' + rest / 10));
            if (rest % 10 > 0) {
                out.append((char) ('0' + rest % 10));
            }
        }
    }
}
