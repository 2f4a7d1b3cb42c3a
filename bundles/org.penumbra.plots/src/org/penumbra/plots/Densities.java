package org.penumbra.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.picture.Sample;

/** A panel with the distribution of one value, in one sample or in several on each other. */
final class Densities {

    private static final int MOST_BARS = 40;

    private final Shown value;
    private final List<Layer> layers = new ArrayList<>();

    private record Layer(Column column, Tone line, Optional<Tone> area) {
    }

    Densities(Shown value) {
        this.value = value;
    }

    /** A line with a filled area below. */
    Densities filled(Sample sample, int series) {
        return add(sample, Tone.series(series), Optional.of(Tone.area(series)));
    }

    /** A line alone; nothing where the sample does not have the value. */
    Densities line(Sample sample, Tone tone) {
        return add(sample, tone, Optional.empty());
    }

    private Densities add(Sample sample, Tone tone, Optional<Tone> area) {
        int position = value.in(sample);
        if (position >= 0) {
            Column column = Column.of(sample, position);
            if (column.count() > 0) {
                layers.add(new Layer(column, tone, area));
            }
        }
        return this;
    }

    /** The range is that of the first sample; wider ones, as a prior often is, are cut off at five times of it. */
    XyPanel panel() {
        XyPanel panel = new XyPanel(value.name());
        if (layers.isEmpty()) {
            return panel.x("", 0, 1).height(1).add(Marks.corner("no finite draws", Tone.QUIET));
        }
        return layers.getFirst().column().isDiscrete(MOST_BARS) ? bars(panel) : curves(panel);
    }

    private XyPanel curves(XyPanel panel) {
        List<Density> densities = layers.stream().map(one -> Density.of(one.column(), value.site().support()))
                .toList();
        Density first = densities.getFirst();
        double range = first.last() - first.first();
        double low = first.first();
        double high = first.last();
        double top = first.highest();
        for (Density one : densities) {
            low = Math.min(low, Math.max(one.first(), first.first() - 2 * range));
            high = Math.max(high, Math.min(one.last(), first.last() + 2 * range));
            top = Math.max(top, Math.min(one.highest(), 4 * first.highest()));
        }
        panel.x("", low, high).height(1.08 * top);
        for (int i = densities.size() - 1; i >= 0; i--) {
            Density density = densities.get(i);
            layers.get(i).area().ifPresent(tone -> panel.add(Marks.area(density.x(), density.y(), 0, tone)));
        }
        for (int i = densities.size() - 1; i >= 0; i--) {
            panel.add(Marks.line(densities.get(i).x(), densities.get(i).y(), layers.get(i).line(), 1.8));
        }
        Column column = layers.getFirst().column();
        double foot = 0.012 * top;
        return panel.add(Marks.segment(column.quantile(0.05), foot, column.quantile(0.95), foot,
                layers.getFirst().line(), 4));
    }

    private XyPanel bars(XyPanel panel) {
        double low = Math.rint(layers.getFirst().column().value(0));
        Column first = layers.getFirst().column();
        int count = (int) (first.value(first.count() - 1) - low) + 1;
        double top = 0;
        double[][] heights = new double[layers.size()][count];
        for (int layer = 0; layer < heights.length; layer++) {
            Column column = layers.get(layer).column();
            for (int i = 0; i < column.count(); i++) {
                int at = (int) Math.rint(column.value(i) - low);
                if (at >= 0 && at < count) {
                    heights[layer][at] += column.weight(i);
                    top = Math.max(top, heights[layer][at]);
                }
            }
        }
        panel.x("", low - 0.6, low + count - 0.4).height(1.08 * top);
        for (int layer = 0; layer < heights.length; layer++) {
            for (int i = 0; i < count; i++) {
                double middle = low + i;
                Tone tone = layers.get(layer).line();
                double height = heights[layer][i];
                panel.add(layer == 0 ? Marks.box(middle - 0.35, 0, middle + 0.35, height, tone)
                        : Marks.segment(middle - 0.45, height, middle + 0.45, height, tone, 2));
            }
        }
        return panel;
    }
}
