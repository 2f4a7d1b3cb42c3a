package org.penumbra.visualization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.penumbra.model.Call;
import org.penumbra.model.Invoke;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Return;
import org.penumbra.model.Script;
import org.penumbra.visualization.ModelGraph.Kind;
import org.penumbra.visualization.ModelGraph.Plate;

class ModelGraphTest {

    private static ModelGraph graph(String statements) {
        return ModelGraph.of(ModelText.model("model M { " + statements + " }"));
    }

    private static String parents(ModelGraph graph, String child) {
        return graph.edges().stream().filter(edge -> edge.to().equals(child)).map(ModelGraph.Edge::from).sorted()
                .collect(Collectors.joining(" "));
    }

    private static String ofKind(ModelGraph graph, Kind kind) {
        return graph.nodes().stream().filter(node -> node.kind() == kind).map(ModelGraph.Node::name)
                .collect(Collectors.joining(" "));
    }

    /** Labels of the plates around a node, outermost first. */
    private static String plates(ModelGraph graph, String node) {
        String path = "";
        Optional<Plate> plate = graph.node(node).orElseThrow().plate();
        for (; plate.isPresent(); plate = plate.get().parent()) {
            path = plate.get().label() + (path.isEmpty() ? "" : " / ") + path;
        }
        return path;
    }

    @Test
    void localValuesAreTransparent() {
        ModelGraph graph = ModelGraph.of(Canonical.RUGGED.model());
        assertEquals("a africa bA bAR bR rugged sigma", parents(graph, "logGdp"));
        assertEquals(7, graph.edges().size(), "nothing but the observed site has parents");
        assertEquals("a bA bR bAR sigma", ofKind(graph, Kind.LATENT));
        assertEquals("logGdp", ofKind(graph, Kind.OBSERVED));
        assertEquals("africa rugged", ofKind(graph, Kind.DATA));
    }

    @Test
    void covariatesStandInThePlateThatIndexesThem() {
        ModelGraph graph = ModelGraph.of(Canonical.RUGGED.model());
        assertEquals("i in 1..n", plates(graph, "africa"));
        assertEquals("i in 1..n", plates(graph, "logGdp"));
        assertEquals("", plates(graph, "sigma"));
        assertEquals(1, graph.plates().size());
    }

    @Test
    void namedPlateShowsNameAndRange() {
        ModelGraph graph = ModelGraph.of(Canonical.EIGHT_SCHOOLS.model());
        assertEquals("school: j in 1..J", plates(graph, "theta"));
        assertEquals("mu tau", parents(graph, "theta"));
        assertEquals("sigma theta", parents(graph, "y"));
    }

    @Test
    void sizesAreNoNodes() {
        for (Canonical model : Canonical.values()) {
            ModelGraph graph = ModelGraph.of(model.model());
            for (String size : List.of("n", "J", "K", "T", "N", "S", "C", "I")) {
                assertTrue(graph.node(size).isEmpty(), model + " shows " + size);
            }
        }
    }

    @Test
    void recurrenceOfALocalValueLeadsToItsFirstElement() {
        ModelGraph graph = ModelGraph.of(Canonical.GARCH.model());
        assertEquals("alpha0 alpha1 beta1 mu sigma1 y", parents(graph, "y"));
        assertEquals("alpha1", parents(graph, "beta1"));
        assertEquals(List.of(new Plate("for t in 1..T", Optional.empty(), true)), graph.plates(),
                "the loop that only assigns has no node and is left out");
    }

    @Test
    void severalStatementsOfASiteAreOneNode() {
        ModelGraph graph = ModelGraph.of(Canonical.HMM.model());
        assertEquals("A mu z", ofKind(graph, Kind.LATENT));
        assertEquals(List.of("z[1] ~ Categorical(ones(K) / K)", "z[t] ~ Categorical(A[z[t-1]])"),
                graph.node("z").orElseThrow().definitions());
        assertEquals("A z", parents(graph, "z"));
        assertEquals("mu z", parents(graph, "y"));
        assertEquals("for t in 2..T", plates(graph, "z"));
        assertEquals("k in 1..K", plates(graph, "A"));
    }

    @Test
    void argumentsOfFunctionsAreFollowedAndUnknownNamesIgnored() {
        ModelGraph graph = ModelGraph.of(Canonical.LOTKA_VOLTERRA.model());
        assertEquals("alpha beta delta gamma sigma ts zInit", parents(graph, "y"));
        assertEquals("sigma zInit", parents(graph, "yInit"));
        assertEquals("k in 1..2 / i in 1..N", plates(graph, "y"));
        assertEquals("", plates(graph, "ts"), "used as a whole");
    }

    @Test
    void parametersAreNodesOfTheirOwnKind() {
        ModelGraph graph = ModelGraph.of(ModelText.model("""
                model Bayes {
                  data n : int
                  data y : real[n]
                  param m : real
                  param s : positive[n] = 2
                  plate i in 1..n { param a : real = i  mu ~ Normal(m + a, s[i])  y[i] ~ Normal(mu, 1) }
                }"""));
        assertEquals("m s a", ofKind(graph, Kind.PARAMETER));
        assertEquals("a m s", parents(graph, "mu"));
        assertEquals("", plates(graph, "s"));
        assertEquals("i in 1..n", plates(graph, "a"));
        assertEquals(List.of("param s : positive[n] = 2"), graph.node("s").orElseThrow().definitions());
    }

