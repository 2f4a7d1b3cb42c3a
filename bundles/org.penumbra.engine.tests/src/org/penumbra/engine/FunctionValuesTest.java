package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.compiler.Phase;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;

/** What calls of functions are worth: of data, where they are computed at binding, and of sites. */
class FunctionValuesTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** By hand, with M = [[4, 2], [2, 3]], x = [1, 2], G = [[1, 2], [3, 4]]; kernels by their formulas in Python. */
    static Stream<Arguments> calls() {
        return Stream.of(of("min(G)", 1), of("max(G)", 4), of("min(x, 1.5)", 1, 1.5), of("max(1, 3, 2)", 3),
                of("prod(G)", 24), of("norm([3, 4])", 5), of("rows(zeros(3, 2))", 3), of("columns(zeros(3, 2))", 2),
                of("outer(x, [3, 4, 5])", 3, 4, 5, 6, 8, 10), of("squaredDistance(x, [4, 6])", 25),
                of("softmax([0, log(3)])", 0.25, 0.75), of("softmax([[0, 0], [0, log(3)]])", 0.5, 0.5, 0.25, 0.75),
                of("logSoftmax([0, log(3)])", Math.log(0.25), Math.log(0.75)),
                of("logMix(0.25, log(4), log(8))", Math.log(7)), of("logMix([0.25, 0.75], [log(4), log(8)])",
                        Math.log(7)),
                of("cumsum(G)", 1, 3, 3, 7), of("cumprod([2, 3, 4])", 2, 6, 24), of("sort([3, 1, 2])", 1, 2, 3),
                of("reverse(G)", 2, 1, 4, 3), of("append(x, 3, [4])", 1, 2, 3, 4),
                of("concat(G, [x])", 1, 2, 3, 4, 1, 2),
                of("appendColumns(G, x)", 1, 2, 1, 3, 4, 2), of("appendColumns(x, [3, 4])", 1, 3, 2, 4),
                of("appendColumns(x, G)", 1, 1, 2, 2, 3, 4), of("linspace(1, 3, 5)", 1, 1.5, 2, 2.5, 3),
                of("rep(7, 2, 2)", 7, 7, 7, 7), of("rep(x, 2)", 1, 2, 1, 2), of("identity(2)", 1, 0, 0, 1),
                of("diagMatrix(x)", 1, 0, 0, 2), of("diag(G)", 1, 4), of("trace(G)", 5),
                of("cholesky(M)", 2, 0, 1, Math.sqrt(2)), of("solve(M, [8, 8])", 1, 2), of("solve(G, [5, 11])", 1, 2),
                of("solve(G, G)", 1, 0, 0, 1), of("solveLower([[2, 9], [1, 4]], [6, 11])", 3, 2),
                of("solveUpper([[2, 1], [9, 4]], [8, 8])", 3, 2), of("inverse(G)", -2, 1, 1.5, -0.5),
                of("det(G)", -2), of("logDet(G)", Math.log(2)), of("logDet(M)", Math.log(8)),
                of("quadForm(G, x)", 27), of("quadForm(G, G)", 52, 76, 74, 108),
                of("eigenvalues([[2, 1], [1, 2]])", 1, 3), of("expQuad([0, 2], 3, 1.5)", 9, 3.700010614564687,
                        3.700010614564687, 9),
                of("expQuad([[0, 0]], [[0, 2], [0, 0]], 3, 1.5)", 3.700010614564687, 9),
                of("periodic([0], [2, 5], 3, 1.5, 5)", 4.027786720728048, 9),
                of("atan2(1, 0)", Math.PI / 2), of("hypot(3, 4)", 5), of("beta(2, 3)", 1.0 / 12),
                of("choose(10, 3)", 120), of("choose(3, 5)", 0), of("lchoose(10, 3)", Math.log(120)),
                of("gamma(5)", 24), of("cbrt(-8)", -2), of("logAddExp(log(2), log(3))", Math.log(5)),
                of("logDiffExp(log(5), log(3))", Math.log(2)), of("log1mExp(log(0.25))", Math.log(0.75)),
                of("cloglog(1 - exp(-2))", Math.log(2)), of("invCloglog(log(2))", 1 - Math.exp(-2)),
                of("invPhi(Phi(0.7))", 0.7), of("relu(x - 1.5)", 0, 0.5), of("step([-1, 0, 1])", 0, 1, 1),
                of("asinh(sinh(2))", 2), of("acosh(cosh(2))", 2), of("atanh(tanh(0.5))", 0.5),
                of("where(x > 1.5, x, -1)", -1, 2), of("logSumExp([log(1), log(2), log(3), log(4)])", Math.log(10)),
                of("logSumExp([-1 / 0.0, 0.5])", 0.5), of("logAddExp(1000, 1000)", 1000 + Math.log(2)));
    }

    private static Arguments of(String call, double... expected) {
        return Arguments.of(call, expected);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void callsOfDataAndOfSites(String call, double[] expected) {
        assertArrayEquals(expected, value(call, "x = [1, 2]  G = [[1, 2], [3, 4]]  M = [[4, 2], [2, 3]]"), 1e-12);
        assertArrayEquals(expected,
                value(call, "x = [u, 2 * u]  G = [[u, 2], [3, 4 * u]]  M = [[4 * u, 2], [2, 3]]"), 1e-12);
    }

    /** With u = 1. */
    private static double[] value(String call, String arguments) {
        Target target = new ModelText("u ~ Normal(0, 1)  " + arguments + "  deterministic r = " + call).compile()
                .target();
        double[] values = new double[target.sites().valueCount()];
        target.sites().constrain(new double[] {1}, values);
        SiteMap.Site site = target.sites().sites().stream().filter(one -> one.name().equals("r")).findFirst()
                .orElseThrow();
        return Arrays.copyOfRange(values, site.valueOffset(), site.valueOffset() + site.size());
    }

    @Test
    void eigenvectorsAreColumns() {
        double half = Math.sqrt(0.5);
        double[] found = value("eigenvectors([[2, u], [u, 2]])", "");
        assertArrayEquals(new double[] {half, half, half, half}, Arrays.stream(found).map(Math::abs).toArray(), 1e-12);
        assertTrue(found[0] * found[2] < 0, "the vector of the smaller one is (1, -1)");
    }

    /** No exception for numbers: the density has no value there, and a run leaves the place. */
    @Test
    void whatIsNotPositiveDefiniteLeavesNoDensity() {
        Target target = new ModelText("u ~ Normal(0, 1)  L = cholesky([[1, u], [u, 1]])  factor log(L[2, 2])")
                .compile().target();
        assertTrue(Double.isFinite(target.logDensity(new double[] {0.5})));
        double density = target.logDensity(new double[] {2});
        assertTrue(Double.isNaN(density) || density == -INFINITY, () -> String.valueOf(density));
    }

    /** Each elementwise definition uses the one before twice, so without sharing there would be 2^40 elements. */
    @Test
    void chainsOfDefinitionsAreShared() {
        StringBuilder text = new StringBuilder("data x : real[3]  u ~ Normal(0, 1)  v0 = u * x\n");
        for (int i = 1; i <= 40; i++) {
            text.append("v" + i + " = 0.5 * (v" + (i - 1) + " + sin(v" + (i - 1) + "))\n");
        }
        ModelText model = new ModelText(text + "factor sum(v40)").with("x", 1, 2, 3);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> TargetContract.check(model));
    }

    /** The same where each value is assigned in a plate and seen from outside. */
    @Test
    void chainsOfDefinitionsInPlatesAreShared() {
        StringBuilder text = new StringBuilder("data x : real[3]  u ~ Normal(0, 1)  v0 = u * x\n");
        for (int i = 1; i <= 30; i++) {
            text.append("plate i in 1..3 { v" + i + "[i] = 0.5 * (v" + (i - 1) + "[i] + sin(v" + (i - 1) + "[i])) }\n");
        }
        ModelText model = new ModelText(text + "factor sum(v30)").with("x", 1, 2, 3);
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> TargetContract.check(model));
    }

    @Test
    void aWrongNumberOfArgumentsIsRefusedByTheCompilerToo() {
        ModelText model = new ModelText("u ~ Normal(0, 1)  factor det(u, u)");
        assertEquals("PEN-2105", assertThrows(PenumbraException.class, model::compileUnchecked).problems().getFirst()
                .code());
    }

    /** An element of L @ z is a sum: gathered often, each is made once. */
    @Test
    void whatIsGatheredIsNotSummedAgain() {
        String text = "data g : int[6]  data y : real[6]  L = [[1, 0, 0], [0.5, 1, 0], [0.2, 0.3, 1]]\n"
                + "z : real[3] ~ Normal(0, 1)  f = L @ z\n";
        for (String use : List.of("y ~ Normal(f[g], 1)", "plate i in 1..6 { y[i] ~ Normal(f[g[i]], 1) }")) {
            ModelText model = new ModelText(text + use).with("g", 1, 3, 2, 2, 1, 3).with("y", 1, 2, 3, 4, 5, 6);
            TargetContract.check(model);
            assertTrue(model.compile().dump(Phase.GRADIENT).contains("stored#"), use);
        }
    }

    @Test
    void productsOfManyFactorsAreMadeOnce() {
        String chain = "A @ (B @ (A @ (B @ (A @ (B @ (A @ z))))))";
        ModelText model = new ModelText("data A : real[3, 3]  data B : real[3, 3]  z : real[3] ~ Normal(0, 1)\n"
                + "factor -sum(" + chain + ")^2 / 1000")
                .shaped("A", List.of(3, 3), 1, 2, 0, 1, 1, 0, 0.5, 0, 1)
                .shaped("B", List.of(3, 3), 1, 0, 0.3, 0, 1, 0, 0.5, 0, 1);
        TargetContract.check(model);
    }

    /** A length has a kink at 0: the gradient is the shortest subgradient there, and not 0 / 0. */
    @ParameterizedTest
    @ValueSource(strings = {"sd([a, a])", "norm([a - a, 0])"})
    void lengthsOfNothingHaveASlope(String length) {
        Target target = new ModelText("a ~ Normal(0, 1)  factor -3 * " + length).compile().target();
        double[] gradient = new double[1];
        assertEquals(target.logDensity(new double[] {0.5}),
                target.logDensityAndGradient(new double[] {0.5}, gradient));
        assertEquals(-0.5, gradient[0], 1e-15);
    }
}
