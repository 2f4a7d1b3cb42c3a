package org.penumbra.distributions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.AbstractList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** plugin.xml is the only word that others have on these classes: it must be true. */
class RegistrationTest {

    private static final Set<String> NAMES = Set.of("AsymmetricLaplace", "Bernoulli", "Beta", "BetaBinomial",
            "Binomial", "BinomialLogits", "Categorical", "Cauchy", "Chi2", "ContinuousBernoulli", "Delta",
            "Exponential", "FisherSnedecor", "Flat", "Gamma", "GammaPoisson", "GeneralizedPareto", "Geometric",
            "Gumbel", "HalfCauchy", "HalfNormal", "HalfStudentT", "InverseGamma", "InverseGaussian", "Kumaraswamy",
            "Laplace", "Logistic", "LogitNormal", "LogNormal", "NegativeBinomial", "NegativeBinomial2", "Normal",
            "OrderedLogistic", "Pareto", "Poisson", "RelaxedBernoulli", "SkewNormal", "StudentT", "Uniform",
            "VonMises", "Weibull");
    private static final Set<String> LOCATION_SCALE = Set.of("Normal", "StudentT", "Cauchy", "Laplace", "Logistic",
            "Gumbel", "SkewNormal", "AsymmetricLaplace");

    private static Document document() throws Exception {
        try (InputStream stream = Normal.class.getResourceAsStream("/plugin.xml")) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream);
        }
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
    }

    static Stream<Element> signatures() throws Exception {
        return children(document().getDocumentElement(), "signature").stream();
    }

    private static Distribution create(Element signature) throws ReflectiveOperationException {
        return assertInstanceOf(Distribution.class,
                Class.forName(signature.getAttribute("class")).getConstructor().newInstance());
    }

    @Test
    void registersTheNamesOfTheField() throws Exception {
        assertEquals("org.penumbra.distribution.distributions",
                children(document().getDocumentElement(), "extension").getFirst().getAttribute("point"));
        List<Element> distributions = children(document().getDocumentElement(), "distribution");
        assertEquals(NAMES, distributions.stream().map(d -> d.getAttribute("name")).collect(Collectors.toSet()));
        assertEquals(NAMES.size(), distributions.size());
    }

    @Test
    void documentsEverything() throws Exception {
        for (String name : List.of("distribution", "parameter")) {
            for (Element element : children(document().getDocumentElement(), name)) {
                assertTrue(element.getAttribute("documentation").endsWith("."), element.getAttribute("name"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void everyClassIsTested(Element signature) throws ReflectiveOperationException {
        Distribution distribution = create(signature);
        assertTrue(distribution instanceof Flat || distribution instanceof Delta
                || Case.all().anyMatch(c -> c.distribution().getClass() == distribution.getClass()));
    }

    /** The log density looks at every registered parameter, and at no other. */
    @ParameterizedTest
    @MethodSource("signatures")
    void theLogDensityUsesTheRegisteredParameters(Element signature) throws ReflectiveOperationException {
        Set<Integer> used = new TreeSet<>();
        List<Expr> parameters = new AbstractList<>() {
            @Override
            public Expr get(int position) {
                used.add(position);
                return Case.parameter(position);
            }

            @Override
            public int size() {
                return children(signature, "parameter").size();
            }
        };
        create(signature).logDensity(Case.x(), parameters);
        assertEquals(IntStream.range(0, parameters.size()).boxed().collect(Collectors.toSet()), used);
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void supportsAreWellFormedAndReferToParameters(Element signature) {
        Support support = Support.parse(signature.getAttribute("support"));
        assertEquals(support.isDiscrete(), Boolean.parseBoolean(signature.getAttribute("discrete")));
        List<String> names = children(signature, "parameter").stream().map(p -> p.getAttribute("name")).toList();
        Stream.of(support.lower(), support.upper()).filter(bound -> bound.parameter() != null)
                .forEach(bound -> assertTrue(names.contains(bound.parameter())));
        for (Element parameter : children(signature, "parameter")) {
            Support allowed = Support.parse(parameter.getAttribute("support"));
            assertTrue(!parameter.hasAttribute("default")
                    || allowed.contains(Double.parseDouble(parameter.getAttribute("default"))));
        }
    }

    /** The parameters and the support of every tested case are those that are registered. */
    @ParameterizedTest
    @MethodSource("signatures")
    void casesLieWithinTheRegisteredSupports(Element signature) {
        List<Support> supports = children(signature, "parameter").stream()
                .map(p -> Support.parse(p.getAttribute("support"))).toList();
        Case.all().filter(c -> c.distribution().getClass().getName().equals(signature.getAttribute("class")))
                .forEach(c -> {
                    boolean vector = children(signature, "parameter").stream().anyMatch(p -> p.hasAttribute("vector"));
                    assertTrue(vector || supports.size() == c.parameters().length);
                    for (int i = 0; i < c.parameters().length; i++) {
                        Support support = supports.get(Math.min(i, supports.size() - 1));
                        assertTrue(support.contains(c.parameters()[i]), c + " parameter " + i);
                    }
                });
    }

    /** log p(x; loc, scale) = log p((x - loc) / scale; 0, 1) - log scale, wherever that is registered. */
    @ParameterizedTest
    @MethodSource("signatures")
    void locationScaleFamiliesAreSuch(Element signature) throws ReflectiveOperationException {
        List<String> names = children(signature, "parameter").stream().map(p -> p.getAttribute("name")).toList();
        int location = names.indexOf(signature.getAttribute("location"));
        int scale = names.indexOf(signature.getAttribute("scale"));
        assertEquals(LOCATION_SCALE.stream()
                .anyMatch(name -> signature.getAttribute("class").endsWith("." + name)), location >= 0 && scale >= 0);
        if (location < 0) {
            assertFalse(signature.hasAttribute("scale"));
            return;
        }
        double[] moved = names.stream().mapToDouble(name -> Set.of("loc", "scale").contains(name) ? 0 : 4).toArray();
        double[] standard = moved.clone();
        moved[location] = -1.7;
        moved[scale] = 3;
        standard[scale] = 1;
        Expr expression = new Case(create(signature), false, 0, 0, moved).expression();
        assertEquals(Case.evaluate(expression, (2.2 + 1.7) / 3, standard) - StrictMath.log(3),
                Case.evaluate(expression, 2.2, moved), 1e-14);
    }
}
