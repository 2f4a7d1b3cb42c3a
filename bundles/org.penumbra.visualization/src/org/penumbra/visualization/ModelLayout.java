package org.penumbra.visualization;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.visualization.ModelGraph.Edge;
import org.penumbra.visualization.ModelGraph.Node;
import org.penumbra.visualization.ModelGraph.Plate;

/**
 * A graph with positions.
 *
 * @param width of everything
 * @param height of everything
 * @param outlines border of every node
 * @param plates rectangle of every plate
 * @param routes for every edge that is no loop the line from centre to centre, bends included
 */
record ModelLayout(double width, double height, Map<Node, Outline> outlines, Map<Plate, Rect> plates,
        Map<Edge, List<Point>> routes) {

    ModelLayout {
        outlines = new LinkedHashMap<>(outlines);
        plates = new LinkedHashMap<>(plates);
        routes = new LinkedHashMap<>(routes);
    }

    /** The same layout elsewhere. */
    ModelLayout moved(double dx, double dy) {
        Map<Node, Outline> movedOutlines = new LinkedHashMap<>();
        outlines.forEach((node, outline) -> movedOutlines.put(node, outline.at(outline.box().center().plus(dx, dy))));
        Map<Plate, Rect> movedPlates = new LinkedHashMap<>();
        plates.forEach((plate, box) -> movedPlates.put(plate, box.moved(dx, dy)));
        Map<Edge, List<Point>> movedRoutes = new LinkedHashMap<>();
        routes.forEach((edge, route) -> movedRoutes.put(edge,
                route.stream().map(point -> point.plus(dx, dy)).toList()));
        return new ModelLayout(width, height, movedOutlines, movedPlates, movedRoutes);
    }
}
