package org.penumbra.multivariate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.math.RandomStream;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** plugin.xml is the only word that others have on these classes: it must be true. */
class RegistrationTest {

    private static final Set<String> NAMES = Set.of("AR", "Dirichlet", "DirichletMultinomial", "GaussianHMM",
            "GaussianRandomWalk", "InverseWishart", "LKJ", "LKJCholesky", "LogisticNormal", "Multinomial",
            "MultivariateNormal", "MultivariateStudentT", "OneHotCategorical", "RelaxedOneHotCategorical", "Wishart");

    private static Document document() throws Exception {
        try (InputStream stream = Dirichlet.class.getResourceAsStream("/plugin.xml")) {
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

    private static List<Case> cases(Element signature) {
        return Case.all().filter(one -> one.distribution().getClass().getName().equals(signature.getAttribute("class")))
                .toList();
    }

    @Test
    void registersTheNamesOfTheField() throws Exception {
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
    void everyClassCanBeMadeAndIsTested(Element signature) throws ReflectiveOperationException {
        assertInstanceOf(MultivariateDistribution.class,
                Class.forName(signature.getAttribute("class")).getConstructor().newInstance());
        assertTrue(!cases(signature).isEmpty());
    }

    /** Equal names of extents are equal numbers in every tested case, and structures are those of the cases. */
    @ParameterizedTest
    @MethodSource("signatures")
    void extentsAndStructuresAreThoseOfTheCases(Element signature) {
        List<Element> parameters = children(signature, "parameter");
        for (Case one : cases(signature)) {
            Map<String, Integer> extents = new HashMap<>();
            admit(signature.getAttribute("event"), one.event(), extents);
            for (int i = 0; i < one.shapes().size(); i++) {
                admit(parameters.get(i).getAttribute("dims"), one.shapes().get(i), extents);
                assertLiesWithin(parameters.get(i), one.parameters()[i], one.shapes().get(i));
            }
            assertEquals(Structure.named(signature.getAttribute("support")).orElse(null), one.structure());
            assertTrue(parameters.size() - one.shapes().size() <= 1, "all but the number of steps");
        }
    }

    private static void admit(String dims, List<Integer> shape, Map<String, Integer> extents) {
        List<String> names = dims.isBlank() ? List.of() : Arrays.stream(dims.split(",")).map(String::strip).toList();
        assertEquals(names.size(), shape.size());
        for (int axis = 0; axis < names.size(); axis++) {
            boolean more = names.get(axis).endsWith("+1");
            String name = more ? names.get(axis).substring(0, names.get(axis).length() - 2) : names.get(axis);
            int extent = shape.get(axis) - (more ? 1 : 0);
            assertEquals(extents.computeIfAbsent(name, key -> extent), extent, name);
        }
    }

    private static void assertLiesWithin(Element parameter, double[] block, List<Integer> shape) {
        Structure structure = Structure.named(parameter.getAttribute("support")).orElse(null);
        if (structure != null) {
            assertTrue(structure.fault(block, shape.getFirst()).isEmpty(), parameter.getAttribute("name"));
            return;
        }
        Support support = Support.parse(parameter.getAttribute("support"));
        Arrays.stream(block).forEach(value -> assertTrue(support.contains(value), parameter.getAttribute("name")));
    }

    /** A sampler with the same normal numbers and the affine form give one vector, and the form leads back. */
    @ParameterizedTest
    @MethodSource("signatures")
    void whatHasAScaleCanBeNonCentred(Element signature) {
        for (Case one : cases(signature)) {
            Numbers numbers = one.density();
            RandomStream random = RandomStream.of(9);
            double[] standard = new double[one.size()];
            Arrays.setAll(standard, k -> random.nextGaussian());
            ArrayExpr z = numbers.block("z", one.event(), standard);
            boolean present = one.distribution().nonCentered(z, numbers.parameters()).isPresent();
            assertEquals(signature.hasAttribute("scale"), present);
            if (present) {
                double[] x = new double[one.size()];
                one.distribution().sample(one.parameters(), RandomStream.of(9), x);
                assertArrayEquals(x, numbers.elements(
                        one.distribution().nonCentered(z, numbers.parameters()).orElseThrow()), 1e-13);
                double[] back = new double[one.size()];
                one.distribution().standardise(one.parameters(), x, back);
                assertArrayEquals(standard, back, 1e-12);
            }
        }
    }
}
