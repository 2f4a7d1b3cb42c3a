package org.penumbra.plots;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import org.penumbra.picture.Theme;

/**
 * Numbers as an image: a grid of cells, the darker the larger. Levels are few and neighbours of one level are one
 * area, so that an image takes little room in a file.
 *
 * @param values row-major
 * @param width cells in a row
 * @param low what the background stands for
 * @param high what full colour stands for
 * @param tone colour, faded for what is between
 */
record Raster(double[] values, int width, double low, double high, int tone) implements Panel {

    private static final int LEVELS = 10;
    private static final double GAP = 2;
    /** Where smooth edges meet, the background would shine through; darker cells are drawn later. */
    private static final double OVERLAP = 0.2;

    @Override
    public void paint(Graphics2D canvas, Rectangle2D area, Theme theme) {
        int height = (values.length + width - 1) / width;
        double cell = Math.min((area.getWidth() - GAP) / width, (area.getHeight() - GAP) / height);
        double left = area.getX() + (area.getWidth() - cell * width) / 2;
        double top = area.getY() + (area.getHeight() - cell * height) / 2;
        canvas.setColor(theme.grid());
        canvas.fill(new Rectangle2D.Double(left - 0.5, top - 0.5, cell * width + 1, cell * height + 1));
        canvas.setColor(theme.background());
        canvas.fill(new Rectangle2D.Double(left, top, cell * width, cell * height));
        int[] levels = Arrays.stream(values).mapToInt(this::level).toArray();
        for (int level = 1; level <= LEVELS; level++) {
            Path2D cells = cells(levels, level, cell, left, top);
            canvas.setColor(mixed(theme, (double) level / LEVELS));
            canvas.fill(cells);
        }
    }

    private Color mixed(Theme theme, double share) {
        Color from = theme.background();
        Color to = tone == 0 ? theme.series(0) : theme.text();
        return new Color(mix(from.getRed(), to.getRed(), share), mix(from.getGreen(), to.getGreen(), share),
                mix(from.getBlue(), to.getBlue(), share));
    }

    private static int mix(int from, int to, double share) {
        return (int) Math.round(from + share * (to - from));
    }

    private int level(double value) {
        return Double.isNaN(value) ? 0 : (int) Math.round(LEVELS * Math.clamp((value - low) / (high - low), 0, 1));
    }

    /** Rectangles of cells: runs in a row, and what lies below as the same run. */
    private Path2D cells(int[] levels, int level, double cell, double left, double top) {
        Path2D path = new Path2D.Double();
        boolean[] done = new boolean[levels.length];
        for (int from = 0; from < levels.length; from++) {
            if (levels[from] == level && !done[from]) {
                int across = run(levels, done, from, level);
                int down = 1;
                while (isRun(levels, done, from + down * width, across, level)) {
                    down++;
                }
                for (int row = 0; row < down; row++) {
                    Arrays.fill(done, from + row * width, from + row * width + across, true);
                }
                path.append(new Rectangle2D.Double(left + from % width * cell, top + from / width * cell,
                        across * cell + OVERLAP, down * cell + OVERLAP), false);
            }
        }
        return path;
    }

    private int run(int[] levels, boolean[] done, int from, int level) {
        int to = from + 1;
        while (to < levels.length && to % width != 0 && levels[to] == level && !done[to]) {
            to++;
        }
        return to - from;
    }

    private boolean isRun(int[] levels, boolean[] done, int from, int across, int level) {
        if (from + across > levels.length) {
            return false;
        }
        for (int k = from; k < from + across; k++) {
            if (levels[k] != level || done[k]) {
                return false;
            }
        }
        return true;
    }
}
