package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.inference.Target;
import org.penumbra.lang.types.BuiltIn;
import org.penumbra.lang.types.BuiltIns;

/** Every function of the language, by its entry in the table: it compiles, and has the right derivative. */
class BuiltInFunctionsTest {

    /** Those that need more than numbers: a function of the file, or a network. */
    private static final Set<String> ELSEWHERE = Set.of("ode", "odeStiff");

    private static final String MATRIX = "[[2 + u^2, u * v, 0.3], [u * v, 1 + v^2, 0.1 * u], [0.3, 0.1 * u, 1.5]]";
    private static final String GENERAL = "[[2 + u, v, 0.3], [w, 1 + v^2, 0.1 * u], [0.3, w, 4.5]]";
    private static final String VECTOR = "[u, v, w]";
    private static final String POINTS = "[[u, 0.3], [v, 1.7], [w, -0.4]]";

    /** Calls of functions that take arrays: sums of them are what the models add to their densities. */
    private static final Map<String, List<String>> CALLS = Map.ofEntries(
            entry("sum", "sum([u, v * w])"), entry("prod", "prod([u, v, w + 2])"), entry("mean", "mean([u, v * w])"),
            entry("variance", "variance([u, v, w])"), entry("sd", "sd([u, v, w])"),
            entry("min", "min([u, 0.3 - u])", "min(u, v, w)", "min([u, v], 0.1)"),
            entry("max", "max([u, 0.3 - u])", "max(u, v, w)", "max([u, v], 0.1)"),
            entry("logSumExp", "logSumExp([u, v, w, u * v, 1])", "logSumExp([u, v])", "logSumExp(" + MATRIX + ")"),
            entry("norm", "norm([u, v, w])"), entry("size", "size(" + MATRIX + ") * u"),
            entry("length", "length([u, v]) * u"), entry("dot", "dot([u, v], [w, 2])"),
            entry("outer", "outer([u, v], [w, 2, u])"), entry("squaredDistance", "squaredDistance([u, v], [w, 2])"),
            entry("softmax", "softmax([u, v, w])", "softmax([[u, v], [w, 1]])"),
            entry("logSoftmax", "logSoftmax([u, v, w])"),
            entry("logMix", "logMix(expit(u), v, w)", "logMix(softmax([u, v, 0, 1]), [u, v, w, 2])",
                    "logMix([expit(u), expit(-u)], [v, w])"),
            entry("cumsum", "cumsum([u, v, w])", "cumsum([[u, v], [w, u * v]])"),
            entry("cumprod", "cumprod([u, v, w])"), entry("sort", "sort([u, 5, v + 9, w - 9])"),
            entry("reverse", "reverse([u, v, w])", "reverse([[u, v], [w, 1]])"),
            entry("append", "append([u, v], w)", "append(u, v, [w, u * w])", "append([[u, v]], [[w, 1], [2, 3]])"),
            entry("concat", "concat([u, v], [w])"),
            entry("appendColumns", "appendColumns([[u, v], [w, 1]], [[u], [v]])",
                    "appendColumns([u, v], [[w, 1], [2, 3]])", "appendColumns([[u], [v]], [w, 1])",
                    "appendColumns([u, v], [w, 1])"),
            entry("zeros", "zeros(3) + u"), entry("ones", "ones(2, 3) * u"), entry("rep", "rep(u * v, 2, 3)"),
            entry("linspace", "linspace(u, v, 5)"), entry("identity", "identity(3) * u"),
            entry("diagMatrix", "diagMatrix([u, v])"), entry("rows", "rows([[u, v], [w, 1], [2, 3]]) * u"),
            entry("columns", "columns([[u, v], [w, 1], [2, 3]]) * u"), entry("diag", "diag(" + GENERAL + ")"),
            entry("trace", "trace(" + GENERAL + ")"), entry("cholesky", "cholesky(" + MATRIX + ")"),
            entry("solve", "solve(" + MATRIX + ", [u, v, w])", "solve(" + GENERAL + ", " + POINTS + ")"),
            entry("solveLower", "solveLower(cholesky(" + MATRIX + "), [u, v, w])",
                    "solveLower(" + GENERAL + ", " + POINTS + ")"),
            entry("solveUpper", "solveUpper(cholesky(" + MATRIX + ")', [u, v, w])",
                    "solveUpper(" + GENERAL + ", " + POINTS + ")"),
            entry("inverse", "inverse(" + MATRIX + ")", "inverse(" + GENERAL + ")"),
            entry("det", "det(" + MATRIX + ")", "det(" + GENERAL + ")"),
            entry("logDet", "logDet(" + MATRIX + ")", "logDet(" + GENERAL + ")"),
            entry("quadForm", "quadForm(" + GENERAL + ", " + VECTOR + ")",
                    "quadForm(" + GENERAL + ", " + POINTS + ")"),
            entry("eigenvalues", "eigenvalues(" + MATRIX + ")"),
            entry("eigenvectors", "eigenvectors(" + MATRIX + ")[1] * u", "eigenvectors(" + MATRIX + ")"),
            kernel("expQuad", ""), kernel("exponential", ""), kernel("matern32", ""), kernel("matern52", ""),
            kernel("periodic", ", 2 + v"),
            entry("atan2", "atan2(u, v)"), entry("hypot", "hypot(u, v)"), entry("beta", "beta(exp(u), exp(v))"),
            entry("lbeta", "lbeta(exp(u), exp(v))"), entry("choose", "choose(5 + exp(u), exp(v))"),
            entry("lchoose", "lchoose(5 + exp(u), exp(v))"), entry("pow", "pow(exp(u), v)"),
            entry("fmod", "fmod(7.3 + 0.01 * u, 2)"), entry("logAddExp", "logAddExp(u, v)"),
            entry("logDiffExp", "logDiffExp(u + exp(v), u)"),
            entry("where", "where(u > 3, v, w)", "where([1, 0], [u, v], w)"));

