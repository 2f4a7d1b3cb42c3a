package org.penumbra.benchmarks;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/** Draws nanoseconds for each row over the number of rows as SVG: a horizontal line is a linear cost. */
final class RowsPlot {

    private static final double WIDTH = 760;
    private static final double HEIGHT = 420;
    private static final double LEFT = 70;
    private static final double RIGHT = 20;
    private static final double TOP = 40;
    private static final double BOTTOM = 50;
    private static final List<String> COLOURS = List.of("#0b62a4", "#c2410c", "#15803d");

    private final StringBuilder out = new StringBuilder();
    private final double lowX;
    private final double highX;
    private final double lowY;
    private final double highY;

    private RowsPlot(Collection<List<RowsCommand.Result>> all) {
        this.lowX = logarithms(all, RowsCommand.Result::rows).min().orElse(2);
        this.highX = logarithms(all, RowsCommand.Result::rows).max().orElse(6);
        this.lowY = Math.floor(logarithms(all, RowsPlot::perRow).min().orElse(0));
        this.highY = Math.ceil(logarithms(all, RowsPlot::perRow).max().orElse(1));
    }

    private static DoubleStream logarithms(Collection<List<RowsCommand.Result>> all,
            ToDoubleFunction<RowsCommand.Result> value) {
        return all.stream().flatMap(List::stream).mapToDouble(value).map(Math::log10);
    }

    private static double perRow(RowsCommand.Result one) {
        return one.nanoseconds().lowest() / one.rows();
    }

    /** The caches are drawn where the data of the first model fill them. */
    static String of(Map<String, List<RowsCommand.Result>> models, List<CacheLevel> caches, int columns) {
        RowsPlot plot = new RowsPlot(models.values());
        plot.line("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" width=\"%.0f\" height=\"%.0f\" "
                + "font-family=\"DejaVu Sans, Verdana, sans-serif\" font-size=\"12\">", WIDTH, HEIGHT, WIDTH, HEIGHT);
        plot.line("<rect width=\"%.0f\" height=\"%.0f\" fill=\"#ffffff\"/>", WIDTH, HEIGHT);
        plot.text(WIDTH / 2, 20, "middle", "One gradient of a regression on " + columns + " columns");
        plot.text(WIDTH / 2, HEIGHT - 12, "middle", "rows");
        plot.text(10, TOP - 12, "start", "ns per row");
        plot.axes();
        caches.forEach(cache -> plot.cache(cache, 8.0 * (columns + 1)));
        int number = 0;
        for (Map.Entry<String, List<RowsCommand.Result>> model : models.entrySet()) {
            plot.curve(model.getKey(), model.getValue(), COLOURS.get(number), number);
            number++;
        }
        plot.line("</svg>");
        return plot.out.toString();
    }

    private void axes() {
        for (int decade = (int) Math.ceil(lowX); decade <= highX; decade++) {
            rule(x(decade), TOP, x(decade), HEIGHT - BOTTOM, "#e5e7eb", "none");
            text(x(decade), HEIGHT - BOTTOM + 18, "middle", String.format(Locale.ROOT, "%,.0f", Math.pow(10, decade)));
        }
        for (int decade = (int) lowY; decade <= highY; decade++) {
            rule(LEFT, y(decade), WIDTH - RIGHT, y(decade), "#e5e7eb", "none");
            text(LEFT - 8, y(decade) + 4, "end", String.format(Locale.ROOT, decade < 0 ? "%." + -decade + "f" : "%.0f",
                    Math.pow(10, decade)));
        }
    }

    private void cache(CacheLevel cache, double bytesPerRow) {
        double rows = Math.log10(cache.bytes() / bytesPerRow);
        if (rows > lowX && rows < highX) {
            rule(x(rows), TOP, x(rows), HEIGHT - BOTTOM, "#6b7280", "4 4");
            text(x(rows) + 4, TOP + 12, "start", cache.name() + " full");
        }
    }

    private void curve(String name, List<RowsCommand.Result> results, String colour, int number) {
        StringBuilder points = new StringBuilder();
        for (RowsCommand.Result one : results) {
            double x = x(Math.log10(one.rows()));
            double y = y(Math.log10(perRow(one)));
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
            line("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\" fill=\"%s\"/>", x, y, colour);
        }
        line("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>", points.toString().strip(),
                colour);
        double y = HEIGHT - BOTTOM - 14 - 18 * number;
        rule(LEFT + 12, y - 4, LEFT + 36, y - 4, colour, "none");
        text(LEFT + 42, y, "start", name);
    }

    private double x(double logRows) {
        return LEFT + (logRows - lowX) / Math.max(1e-9, highX - lowX) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double logTime) {
        return HEIGHT - BOTTOM - (logTime - lowY) / Math.max(1e-9, highY - lowY) * (HEIGHT - TOP - BOTTOM);
    }

    private void rule(double x1, double y1, double x2, double y2, String colour, String dashes) {
        line("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-dasharray=\"%s\"/>", x1, y1,
                x2, y2, colour, dashes);
    }

    /** Names of models and numbers only: nothing that XML would have to escape. */
    private void text(double x, double y, String anchor, String text) {
        line("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