    @Test
    void deterministicValuesAndFactorsAreNodes() {
        ModelGraph graph = ModelGraph.of(Canonical.NESTED.model());
        assertEquals("contrast", ofKind(graph, Kind.DETERMINISTIC));
        assertEquals("alpha eta", parents(graph, "contrast"));
        assertEquals("muA sigma", parents(graph, "factor"));
        assertEquals("state: s in 1..S / county: c in 1..C", plates(graph, "contrast"));
        assertEquals("state: s in 1..S / county: c in 1..C", plates(graph, "uranium"));
        assertEquals("state: s in 1..S / county: c in 1..C / house: i in 1..n", plates(graph, "floor"));
    }

    @Test
    void childrenOfDeterministicValuesHangOnThem() {
        ModelGraph graph = graph("a ~ Normal(0, 1) deterministic b = exp(a) c ~ Normal(b, 1)");
        assertEquals("b", parents(graph, "c"));
        assertEquals("a", parents(graph, "b"));
    }

    @Test
    void platesWithTheSameHeaderInTheSamePlaceAreOne() {
        ModelGraph graph = ModelGraph.of(Canonical.CROSSED.model());
        assertEquals(Set.of("person: i in 1..I", "item: j in 1..J", "person: i in 1..I / item: j in 1..J"),
                graph.nodes().stream().map(node -> plates(graph, node.name())).filter(path -> !path.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(3, graph.plates().size());
    }

    @Test
    void localValuesOfTwoPlatesWithOneNameStayApart() {
        ModelGraph graph = graph("""
                data n : int a ~ Normal(0, 1) b ~ Normal(0, 1)
                plate i in 1..n { m = a  x[i] ~ Normal(m, 1) }
                plate j in 1..n { m = b  y[j] ~ Normal(m, 1) }""");
        assertEquals("a", parents(graph, "x"));
        assertEquals("b", parents(graph, "y"));
    }

    @Test
    void gatherDependsOnTheIndexDataAndOnTheWholeSite() {
        ModelGraph graph = graph("""
                data n : int data k : int data county : int[n] data X : real[k, n] data y : real[n]
                plate c in 1..k { a[c] ~ Normal(0, 1) }
                plate i in 1..n { y[i] ~ Normal(a[county[i]] * X[county[i], i] , 1) }""");
        assertEquals("X a county", parents(graph, "y"));
        assertEquals("i in 1..n", plates(graph, "county"));
        assertEquals("c in 1..k", plates(graph, "a"));
    }

    @Test
    void dataThatVariesWithAnInnerPlateOnlyStandsOutside() {
        ModelGraph graph = graph("""
                data n : int data x : real[n]
                plate k in 1..2 { plate i in 1..n { z[k, i] ~ Normal(x[i], 1) } }""");
        assertEquals("", plates(graph, "x"));
    }

    @Test
    void severalFactorsAreNumbered() {
        ModelGraph graph = graph("a ~ Normal(0, 1) factor a factor -a");
        assertEquals("factor 1 factor 2", ofKind(graph, Kind.FACTOR));
    }

    @Test
    void withoutDataKeepsSitesAndDropsTheirCovariates() {
        ModelGraph graph = ModelGraph.of(Canonical.RUGGED.model()).withoutData();
        assertEquals("", ofKind(graph, Kind.DATA));
        assertEquals("a bA bAR bR sigma", parents(graph, "logGdp"));
        assertEquals(1, graph.plates().size());
    }

    @Test
    void statementsAreListedInOrder() {
        assertEquals(List.of("mu ~ Normal(0, 5)", "tau ~ HalfCauchy(5)", "theta[j] ~ Normal(mu, tau)",
                "y[j] ~ Normal(theta[j], sigma[j])"), ModelGraph.of(Canonical.EIGHT_SCHOOLS.model()).statements());
    }

    @Test
    void edgesNameNodesAndPlatesFollowTheirParents() {
        for (Canonical model : Canonical.values()) {
            ModelGraph graph = ModelGraph.of(model.model());
            graph.edges().forEach(edge -> assertTrue(
                    graph.node(edge.from()).isPresent() && graph.node(edge.to()).isPresent(), edge.toString()));
            assertEquals(graph.edges().size(), Set.copyOf(graph.edges()).size(), "an edge appears twice");
            for (Plate plate : graph.plates()) {
                plate.parent().ifPresent(parent -> assertTrue(
                        graph.plates().indexOf(parent) < graph.plates().indexOf(plate), plate.label()));
            }
        }
    }

    @Test
    void theWeightsOfANetworkAreOneNode() {
        Model model = ModelText.model("model M { data n : int plate i in 1..n { z[i] ~ Normal(0, 1) "
                + "h = F(z[i]) y[i] ~ Normal(h, 1) } }");
        Call dense = ModelText.FACTORY.createCall();
        dense.setName("Dense");
        Invoke layer = ModelText.FACTORY.createInvoke();
        layer.setTarget(dense);
        Return result = ModelText.FACTORY.createReturn();
        result.setValue(layer);
        NetworkDeclaration network = ModelText.FACTORY.createNetworkDeclaration();
        network.setName("F");
        network.getStatements().add(result);
        Script script = ModelText.FACTORY.createScript();
        script.getDeclarations().addAll(List.of(network, model));
        ModelGraph graph = ModelGraph.of(model);
        assertEquals("F", ofKind(graph, Kind.PARAMETER));
        assertEquals("F z", parents(graph, "y"));
        assertEquals("", plates(graph, "F"));
        network.getStatements().clear();
        assertEquals("", ofKind(ModelGraph.of(model), Kind.PARAMETER), "a network without layers has no weights");
    }

    @Test
    void aStatementOfANetworkIsRefused() {
        Model model = ModelText.model("model M { }");
        model.getStatements().add(ModelText.FACTORY.createReturn());
        assertThrows(IllegalArgumentException.class, () -> ModelGraph.of(model));
    }
}
