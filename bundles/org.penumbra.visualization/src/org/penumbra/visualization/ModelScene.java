package org.penumbra.visualization;

import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.visualization.Mark.Dashes;
import org.penumbra.visualization.ModelGraph.Kind;
import org.penumbra.visualization.ModelGraph.Node;
import org.penumbra.visualization.ModelGraph.Plate;

/** Turns a placed graph into marks: plates, edges, nodes, and the legend below. */
final class ModelScene {

    /** Around everything. */
    static final double MARGIN = 16;
    private static final double LEGEND_WIDTH = 520;
    private static final double LEGEND_GAP = 12;
    private static final double CORNER = 18;

    private final ModelGraph graph;
    private final Theme theme;
    private final ModelLayout layout;
    private final List<Mark> marks = new ArrayList<>();

    private ModelScene(ModelGraph graph, Theme theme, ModelLayout layout) {
        this.graph = graph;
        this.theme = theme;
        this.layout = layout;
    }

    static Scene of(ModelGraph graph, Theme theme) {
        ModelLayout layout = LayeredLayout.of(graph);
        Legend legend = Legend.of(graph, theme, Math.max(layout.width(), LEGEND_WIDTH));
        double width = Math.max(layout.width(), legend.width() + 2 * MARGIN);
        ModelScene scene = new ModelScene(graph, theme, layout.moved((width - layout.width()) / 2, 0));
        scene.graph();
        double top = layout.height() + LEGEND_GAP;
        legend.marks().forEach(mark -> scene.marks.add(mark.moved(MARGIN, top)));
        return new Scene(graph.name(), Math.ceil(width), Math.ceil(top + legend.height() + MARGIN),
                theme.background(), scene.marks);
    }

    private void graph() {
        List<Arrow> arrows = graph.edges().stream().map(layout::arrow).toList();
        graph.plates().forEach(this::plate);
        arrows.forEach(this::arrow);
        graph.plates().forEach(plate -> label(plate, arrows));
        graph.nodes().forEach(this::node);
    }

    private void plate(Plate plate) {
        Rect box = layout.plates().get(plate);
        Theme.Paint paint = theme.plate(depth(plate));
        marks.add(new Mark.Form(
                new RoundRectangle2D.Double(box.x(), box.y(), box.width(), box.height(), CORNER, CORNER), paint.fill(),
                paint.border(), 1.2, plate.sequential() ? Dashes.DASHED : Dashes.SOLID, null));
    }

    private static int depth(Plate plate) {
        int depth = 0;
        for (Optional<Plate> around = plate.parent(); around.isPresent(); around = around.get().parent()) {
            depth++;
        }
        return depth;
    }

    private void arrow(Arrow arrow) {
        marks.add(Mark.Form.stroked(arrow.line(), theme.edge(), 1.3));
        marks.add(Mark.Form.filled(arrow.head(), theme.edge()));
    }

    private void label(Plate plate, List<Arrow> arrows) {
        Rect box = PlateLabel.place(plate.label(), layout.plates().get(plate), arrows);
        marks.add(Mark.Text.from(box.x(), box.center().y(), plate.label(), PlateLabel.TEXT_SIZE, theme.quietText()));
    }

    private void node(Node node) {
        Outline outline = layout.outlines().get(node.name());
        String title = node.kind() == Kind.DATA ? node.name() + " (data)" : String.join("\n", node.definitions());
        marks.add(NodeForm.of(outline, node.kind(), theme, title));
        marks.add(Mark.Text.centred(node.name(), outline.box().center(), Outline.TEXT_SIZE, theme.text()));
    }
}
