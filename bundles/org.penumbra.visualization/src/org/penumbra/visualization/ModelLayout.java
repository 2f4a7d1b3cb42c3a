package org.penumbra.visualization;

import java.awt.geom.Line2D;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.visualization.ModelGraph.Edge;
import org.penumbra.visualization.ModelGraph.Plate;

/**
 * A graph with positions.
 *
 * @param width of everything
 * @param height of everything
 * @param outlines border of every node, by its name
 * @param plates rectangle of every plate
 * @param routes for every edge that is no loop the line from inside its parent to inside its child, bends included
 */
record ModelLayout(double width, double height, Map<String, Outline> outlines, Map<Plate, Rect> plates,
        Map<Edge, List<Point>> routes) {

    ModelLayout {
        outlines = new LinkedHashMap<>(outlines);
        plates = new LinkedHashMap<>(plates);
        routes = new LinkedHashMap<>(routes);
    }

    /** An edge as it is drawn. */
    Arrow arrow(Edge edge) {
        Outline parent = outlines.get(edge.from());
        return edge.from().equals(edge.to()) ? Arrow.loop(parent, LayeredLayout.LOOP_ROOM)
                : Arrow.along(routes.get(edge), parent, outlines.get(edge.to()));
    }

    /** How many pairs of edges cross. */
    long crossings() {
        List<List<Line2D>> lines = routes.keySet().stream().map(this::segments).toList();
        long crossings = 0;
        for (int i = 0; i < lines.size(); i++) {
            for (List<Line2D> other : lines.subList(0, i)) {
                crossings += cross(lines.get(i), other) ? 1 : 0;
            }
        }
        return crossings;
    }

    /** Length of all edges together. */
    double edgeLength() {
        return routes.keySet().stream().flatMap(edge -> segments(edge).stream())
                .mapToDouble(line -> line.getP1().distance(line.getP2())).sum();
    }

    private static boolean cross(List<Line2D> first, List<Line2D> second) {
        return first.stream().anyMatch(line -> second.stream().anyMatch(line::intersectsLine));
    }

    private List<Line2D> segments(Edge edge) {
        return Curves.segments(arrow(edge).line());
    }

    /** The same layout elsewhere. */
    ModelLayout moved(double dx, double dy) {
        Map<String, Outline> movedOutlines = new LinkedHashMap<>();
        outlines.forEach((name, outline) -> movedOutlines.put(name, outline.at(outline.box().center().plus(dx, dy))));
        Map<Plate, Rect> movedPlates = new LinkedHashMap<>();
        plates.forEach((plate, box) -> movedPlates.put(plate, box.moved(dx, dy)));
        Map<Edge, List<Point>> movedRoutes = new LinkedHashMap<>();
        routes.forEach((edge, route) -> movedRoutes.put(edge,
                route.stream().map(point -> point.plus(dx, dy)).toList()));
        return new ModelLayout(width, height, movedOutlines, movedPlates, movedRoutes);
    }
}
