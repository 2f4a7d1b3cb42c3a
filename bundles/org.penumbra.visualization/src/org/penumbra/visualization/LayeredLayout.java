package org.penumbra.visualization;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.elk.alg.layered.LayeredLayoutProvider;
import org.eclipse.elk.alg.layered.options.GreedySwitchType;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.alg.layered.options.NodePlacementStrategy;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.math.ElkPadding;
import org.eclipse.elk.core.math.KVector;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.options.HierarchyHandling;
import org.eclipse.elk.core.options.SizeConstraint;
import org.eclipse.elk.core.util.NullElkProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;
import org.penumbra.visualization.ModelGraph.Edge;
import org.penumbra.visualization.ModelGraph.Node;
import org.penumbra.visualization.ModelGraph.Plate;

/**
 * Places a graph in layers from parents to children, after Sugiyama, with the plates as nested boxes. The layout
 * algorithm is called itself, not through ELK's registry, which needs services that an OSGi class loader does not find.
 */
final class LayeredLayout {

    /** Room for the label of a plate above and below what it holds. */
    static final double LABEL_ROOM = 26;
    /** Room beside a node for the arrow that leads from it to itself. */
    static final double LOOP_ROOM = 26;

    private static final int TRIES = 6;
    /** One try takes a second or more beyond this. */
    private static final int MANY_EDGES = 150;

    private final ModelGraph graph;
    private final ElkNode root = ElkGraphUtil.createGraph();
    private final Map<Plate, ElkNode> plates = new LinkedHashMap<>();
    private final Map<String, ElkNode> nodes = new LinkedHashMap<>();
    private final Map<Edge, ElkEdge> edges = new LinkedHashMap<>();

    private LayeredLayout(ModelGraph graph) {
        this.graph = graph;
    }

    /** The layout with the fewest crossings of several tries; the order of nodes in a layer is found at random. */
    static ModelLayout of(ModelGraph graph) {
        LayoutMetaDataService.initElkReflect(); // How the values of options are copied.
        int tries = graph.edges().size() > MANY_EDGES ? 1 : TRIES;
        return IntStream.rangeClosed(1, tries).mapToObj(seed -> new LayeredLayout(graph).run(seed))
                .min(Comparator.comparingLong(ModelLayout::crossings).thenComparingDouble(ModelLayout::edgeLength))
                .orElseThrow();
    }

    private ModelLayout run(int seed) {
        fill();
        root.setProperty(CoreOptions.RANDOM_SEED, seed);
        new LayeredLayoutProvider().layout(root, new NullElkProgressMonitor());
        return read();
    }

    private void fill() {
        configure(root);
        root.setProperty(CoreOptions.PADDING, new ElkPadding(16));
        graph.plates().forEach(this::addPlate);
        graph.nodes().forEach(this::addNode);
        graph.edges().stream().filter(edge -> !edge.from().equals(edge.to())).forEach(this::addEdge);
    }

    private static void configure(ElkNode container) {
        container.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
        container.setProperty(CoreOptions.HIERARCHY_HANDLING, HierarchyHandling.INCLUDE_CHILDREN);
        container.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.POLYLINE);
        container.setProperty(LayeredOptions.NODE_PLACEMENT_STRATEGY, NodePlacementStrategy.NETWORK_SIMPLEX);
        container.setProperty(LayeredOptions.SPACING_NODE_NODE, 22.0);
        container.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, 44.0);
        container.setProperty(LayeredOptions.SPACING_EDGE_NODE, 14.0);
        container.setProperty(LayeredOptions.SPACING_EDGE_NODE_BETWEEN_LAYERS, 14.0);
        container.setProperty(LayeredOptions.SPACING_EDGE_EDGE, 12.0);
        container.setProperty(LayeredOptions.THOROUGHNESS, 10);
        container.setProperty(LayeredOptions.CROSSING_MINIMIZATION_GREEDY_SWITCH_HIERARCHICAL_TYPE,
                GreedySwitchType.TWO_SIDED);
    }

    private ElkNode container(Optional<Plate> plate) {
        return plate.map(plates::get).orElse(root);
    }

    private void addPlate(Plate plate) {
        ElkNode box = ElkGraphUtil.createNode(container(plate.parent()));
        configure(box);
        box.setProperty(CoreOptions.PADDING, new ElkPadding(LABEL_ROOM, 18, LABEL_ROOM, 18));
        box.setProperty(CoreOptions.NODE_SIZE_CONSTRAINTS, SizeConstraint.minimumSize());
        double label = TextWidths.of(plate.label(), PlateLabel.TEXT_SIZE) + 2 * PlateLabel.MARGIN;
        // ELK lays out downwards by turning everything, and forgets to turn the least size of a box: (height, width).
        box.setProperty(CoreOptions.NODE_SIZE_MINIMUM, new KVector(0, label));
        plates.put(plate, box);
    }

    private void addNode(Node node) {
        ElkNode box = ElkGraphUtil.createNode(container(node.plate()));
        Outline outline = outline(node);
        boolean loop = graph.edges().contains(new Edge(node.name(), node.name()));
        box.setDimensions(outline.box().width() + (loop ? 2 * LOOP_ROOM : 0), outline.box().height());
        nodes.put(node.name(), box);
    }

    private Outline outline(Node node) {
        return Outline.of(node, graph.edges().stream().filter(edge -> edge.to().equals(node.name())).count());
    }

    private void addEdge(Edge edge) {
        edges.put(edge, ElkGraphUtil.createSimpleEdge(nodes.get(edge.from()), nodes.get(edge.to())));
    }

    private ModelLayout read() {
        Map<String, Outline> outlines = new LinkedHashMap<>();
        graph.nodes().forEach(
                node -> outlines.put(node.name(), outline(node).at(box(nodes.get(node.name())).center())));
        Map<Plate, Rect> frames = new LinkedHashMap<>();
        plates.forEach((plate, box) -> frames.put(plate, box(box)));
        Map<Edge, List<Point>> routes = new LinkedHashMap<>();
        edges.forEach((edge, line) -> routes.put(edge, route(edge, line, outlines)));
        return new ModelLayout(root.getWidth(), root.getHeight(), outlines, frames, routes);
    }

    private static Rect box(ElkNode node) {
        Point origin = origin(node.getParent());
        return new Rect(origin.x() + node.getX(), origin.y() + node.getY(), node.getWidth(), node.getHeight());
    }

    /** ELK gives positions relative to the node around. */
    private static Point origin(ElkNode node) {
        double x = 0;
        double y = 0;
        for (ElkNode around = node; around.getParent() != null; around = around.getParent()) {
            x += around.getX();
            y += around.getY();
        }
        return new Point(x, y);
    }

    private static List<Point> route(Edge edge, ElkEdge line, Map<String, Outline> outlines) {
        Point origin = origin(line.getContainingNode());
        ElkEdgeSection section = line.getSections().getFirst();
        List<Point> points = new ArrayList<>();
        points.add(outlines.get(edge.from()).aim(origin.x() + section.getStartX()));
        section.getBendPoints().forEach(bend -> points.add(origin.plus(bend.getX(), bend.getY())));
        points.add(outlines.get(edge.to()).aim(origin.x() + section.getEndX()));
        return List.copyOf(points);
    }
}