    private static Map.Entry<String, List<String>> entry(String name, String... calls) {
        return Map.entry(name, List.of(calls));
    }

    /** Points that are data and points that move; with themselves and with others. */
    private static Map.Entry<String, List<String>> kernel(String name, String more) {
        String parameters = ", exp(u), exp(w)" + more + ")";
        return entry(name, name + "([0.1, 0.5, 2]" + parameters, name + "([[0.1, 0.5], [2, 3]]" + parameters,
                name + "(" + VECTOR + parameters, name + "(" + POINTS + ", [[1, 2]]" + parameters,
                name + "([1, 2], [u, 3]" + parameters);
    }

    /** An argument inside of the domain of an elementwise function, moving with u. */
    private static String inside(BuiltIn function) {
        double low = function.domain().low();
        double high = function.domain().high();
        if (Double.isInfinite(low)) {
            return Double.isInfinite(high) ? "(1.5 + 0.3 * u)" : "(" + high + " - exp(u))";
        }
        return Double.isInfinite(high) ? "(" + low + " + exp(u))" : "(" + low + " + " + (high - low) + " * expit(u))";
    }

    private static List<String> calls(BuiltIn function) {
        return function.rule() == BuiltIn.Rule.ELEMENTWISE && function.parameters().size() == 1
                ? List.of(function.name() + inside(function))
                : CALLS.getOrDefault(function.name(), List.of());
    }

    static Stream<String> calls() {
        return BuiltIns.all().stream().flatMap(function -> calls(function).stream());
    }

    @Test
    void noFunctionIsForgotten() {
        Set<String> covered = new TreeSet<>(ELSEWHERE);
        BuiltIns.all().stream().filter(function -> !calls(function).isEmpty()).map(BuiltIn::name)
                .forEach(covered::add);
        assertEquals(new TreeSet<>(BuiltIns.names()), covered);
        assertTrue(BuiltIns.names().containsAll(CALLS.keySet()), "calls of functions that there are");
    }

    private static ModelText model(String call) {
        return new ModelText("u ~ Normal(0, 1)  v ~ Normal(0, 1)  w ~ Normal(0, 1)\n"
                + "r = " + call + "  factor 0.3 * sum(r) - 0.1 * sum(r * r)");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void targetsKeepTheirContract(String call) {
        TargetContract.check(model(call));
    }

    /** The same in a plate: once for each of its iterations. */
    @ParameterizedTest
    @MethodSource("calls")
    void callsVaryWithPlates(String call) {
        TargetContract.check(new ModelText("data y : real[3]  v ~ Normal(0, 1)  w ~ Normal(0, 1)  a ~ Normal(0, 1)\n"
                + "plate i in 1..3 { u = 0.4 * a + y[i]  r = " + call + "  factor 0.1 * sum(r) }")
                .with("y", 0.4, -0.3, 0.8));
    }
}
