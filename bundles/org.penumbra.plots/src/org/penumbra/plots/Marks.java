package org.penumbra.plots;

import java.awt.BasicStroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.penumbra.picture.Lettering;
import org.penumbra.picture.Theme;

/** Lines, bands, bars, dots and words in the numbers of a panel. Numbers that are not finite leave a gap. */
final class Marks {

    private static final float[] DASHES = {5, 4};

    private Marks() {
    }

    static Mark line(double[] x, double[] y, Tone tone, double width) {
        return path(x, y, tone, new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    }

    static Mark dashed(double[] x, double[] y, Tone tone, double width) {
        return path(x, y, tone, new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES,
                0));
    }

    private static Mark path(double[] x, double[] y, Tone tone, BasicStroke stroke) {
        return (canvas, ground, theme) -> {
            Path2D path = new Path2D.Double();
            boolean pen = false;
            for (int i = 0; i < x.length; i++) {
                boolean finite = Double.isFinite(x[i]) && Double.isFinite(y[i]);
                if (finite && pen) {
                    path.lineTo(ground.x(x[i]), ground.y(y[i]));
                } else if (finite) {
                    path.moveTo(ground.x(x[i]), ground.y(y[i]));
                }
                pen = finite;
            }
            canvas.setColor(tone.in(theme));
            canvas.setStroke(stroke);
            canvas.draw(path);
        };
    }

    /** Between two curves, in as many pieces as numbers leave gaps. */
    static Mark band(double[] x, double[] low, double[] high, Tone tone) {
        return (canvas, ground, theme) -> {
            Path2D path = new Path2D.Double();
            int from = 0;
            for (int i = 0; i <= x.length; i++) {
                if (i == x.length || !Double.isFinite(x[i] + low[i] + high[i])) {
                    piece(path, ground, x, low, high, from, i);
                    from = i + 1;
                }
            }
            canvas.setColor(tone.in(theme));
            canvas.fill(path);
        };
    }

    private static void piece(Path2D path, Mark.Ground ground, double[] x, double[] low, double[] high, int from,
            int to) {
        if (from >= to) {
            return;
        }
        path.moveTo(ground.x(x[from]), ground.y(high[from]));
        for (int i = from + 1; i < to; i++) {
            path.lineTo(ground.x(x[i]), ground.y(high[i]));
        }
        for (int i = to - 1; i >= from; i--) {
            path.lineTo(ground.x(x[i]), ground.y(low[i]));
        }
        path.closePath();
    }

    /** A curve filled down to a level. */
    static Mark area(double[] x, double[] y, double level, Tone tone) {
        double[] floor = new double[x.length];
        Arrays.fill(floor, level);
        return band(x, floor, y, tone);
    }

    static Mark box(double left, double bottom, double right, double top, Tone tone) {
        return (canvas, ground, theme) -> {
            double x = ground.x(left);
            double y = ground.y(top);
            canvas.setColor(tone.in(theme));
            canvas.fill(new Rectangle2D.Double(x, y, ground.x(right) - x, ground.y(bottom) - y));
        };
    }

    /**
     * Bars side by side, from 0.
     *
     * @param edges one more than there are heights
     * @param gap in pixels between bars
     */
    static Mark bars(double[] edges, double[] heights, double gap, Tone tone) {
        return (canvas, ground, theme) -> {
            Path2D path = new Path2D.Double();
            for (int i = 0; i < heights.length; i++) {
                double left = ground.x(edges[i]) + gap / 2;
                double right = Math.max(left + 0.5, ground.x(edges[i + 1]) - gap / 2);
                double top = ground.y(heights[i]);
                path.append(new Rectangle2D.Double(left, top, right - left, Math.max(0, ground.y(0) - top)), false);
            }
            canvas.setColor(tone.in(theme));
            canvas.fill(path);
        };
    }

    /** Round dots of one size, as one mark: where many lie on each other, they show as one. */
    static Mark dots(double[] x, double[] y, double size, Tone tone) {
        return (canvas, ground, theme) -> {
            Path2D path = new Path2D.Double();
            for (int i = 0; i < x.length; i++) {
                if (Double.isFinite(x[i]) && Double.isFinite(y[i])) {
                    path.moveTo(ground.x(x[i]), ground.y(y[i]));
                    path.lineTo(ground.x(x[i]), ground.y(y[i]));
                }
            }
            canvas.setColor(tone.in(theme));
            canvas.setStroke(new BasicStroke((float) size, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            canvas.draw(path);
        };
    }

    /** A ring around a place. */
    static Mark ring(double x, double y, double size, Tone tone) {
        return (canvas, ground, theme) -> {
            canvas.setColor(tone.in(theme));
            canvas.setStroke(new BasicStroke(1.5f));
            canvas.draw(new Ellipse2D.Double(ground.x(x) - size / 2, ground.y(y) - size / 2, size, size));
        };
    }

    /** From one place to another. */
    static Mark segment(double x1, double y1, double x2, double y2, Tone tone, double width) {
        return (canvas, ground, theme) -> {
            canvas.setColor(tone.in(theme));
            canvas.setStroke(new BasicStroke((float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            canvas.draw(new Line2D.Double(ground.x(x1), ground.y(y1), ground.x(x2), ground.y(y2)));
        };
    }

    /** From one side of the panel to the other, at a height. */
    static Mark level(double y, Tone tone) {
        return (canvas, ground, theme) -> {
            canvas.setColor(tone.in(theme));
            canvas.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0));
            canvas.draw(new Line2D.Double(ground.area().getMinX(), ground.y(y), ground.area().getMaxX(), ground.y(y)));
        };
    }

    /** From the bottom of the panel to its top. */
    static Mark post(double x, Tone tone) {
        return (canvas, ground, theme) -> {
            canvas.setColor(tone.in(theme));
            canvas.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES, 0));
            canvas.draw(new Line2D.Double(ground.x(x), ground.area().getMinY(), ground.x(x), ground.area().getMaxY()));
        };
    }

    /** Words around a place, on a plate of the background. */
    static Mark label(double x, double y, String text, Tone tone) {
        return (canvas, ground, theme) -> {
            Lettering letters = theme.font(13);
            double width = letters.width(text);
            canvas.setColor(Theme.faded(theme.background(), 0.8));
            canvas.fill(new Rectangle2D.Double(ground.x(x) - width / 2 - 3, ground.y(y) - 9, width + 6, 18));
            canvas.setFont(letters);
            canvas.setColor(tone.in(theme));
            canvas.drawString(text, (float) (ground.x(x) - width / 2), (float) ground.y(y) + 5);
        };
    }

    /** Words in the right upper corner. */
    static Mark corner(String text, Tone tone) {
        return (canvas, ground, theme) -> {
            Lettering letters = theme.font(10);
            canvas.setFont(letters);
            canvas.setColor(tone.in(theme));
            canvas.drawString(text, (float) (ground.area().getMaxX() - letters.width(text) - 5),
                    (float) ground.area().getMinY() + 13);
        };
    }
}
