package org.penumbra.plots;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.AbstractXYAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.penumbra.picture.Lettering;
import org.penumbra.picture.Theme;

/** Two axes with a grid, drawn by JFreeChart, and marks on them. */
final class XyPanel implements Panel {

    private static final double TICK_LETTERS = 10;
    private static final double LABEL_LETTERS = 11;
    private static final double TITLE_LETTERS = 12;
    private static final double TITLE_HEIGHT = 21;
    /** Room for numbers of seven letters, and for a line of labels below. */
    private static final double LEFT = 50;
    private static final double BOTTOM = 20;
    private static final double LABEL_ROOM = 16;
    /** Pixels between ticks, at least. */
    private static final double TICK_WIDTH = 42;
    private static final double TICK_HEIGHT = 20;
    /** What is closer together than this, relatively, is one number. */
    private static final double ROUNDING = 1e-9;
    private static final RectangleInsets NONE = new RectangleInsets(0, 0, 0, 0);

    private final String title;
    private final List<Mark> marks = new ArrayList<>();
    private Scale x = new Scale("", 0, 1, true, List.of());
    private Scale y = new Scale("", 0, 1, true, List.of());
    private double left = LEFT;

    /**
     * @param numbers whether ticks are labelled
     * @param names of the places 0, 1, 2, ...; empty for numbers
     */
    private record Scale(String label, double min, double max, boolean numbers, List<String> names) {
    }

    XyPanel(String title) {
        this.title = title;
    }

    /** Where both bounds are the same, or not finite, something around is taken. */
    XyPanel x(String label, double min, double max) {
        x = scale(label, min, max, true);
        return this;
    }

    XyPanel y(String label, double min, double max) {
        y = scale(label, min, max, true);
        return this;
    }

    /** A vertical axis without numbers, for heights that mean nothing by themselves; it takes no room. */
    XyPanel height(double max) {
        y = scale("", 0, max, false);
        left = 6;
        return this;
    }

    /** A vertical axis with a name for each place, the first on top. */
    XyPanel rows(List<String> names, double room) {
        y = new Scale("", -0.5, names.size() - 0.5, true, List.copyOf(names));
        left = room;
        return this;
    }

    private static Scale scale(String label, double min, double max, boolean numbers) {
        if (!Double.isFinite(min) || !Double.isFinite(max)) {
            return new Scale(label, 0, 1, numbers, List.of());
        }
        boolean isOne = !(max - min > ROUNDING * Math.max(Math.abs(min), Math.abs(max)));
        double slack = isOne ? Math.max(Math.abs(min) * 1e-3, 1e-6) : 0;
        return new Scale(label, min - slack, max + slack, numbers, List.of());
    }

    XyPanel add(Mark mark) {
        marks.add(mark);
        return this;
    }

    @Override
    public void paint(Graphics2D canvas, Rectangle2D area, Theme theme) {
        if (!title.isEmpty()) {
            Lettering letters = theme.font(TITLE_LETTERS);
            canvas.setFont(letters);
            canvas.setColor(theme.text());
            canvas.drawString(letters.shortened(title, area.getWidth() - 8), (float) (area.getX() + 6),
                    (float) (area.getY() + 13));
        }
        double top = title.isEmpty() ? 4 : TITLE_HEIGHT;
        Rectangle2D rest = new Rectangle2D.Double(area.getX(), area.getY() + top, area.getWidth() - 8,
                area.getHeight() - top);
        plot(theme, rest).draw(canvas, rest, null, null, null);
    }

    private XYPlot plot(Theme theme, Rectangle2D area) {
        double across = (area.getWidth() - left) / TICK_WIDTH;
        double up = (area.getHeight() - BOTTOM) / TICK_HEIGHT;
        // Without a renderer JFreeChart draws no grid; there are no data that it would render.
        XYPlot plot = new XYPlot(null, axis(x, theme, false, across), axis(y, theme, true, up),
                new XYLineAndShapeRenderer());
        plot.setInsets(NONE);
        plot.setAxisOffset(NONE);
        plot.setBackgroundPaint(theme.background());
        plot.setOutlinePaint(null);
        plot.setDomainGridlinePaint(theme.grid());
        plot.setRangeGridlinePaint(theme.grid());
        plot.setDomainGridlineStroke(new BasicStroke(0.8f));
        plot.setRangeGridlineStroke(new BasicStroke(0.8f));
        plot.setRangeGridlinesVisible(y.numbers());
        plot.setFixedRangeAxisSpace(space(left + (y.label().isEmpty() ? 0 : LABEL_ROOM), true));
        plot.setFixedDomainAxisSpace(space(BOTTOM + (x.label().isEmpty() ? 0 : LABEL_ROOM), false));
        marks.forEach(mark -> plot.addAnnotation(new Standing(mark, theme)));
        return plot;
    }

    /** The least of 1, 2, 5, 10, ... that is not below. */
    private static double step(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double rest = least / power;
        return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
    }

    private static AxisSpace space(double room, boolean isLeft) {
        AxisSpace space = new AxisSpace();
        if (isLeft) {
            space.setLeft(room);
        } else {
            space.setBottom(room);
        }
        return space;
    }

    private static NumberAxis axis(Scale scale, Theme theme, boolean isVertical, double ticks) {
        NumberAxis axis = scale.names().isEmpty() ? new NumberAxis()
                : new SymbolAxis(null, scale.names().toArray(String[]::new));
        if (axis instanceof SymbolAxis rows) {
            rows.setGridBandsVisible(false);
            rows.setInverted(true);
        } else {
            axis.setTickUnit(new NumberTickUnit(step((scale.max() - scale.min()) / Math.max(1, ticks)), new Ticks()));
        }
        axis.setLabel(scale.label().isEmpty() ? null : scale.label());
        axis.setLabelFont(theme.font(LABEL_LETTERS));
        axis.setLabelPaint(theme.quietText());
        axis.setLabelInsets(new RectangleInsets(2, 2, 2, 2));
        axis.setTickLabelFont(theme.font(TICK_LETTERS));
        axis.setTickLabelPaint(theme.quietText());
        axis.setTickLabelsVisible(scale.numbers());
        axis.setTickMarksVisible(false);
        axis.setAxisLinePaint(theme.frame());
        axis.setAxisLineVisible(scale.numbers() || !isVertical);
        axis.setRange(scale.min(), scale.max());
        return axis;
    }

    /** A mark as JFreeChart knows it. */
    private static final class Standing extends AbstractXYAnnotation {

        private static final long serialVersionUID = 1L;
        private final transient Mark mark;
        private final transient Theme theme;

        Standing(Mark mark, Theme theme) {
            this.mark = mark;
            this.theme = theme;
        }

        @Override
        public void draw(Graphics2D canvas, XYPlot plot, Rectangle2D area, ValueAxis domain, ValueAxis range, int index,
                PlotRenderingInfo info) {
            mark.draw(canvas, new Mark.Ground(area,
                    value -> domain.valueToJava2D(value, area, plot.getDomainAxisEdge()),
                    value -> range.valueToJava2D(value, area, plot.getRangeAxisEdge())), theme);
        }
    }
}
