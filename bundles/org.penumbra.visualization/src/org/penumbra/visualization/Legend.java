package org.penumbra.visualization;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.penumbra.visualization.ModelGraph.Kind;
import org.penumbra.visualization.ModelGraph.Node;

/**
 * The text under a graph: every statement behind a node, one below the other, and a key to the forms.
 *
 * @param width of the widest line
 * @param height of all lines
 * @param marks with the left upper corner at the origin
 */
record Legend(double width, double height, List<Mark> marks) {

    private static final double TEXT_SIZE = 13;
    private static final double LINE = 20;
    private static final double INDENT = 24;
    private static final double KEY_SIZE = 12;
    private static final double KEY_GAP = 18;
    private static final double KEY_FORM = 20;

    /** @param width that no line exceeds */
    static Legend of(ModelGraph graph, Theme theme, double width) {
        Lines lines = new Lines(theme, width);
        for (Node node : graph.nodes()) {
            node.definitions().stream().distinct().forEach(lines::statement);
        }
        lines.key(kinds(graph));
        return new Legend(lines.widest, lines.y, lines.marks);
    }

    private static Set<Kind> kinds(ModelGraph graph) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        graph.nodes().forEach(node -> kinds.add(node.kind()));
        return kinds;
    }

    /** Lines from top to bottom. */
    private static final class Lines {
        private final Theme theme;
        private final double width;
        private final List<Mark> marks = new ArrayList<>();
        private double y;
        private double widest;

        Lines(Theme theme, double width) {
            this.theme = theme;
            this.width = width;
        }

        void statement(String text) {
            double indent = 0;
            for (String line : TextWidths.wrap(text, TEXT_SIZE, width - INDENT)) {
                marks.add(Mark.Text.from(indent, y + LINE / 2, line, TEXT_SIZE, theme.text()));
                widest = Math.max(widest, indent + TextWidths.of(line, TEXT_SIZE));
                indent = INDENT;
                y += LINE;
            }
        }

        void key(Set<Kind> kinds) {
            y += LINE / 2;
            double x = 0;
            for (Kind kind : kinds) {
                double length = KEY_FORM + 6 + TextWidths.of(word(kind), KEY_SIZE);
                if (x > 0 && x + length > width) {
                    x = 0;
                    y += LINE;
                }
                Point middle = new Point(x + KEY_FORM / 2, y + LINE / 2);
                marks.add(NodeForm.of(sample(kind, middle), kind, theme, null));
                marks.add(Mark.Text.from(x + KEY_FORM + 6, middle.y(), word(kind), KEY_SIZE, theme.quietText()));
                widest = Math.max(widest, x + length);
                x += length + KEY_GAP;
            }
            y += LINE;
        }

        private static Outline sample(Kind kind, Point middle) {
            return new Outline(Rect.around(middle, kind == Kind.FACTOR ? 12 : KEY_FORM, 12), NodeForm.isOval(kind));
        }

        private static String word(Kind kind) {
            return kind.name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
