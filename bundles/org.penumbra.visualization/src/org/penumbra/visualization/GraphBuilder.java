package org.penumbra.visualization;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.model.Assign;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Expression;
import org.penumbra.model.Factor;
import org.penumbra.model.For;
import org.penumbra.model.JointSample;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Plate;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Type;
import org.penumbra.model.Variable;
import org.penumbra.visualization.ModelGraph.Edge;
import org.penumbra.visualization.ModelGraph.Kind;
import org.penumbra.visualization.ModelGraph.Node;

/** Walks the statements of one model in the order of the text and collects what is a node, a plate and an edge. */
final class GraphBuilder {

    private final Model model;
    private final Names names = new Names();
    private final Set<Binding> sizes = new LinkedHashSet<>();
    private final Set<String> statements = new LinkedHashSet<>();
    private final List<Binding> factors = new ArrayList<>();
    private final Map<NetworkDeclaration, Binding> networks = new HashMap<>();

    GraphBuilder(Model model) {
        this.model = model;
    }

    ModelGraph build() {
        visit(model.getStatements(), Place.OUTSIDE);
        numberFactors();
        List<Binding> shown = shownBindings();
        List<Node> nodes = shown.stream().map(Binding::toNode).toList();
        return new ModelGraph(model.getName(), nodes, plates(nodes), edges(shown), List.copyOf(statements));
    }

    private void visit(List<Statement> statements, Place place) {
        for (Statement statement : statements) {
            switch (statement) {
                case DataDeclaration data -> data(data);
                case ParamDeclaration parameter -> parameter(parameter, place);
                case Sample sample -> sample(sample, place);
                case JointSample sample -> jointSample(sample, place);
                case Assign assign -> assign(assign, place);
                case Factor factor -> factor(factor, place);
                case Loop loop -> loop(loop, place);
                default -> throw new IllegalArgumentException(
                        statement.eClass().getName() + " is no statement of a model");
            }
        }
    }

    private void data(DataDeclaration data) {
        names.declare(new Binding(data.getName(), Kind.DATA));
        extents(data.getType());
    }

    private void parameter(ParamDeclaration parameter, Place place) {
        extents(parameter.getType());
        String start = parameter.getValue() == null ? "" : " = " + Notation.of(parameter.getValue());
        names.declareGlobal(new Binding(parameter.getName(), Kind.PARAMETER)).define(place,
                written("param " + parameter.getName() + " : " + Notation.of(parameter.getType()) + start));
    }

    private void sample(Sample sample, Place place) {
        Binding site = site(sample.getName());
        extents(sample.getType());
        String type = sample.getType() == null ? "" : " : " + Notation.of(sample.getType());
        site.define(place, written(sample.getName() + Notation.brackets(sample.getIndices()) + type + " ~ "
                + Notation.of(sample.getDistribution())));
        sample.getIndices().forEach(index -> uses(site, index, place));
        uses(site, sample.getDistribution(), place);
    }

    private void jointSample(JointSample sample, Place place) {
        List<String> sites = sample.getSites().stream().map(Variable::getName).toList();
        String text = written(String.join(", ", sites) + " ~ " + Notation.of(sample.getDistribution()));
        for (String name : sites) {
            Binding site = site(name);
            site.define(place, text);
            uses(site, sample.getDistribution(), place);
        }
    }

    /** The site with this name: data that is sampled becomes observed, any other name becomes latent. */
    private Binding site(String name) {
        Binding site = names.global(name).orElseGet(() -> names.declareGlobal(new Binding(name, Kind.LATENT)));
        if (site.kind() == Kind.DATA) {
            site.observe();
            names.moveHere(site);
        }
        return site;
    }

    private void assign(Assign assign, Place place) {
        extents(assign.getType());
        Binding value = target(assign);
        String text = written(assign.getName() + Notation.brackets(assign.getIndices()) + " = "
                + Notation.of(assign.getValue()));
        if (assign.isDeterministic()) {
            value.define(place, text);
        }
        assign.getIndices().forEach(index -> uses(value, index, place));
        uses(value, assign.getValue(), place);
    }

