package org.penumbra.benchmarks;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.penumbra.inference.Target;

/** Contours of densities of two coordinates, with draws of what was fitted to them, side by side. */
final class FlowsPicture {

    private static final int SIDE = 420;
    private static final int MARGIN = 30;
    private static final int TOP = 44;
    private static final int GRID = 280;
    private static final int SHOWN = 1500;
    /** Below the highest log density, in steps of 1, 2, ... standard deviations of a normal. */
    private static final double[] LEVELS = {-0.5, -2, -4.5, -8};
    private static final Color INK = new Color(0x1f2937);
    private static final Color LINES = new Color(0x0b62a4);
    private static final Color DOTS = new Color(0xc2, 0x41, 0x0c, 90);

    /**
     * One picture.
     *
     * @param draws of the guide, each of two coordinates
     */
    record Panel(String name, Target target, double[][] draws, double kHat) {
    }

    private final Graphics2D graphics;

    private FlowsPicture(Graphics2D graphics) {
        this.graphics = graphics;
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    static void write(List<Panel> panels, Path file) throws IOException {
        BufferedImage image = new BufferedImage(Math.max(1, panels.size()) * (SIDE + MARGIN) + MARGIN,
                SIDE + TOP + MARGIN, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        FlowsPicture picture = new FlowsPicture(graphics);
        for (int k = 0; k < panels.size(); k++) {
            picture.panel(panels.get(k), MARGIN + k * (SIDE + MARGIN));
        }
        graphics.dispose();
        ImageIO.write(image, "png", file.toFile());
    }

    private void panel(Panel panel, int left) {
        double[] x = range(panel, 0);
        double[] y = range(panel, 1);
        graphics.setColor(INK);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 16));
        graphics.drawString(String.format(Locale.ROOT, "%s, k-hat %.2f", panel.name(), panel.kHat()), left, TOP - 14);
        var clip = graphics.getClip();
        graphics.setClip(left, TOP, SIDE, SIDE);
        graphics.setColor(DOTS);
        for (int k = 0; k < Math.min(SHOWN, panel.draws().length); k++) {
            double[] at = panel.draws()[k];
            graphics.fill(new Ellipse2D.Double(left + SIDE * share(at[0], x) - 1.6,
                    TOP + SIDE * (1 - share(at[1], y)) - 1.6, 3.2, 3.2));
        }
        contours(panel.target(), x, y, left);
        graphics.setClip(clip);
        graphics.setColor(INK);
        graphics.setStroke(new BasicStroke(1));
        graphics.drawRect(left, TOP, SIDE, SIDE);
    }

    private static double share(double value, double[] range) {
        return (value - range[0]) / (range[1] - range[0]);
    }

    /** All but the outermost draws, and a little more. */
    private static double[] range(Panel panel, int coordinate) {
        double[] sorted = Arrays.stream(panel.draws()).mapToDouble(draw -> draw[coordinate]).sorted().toArray();
        double low = sorted[sorted.length / 100];
        double high = sorted[sorted.length - 1 - sorted.length / 100];
        double more = 0.2 * (high - low);
        return new double[] {low - more, high + more};
    }

    private void contours(Target target, double[] x, double[] y, int left) {
        double[][] values = new double[GRID + 1][GRID + 1];
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= GRID; i++) {
            for (int j = 0; j <= GRID; j++) {
                values[i][j] = target.logDensity(new double[] {x[0] + (x[1] - x[0]) * i / GRID,
                    y[0] + (y[1] - y[0]) * j / GRID});
                highest = Math.max(highest, values[i][j]);
            }
        }
        graphics.setColor(LINES);
        graphics.setStroke(new BasicStroke(1.3f));
        for (double level : LEVELS) {
            for (int i = 0; i < GRID; i++) {
                for (int j = 0; j < GRID; j++) {
                    triangle(values, highest + level, left, i, j, i + 1, j, i, j + 1);
                    triangle(values, highest + level, left, i + 1, j + 1, i + 1, j, i, j + 1);
                }
            }
        }
    }

    /** The part of a contour within three neighbours of the grid, straight. */
    private void triangle(double[][] values, double level, int left, int... corners) {
        double[] ends = new double[4];
        int count = 0;
        for (int k = 0; k < 3 && count < 4; k++) {
            int m = (k + 1) % 3;
            double a = values[corners[2 * k]][corners[2 * k + 1]] - level;
            double b = values[corners[2 * m]][corners[2 * m + 1]] - level;
            if (a > 0 != b > 0) {
                double share = a / (a - b);
                ends[count++] = corners[2 * k] + share * (corners[2 * m] - corners[2 * k]);
                ends[count++] = corners[2 * k + 1] + share * (corners[2 * m + 1] - corners[2 * k + 1]);
            }
        }
        if (count == 4) {
            double unit = (double) SIDE / GRID;
            graphics.draw(new Line2D.Double(left + unit * ends[0], TOP + SIDE - unit * ends[1],
                    left + unit * ends[2], TOP + SIDE - unit * ends[3]));
        }
    }
}
