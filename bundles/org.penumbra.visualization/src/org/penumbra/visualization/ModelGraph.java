package org.penumbra.visualization;

import java.util.List;
import java.util.Optional;
import org.penumbra.model.Model;

/**
 * A model as a directed graph: what depends on what, and what is repeated. Pure data, without positions.
 *
 * <p>Every site is one node however many statements sample it. Local values are transparent: in
 * {@code mean = a + b * x[i]}, {@code y[i] ~ Normal(mean, 1)} the parents of {@code y} are {@code a}, {@code b} and
 * {@code x}. Data that only say how large something is (extents of types, bounds of loops) are no nodes; the labels of
 * the plates show them. Loops without a node inside are left out, and loops with the same header in the same place are
 * one plate.
 *
 * @param name of the model
 * @param nodes in the order of the text; a site stands where it is sampled first
 * @param plates in the order of the text, every plate after the one around it
 * @param edges from parents to children, each once, ordered by child
 * @param statements that sample, assign or add a factor, as text, in order; a repeated text once
 */
public record ModelGraph(String name, List<Node> nodes, List<Plate> plates, List<Edge> edges,
        List<String> statements) {

    public ModelGraph {
        nodes = List.copyOf(nodes);
        plates = List.copyOf(plates);
        edges = List.copyOf(edges);
        statements = List.copyOf(statements);
    }

    /** The graph of a model whose names are linked; names that mean nothing in the model are ignored. */
    public static ModelGraph of(Model model) {
        return new GraphBuilder(model).build();
    }

    /** What a node stands for. */
    public enum Kind {
        LATENT, OBSERVED, DATA, DETERMINISTIC, FACTOR, PARAMETER
    }

    /**
     * @param name of the site, datum or value; {@code factor} (numbered when there are several) for factors; unique
     * @param plate innermost plate around it
     * @param definitions its statements as text, such as {@code mu ~ Normal(0, 5)}; empty for data
     */
    public record Node(String name, Kind kind, Optional<Plate> plate, List<String> definitions) {
        public Node {
            definitions = List.copyOf(definitions);
        }
    }

    /**
     * @param label as in the text: {@code i in 1..n}, {@code school: j in 1..J} or {@code for t in 2..T}
     * @param parent plate around it
     * @param sequential whether it is a {@code for} loop, whose repetitions may depend on each other
     */
    public record Plate(String label, Optional<Plate> parent, boolean sequential) {
    }

    /**
     * @param from name of the parent
     * @param to name of the child; equal to the parent where elements of a site depend on other elements of it
     */
    public record Edge(String from, String to) {
    }

    /** The node with this name. */
    public Optional<Node> node(String wanted) {
        return nodes.stream().filter(node -> node.name().equals(wanted)).findFirst();
    }

    /** The same graph without covariates and other unobserved data; plates that are empty then stay out as well. */
    public ModelGraph withoutData() {
        List<Node> kept = nodes.stream().filter(node -> node.kind() != Kind.DATA).toList();
        List<Edge> keptEdges = edges.stream().filter(edge -> node(edge.from()).orElseThrow().kind() != Kind.DATA)
                .toList();
        List<Plate> keptPlates = plates.stream().filter(plate -> kept.stream().anyMatch(node -> isIn(node, plate)))
                .toList();
        return new ModelGraph(name, kept, keptPlates, keptEdges, statements);
    }

    private static boolean isIn(Node node, Plate plate) {
        Optional<Plate> around = node.plate();
        while (around.isPresent() && !around.get().equals(plate)) {
            around = around.get().parent();
        }
        return around.isPresent();
    }
}
