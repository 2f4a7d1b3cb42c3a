package org.penumbra.plots;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.penumbra.picture.Lettering;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Theme;

/** A heading, what to know, a legend, and panels in rows below. */
final class Board implements Picture {

    static final double WIDTH = 880;
    private static final double MARGIN = 14;
    private static final double TITLE_LETTERS = 16;
    private static final double NOTE_LETTERS = 11.5;
    private static final double LINE = 1.35;
    private static final double LEGEND_HEIGHT = 20;
    private static final double KEY = 22;
    private static final double GAP = 8;

    private final String title;
    private final List<String> notes = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();

    /** @param thickness of its line */
    private record Key(String label, Tone tone, double thickness) {
    }

    /** @param shares of the width, one per panel */
    private record Row(List<Panel> panels, double[] shares, double height) {
    }

    Board(String title) {
        this.title = title;
    }

    /** A sentence below the heading. */
    Board note(String sentence) {
        if (!sentence.isEmpty()) {
            notes.add(sentence);
        }
        return this;
    }

    Board key(String label, Tone tone, double thickness) {
        keys.add(new Key(label, tone, thickness));
        return this;
    }

    /** A row of panels of given shares of the width. */
    Board row(double height, double[] shares, Panel... panels) {
        rows.add(new Row(List.of(panels), shares, height));
        return this;
    }

    /** Columns that fill rows about evenly: five panels are three and two. */
    static int columns(int panels, int most) {
        int rows = (panels + most - 1) / most;
        return Math.max(2, (panels + rows - 1) / Math.max(1, rows));
    }

    /** Panels of one size, row by row. */
    Board grid(List<? extends Panel> panels, int columns, double height) {
        double[] shares = new double[columns];
        java.util.Arrays.fill(shares, 1.0 / columns);
        for (int from = 0; from < panels.size(); from += columns) {
            rows.add(new Row(List.copyOf(panels.subList(from, Math.min(panels.size(), from + columns))), shares,
                    height));
        }
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String description() {
        return String.join(" ", notes);
    }

    @Override
    public double width() {
        return WIDTH;
    }

    @Override
    public double height() {
        double height = 2 * MARGIN + TITLE_LETTERS * LINE + lines().size() * NOTE_LETTERS * LINE
                + keyRows().size() * LEGEND_HEIGHT + GAP;
        for (Row row : rows) {
            height += row.height() + GAP;
        }
        return Math.ceil(height);
    }

    @Override
    public void paint(Graphics2D canvas, Theme theme) {
        Graphics2D own = (Graphics2D) canvas.create();
        AffineTransform before = own.getTransform();
        own.setColor(theme.background());
        own.fill(new Rectangle2D.Double(0, 0, width(), height()));
        double y = head(own, theme);
        y = legend(own, y, theme) + GAP;
        for (Row row : rows) {
            double x = MARGIN;
            for (int i = 0; i < row.panels().size(); i++) {
                double width = (WIDTH - 2 * MARGIN) * row.shares()[i];
                row.panels().get(i).paint(own, new Rectangle2D.Double(x, y, width, row.height()), theme);
                own.setTransform(before);
                x += width;
            }
            y += row.height() + GAP;
        }
        own.dispose();
    }

    private double head(Graphics2D canvas, Theme theme) {
        double y = MARGIN + TITLE_LETTERS;
        Lettering large = theme.font(TITLE_LETTERS);
        canvas.setFont(large);
        canvas.setColor(theme.text());
        canvas.drawString(large.shortened(title, WIDTH - 2 * MARGIN), (float) MARGIN, (float) y);
        y += TITLE_LETTERS * (LINE - 1);
        canvas.setFont(theme.font(NOTE_LETTERS));
        canvas.setColor(theme.quietText());
        for (String line : lines()) {
            y += NOTE_LETTERS * LINE;
            canvas.drawString(line, (float) MARGIN, (float) (y - 2));
        }
        return y;
    }

    private double legend(Graphics2D canvas, double top, Theme theme) {
        double y = top;
        canvas.setFont(theme.font(NOTE_LETTERS));
        for (List<Key> row : keyRows()) {
            y += LEGEND_HEIGHT;
            double x = MARGIN;
            for (Key key : row) {
                canvas.setColor(key.tone().in(theme));
                canvas.setStroke(new BasicStroke((float) key.thickness()));
                canvas.draw(new Line2D.Double(x, y - 7, x + KEY, y - 7));
                canvas.setColor(theme.text());
                canvas.drawString(key.label(), (float) (x + KEY + 6), (float) (y - 3));
                x += keyWidth(key);
            }
        }
        return y;
    }

    private static double keyWidth(Key key) {
        return KEY + 6 + new Lettering(NOTE_LETTERS).width(key.label()) + 20;
    }

    private List<List<Key>> keyRows() {
        List<List<Key>> all = new ArrayList<>();
        double used = Double.POSITIVE_INFINITY;
        for (Key key : keys) {
            if (used + keyWidth(key) > WIDTH - 2 * MARGIN) {
                all.add(new ArrayList<>());
                used = 0;
            }
            all.getLast().add(key);
            used += keyWidth(key);
        }
        return all;
    }

    /** The notes, broken where they would be wider than the picture. */
    private List<String> lines() {
        Lettering letters = new Lettering(NOTE_LETTERS);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : String.join(" ", notes).split(" ")) {
            if (!line.isEmpty() && letters.width(line + " " + word) > WIDTH - 2 * MARGIN) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        if (!line.isEmpty()) {
            lines.add(line.toString());
        }
        return lines;
    }
}
