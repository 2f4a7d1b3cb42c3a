package org.penumbra.visualization;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.penumbra.visualization.ModelGraph.Kind;

/**
 * The text under a graph: the statements of the model, one below the other and in columns when there are many, and a
 * key to the forms.
 *
 * @param width of the widest part
 * @param height of everything
 * @param marks with the left upper corner at the origin
 */
record Legend(double width, double height, List<Mark> marks) {

    private static final double TEXT_SIZE = 13;
    private static final double LINE = 20;
    private static final double INDENT = 24;
    private static final double COLUMN_GAP = 36;
    /** A column is not broken for fewer lines. */
    private static final int SHORTEST_COLUMN = 8;
    private static final double KEY_SIZE = 12;
    private static final double KEY_GAP = 18;
    private static final double KEY_FORM = 20;
    private static final double KEY_TEXT = KEY_FORM + 6;

    /** One line of text, moved right when it goes on with a statement. */
    private record Line(String text, double indent) {
        double width() {
            return indent + TextWidths.of(text, TEXT_SIZE);
        }
    }

    /** @param width that no line exceeds */
    static Legend of(ModelGraph graph, Theme theme, double width) {
        Legend statements = statements(graph, theme, width);
        Legend key = key(graph, theme, width);
        double top = statements.height() + (statements.height() > 0 ? LINE / 2 : 0);
        List<Mark> marks = new ArrayList<>(statements.marks());
        key.marks().forEach(mark -> marks.add(mark.moved(0, top)));
        return new Legend(Math.max(statements.width(), key.width()), top + key.height(), marks);
    }

    private static Legend statements(ModelGraph graph, Theme theme, double width) {
        List<List<Line>> blocks = graph.statements().stream().map(text -> lines(text, width)).toList();
        int count = blocks.stream().mapToInt(List::size).sum();
        double column = blocks.stream().flatMap(List::stream).mapToDouble(Line::width).max().orElse(0);
        int columns = Math.clamp((int) ((width + COLUMN_GAP) / (column + COLUMN_GAP)), 1,
                Math.max(1, Math.ceilDiv(count, SHORTEST_COLUMN)));
        return columns(blocks, theme, column, columns, Math.ceilDiv(count, columns));
    }

    /** @param longest lines in a column, exceeded in the last one only */
    private static Legend columns(List<List<Line>> blocks, Theme theme, double column, int columns, int longest) {
        List<Mark> marks = new ArrayList<>();
        int at = 0;
        int row = 0;
        int rows = 0;
        for (List<Line> block : blocks) {
            if (row > 0 && row + block.size() > longest && at + 1 < columns) {
                at++;
                row = 0;
            }
            for (Line line : block) {
                double x = at * (column + COLUMN_GAP) + line.indent();
                marks.add(Mark.Text.from(x, (row + 0.5) * LINE, line.text(), TEXT_SIZE, theme.text()));
                row++;
            }
            rows = Math.max(rows, row);
        }
        return new Legend(at * (column + COLUMN_GAP) + column, rows * LINE, marks);
    }

    private static List<Line> lines(String statement, double width) {
        List<Line> lines = new ArrayList<>();
        for (String text : TextWidths.wrap(statement, TEXT_SIZE, width - INDENT)) {
            lines.add(new Line(text, lines.isEmpty() ? 0 : INDENT));
        }
        return lines;
    }

    private static Legend key(ModelGraph graph, Theme theme, double width) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        graph.nodes().forEach(node -> kinds.add(node.kind()));
        List<Mark> marks = new ArrayList<>();
        double x = 0;
        double y = 0;
        double widest = 0;
        for (Kind kind : kinds) {
            String word = kind.name().toLowerCase(Locale.ROOT);
            double length = KEY_TEXT + TextWidths.of(word, KEY_SIZE);
            if (x > 0 && x + length > width) {
                x = 0;
                y += LINE;
            }
            marks.add(NodeForm.of(sample(kind, new Point(x + KEY_FORM / 2, y + LINE / 2)), kind, theme, null));
            marks.add(Mark.Text.from(x + KEY_TEXT, y + LINE / 2, word, KEY_SIZE, theme.quietText()));
            widest = Math.max(widest, x + length);
            x += length + KEY_GAP;
        }
        return new Legend(widest, kinds.isEmpty() ? 0 : y + LINE, marks);
    }

    private static Outline sample(Kind kind, Point middle) {
        return new Outline(Rect.around(middle, kind == Kind.FACTOR ? 12 : KEY_FORM, 12), NodeForm.isOval(kind));
    }
}