    /** Elements of a value belong to the whole model and may be assigned in several places; others to their block. */
    private Binding target(Assign assign) {
        Kind kind = assign.isDeterministic() ? Kind.DETERMINISTIC : null;
        if (!assign.getIndices().isEmpty() || assign.isDeterministic()) {
            return names.global(assign.getName())
                    .orElseGet(() -> names.declareGlobal(new Binding(assign.getName(), kind)));
        }
        return names.declare(new Binding(assign.getName(), kind));
    }

    private void factor(Factor factor, Place place) {
        Binding term = new Binding("factor", Kind.FACTOR);
        factors.add(term);
        names.addUnnamed(term);
        term.define(place, written("factor " + Notation.of(factor.getValue())));
        uses(term, factor.getValue(), place);
    }

    private String written(String text) {
        statements.add(text);
        return text;
    }

    private void loop(Loop loop, Place place) {
        names.within(loop.getFrom(), Place.OUTSIDE).forEach(use -> sizes.add(use.binding()));
        names.within(loop.getTo(), Place.OUTSIDE).forEach(use -> sizes.add(use.binding()));
        names.open();
        visit(loop.getStatements(), place.inside(label(loop), loop.getIndex(), loop instanceof For));
        names.close();
    }

    private static String label(Loop loop) {
        String range = loop.getIndex().getName() + " in " + Notation.of(loop.getFrom()) + ".."
                + Notation.of(loop.getTo());
        if (loop instanceof Plate plate) {
            return plate.getLabel() == null ? range : plate.getLabel() + ": " + range;
        }
        return "for " + range;
    }

    private void extents(Type type) {
        if (type != null) {
            type.getDimensions().forEach(extent -> names.within(extent, Place.OUTSIDE)
                    .forEach(use -> sizes.add(use.binding())));
        }
    }

    private void uses(Binding user, Expression expression, Place place) {
        for (NetworkDeclaration network : NetworkCalls.in(expression)) {
            user.dependOn(networks.computeIfAbsent(network, this::weights));
        }
        for (Names.Use use : names.within(expression, place)) {
            user.dependOn(use.binding());
            if (use.binding().kind() == Kind.DATA) {
                use.binding().settle(use.place());
            }
        }
    }

    /** What a network has learned is one node, however many weights it has. */
    private Binding weights(NetworkDeclaration network) {
        String name = names.global(network.getName()).isPresent() ? "network " + network.getName()
                : network.getName();
        Binding weights = new Binding(name, Kind.PARAMETER);
        names.addUnnamed(weights);
        weights.define(Place.OUTSIDE, written("network " + network.getName()));
        return weights;
    }

    private void numberFactors() {
        for (int i = 0; factors.size() > 1 && i < factors.size(); i++) {
            factors.get(i).rename("factor " + (i + 1));
        }
    }

    private List<Binding> shownBindings() {
        Set<Binding> parents = new LinkedHashSet<>();
        names.all().stream().filter(Binding::hasStatements).forEach(binding -> parents.addAll(binding.parents()));
        return names.all().stream()
                .filter(binding -> binding.hasStatements() || parents.contains(binding) && !sizes.contains(binding))
                .toList();
    }

    private static List<ModelGraph.Plate> plates(List<Node> nodes) {
        Set<ModelGraph.Plate> plates = new LinkedHashSet<>();
        for (Node node : nodes) {
            node.plate().ifPresent(plate -> addOuterFirst(plate, plates));
        }
        return List.copyOf(plates);
    }

    private static void addOuterFirst(ModelGraph.Plate plate, Set<ModelGraph.Plate> plates) {
        Optional<ModelGraph.Plate> parent = plate.parent();
        parent.ifPresent(around -> addOuterFirst(around, plates));
        plates.add(plate);
    }

    private static List<Edge> edges(List<Binding> shown) {
        List<Edge> edges = new ArrayList<>();
        for (Binding child : shown) {
            child.parents().stream().filter(shown::contains)
                    .forEach(parent -> edges.add(new Edge(parent.name(), child.name())));
        }
        return edges;
    }
}
