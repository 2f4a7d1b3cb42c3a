package org.penumbra.visualization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.visualization.ModelGraph.Edge;
import org.penumbra.visualization.ModelGraph.Node;
import org.penumbra.visualization.ModelGraph.Plate;

/** What a reader expects of a drawing, checked on every model: nothing overlaps, everything is where it belongs. */
class LayoutTest {

    private static final List<Drawn> DRAWINGS = Canonical.all().map(ModelGraph::of)
            .map(graph -> new Drawn(graph, LayeredLayout.of(graph))).toList();

    /** A graph with its layout, which takes a while and is made once. */
    record Drawn(ModelGraph graph, ModelLayout layout) {
        @Override
        public String toString() {
            return graph.name();
        }
    }

    static Stream<Drawn> drawings() {
        return DRAWINGS.stream();
    }

    private static boolean isAround(Plate outer, Plate inner) {
        return inner.parent().map(parent -> parent.equals(outer) || isAround(outer, parent)).orElse(false);
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void nodesLieInTheirPlatesAndInNoOther(Drawn drawn) {
        ModelGraph graph = drawn.graph();
        ModelLayout layout = drawn.layout();
        for (Node node : graph.nodes()) {
            Rect box = layout.outlines().get(node.name()).box();
            for (Plate plate : graph.plates()) {
                Rect frame = layout.plates().get(plate);
                boolean belongs = node.plate().map(own -> own.equals(plate) || isAround(plate, own)).orElse(false);
                assertEquals(belongs, frame.contains(box), node.name() + " and " + plate.label());
                assertEquals(belongs, frame.overlaps(box), node.name() + " and " + plate.label());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void platesAreNestedOrApart(Drawn drawn) {
        ModelGraph graph = drawn.graph();
        ModelLayout layout = drawn.layout();
        for (Plate one : graph.plates()) {
            for (Plate other : graph.plates()) {
                Rect outer = layout.plates().get(one);
                Rect inner = layout.plates().get(other);
                if (isAround(one, other)) {
                    assertTrue(outer.contains(inner), one.label() + " around " + other.label());
                } else if (!one.equals(other) && !isAround(other, one)) {
                    assertFalse(outer.overlaps(inner), one.label() + " and " + other.label());
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void nodesDoNotOverlap(Drawn drawn) {
        List<Outline> outlines = List.copyOf(drawn.layout().outlines().values());
        for (int i = 0; i < outlines.size(); i++) {
            for (Outline other : outlines.subList(0, i)) {
                assertFalse(outlines.get(i).box().overlaps(other.box()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void edgesEndOnTheBorders(Drawn drawn) {
        ModelGraph graph = drawn.graph();
        ModelLayout layout = drawn.layout();
        for (Edge edge : graph.edges()) {
            List<Point> ends = layout.arrow(edge).ends();
            assertEquals(1, radius(layout.outlines().get(edge.from()), ends.getFirst()), 1e-9, edge + " starts");
            assertEquals(1, radius(layout.outlines().get(edge.to()), ends.getLast()), 1e-9, edge + " ends");
        }
    }

    /** 1 on the border: the left side of x^2/a^2 + y^2/b^2 = 1, or of its analogue for rectangles. */
    private static double radius(Outline outline, Point point) {
        Rect box = outline.box();
        double x = Math.abs(point.x() - box.x() - box.width() / 2) / (box.width() / 2);
        double y = Math.abs(point.y() - box.y() - box.height() / 2) / (box.height() / 2);
        return outline.oval() ? x * x + y * y : Math.max(x, y);
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void edgesAvoidOtherNodes(Drawn drawn) {
        ModelGraph graph = drawn.graph();
        ModelLayout layout = drawn.layout();
        for (Edge edge : graph.edges()) {
            List<Line2D> line = Curves.segments(layout.arrow(edge).line());
            layout.outlines().forEach((name, outline) -> {
                if (!name.equals(edge.from()) && !name.equals(edge.to())) {
                    assertTrue(line.stream().noneMatch(part -> crosses(part, outline)), edge + " crosses " + name);
                }
            });
        }
    }

    private static boolean crosses(Line2D line, Outline outline) {
        Point from = new Point(line.getX1(), line.getY1());
        Point to = new Point(line.getX2(), line.getY2());
        return Stream.iterate(0, k -> k <= 50, k -> k + 1).anyMatch(k -> outline.contains(from.towards(to, k / 50.0)));
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void namesFitIntoTheirNodes(Drawn drawn) {
        for (Node node : drawn.graph().nodes()) {
            Outline outline = Outline.of(node, 0);
            double halfWidth = TextWidths.of(node.name(), Outline.TEXT_SIZE) / 2;
            double halfHeight = Outline.TEXT_SIZE / 2;
            assertTrue(outline.contains(new Point(halfWidth, halfHeight)), node.name());
            assertTrue(outline.contains(new Point(-halfWidth, -halfHeight)), node.name());
        }
    }

    @ParameterizedTest
    @MethodSource("drawings")
    void plateLabelsAreInsideAndFree(Drawn drawn) {
        ModelGraph graph = drawn.graph();
        ModelLayout layout = drawn.layout();
        List<Arrow> arrows = graph.edges().stream().map(layout::arrow).toList();
        List<Rect> taken = new ArrayList<>(layout.outlines().values().stream().map(Outline::box).toList());
        for (Plate plate : graph.plates()) {
            Rect label = PlateLabel.place(plate.label(), layout.plates().get(plate), arrows);
            assertTrue(layout.plates().get(plate).contains(label), plate.label());
            assertEquals(0, PlateLabel.crossings(label, arrows), plate.label());
            taken.forEach(other -> assertFalse(other.overlaps(label), plate.label()));
            graph.plates().stream().filter(inner -> isAround(plate, inner)).forEach(
                    inner -> assertFalse(layout.plates().get(inner).overlaps(label), plate.label() + inner.label()));
            taken.add(label);
        }
    }

    @Test
    void aLabelMovesAwayFromAnEdge() {
        Rect plate = new Rect(0, 0, 200, 150);
        Outline parent = new Outline(new Rect(150, 50, 40, 20), false);
        Outline child = new Outline(new Rect(150, 250, 40, 20), false);
        Arrow through = Arrow.along(List.of(new Point(170, 60), new Point(170, 260)), parent, child);
        assertTrue(PlateLabel.place("i in 1..n", plate, List.of()).x() > 100);
        assertTrue(PlateLabel.place("i in 1..n", plate, List.of(through)).right() < 100);
    }

    @Test
    void theOrderWithTheFewestCrossingsIsTaken() {
        List<String> planar = List.of("Rugged", "EightSchools", "Hmm", "Garch", "Vae", "Rasch");
        drawings().filter(drawn -> planar.contains(drawn.toString()))
                .forEach(drawn -> assertEquals(0, drawn.layout().crossings(), drawn.toString()));
    }
}
