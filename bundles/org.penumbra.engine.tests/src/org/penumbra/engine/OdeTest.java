package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Target;

/** Differential equations in models: against solutions in closed form, gradients against differences, wrong ones. */
class OdeTest {

    private static final String DECAY = "function decay(t : real, u : real[1], p : real[1]) : real[1] = [-p[1] * u[1]]";
    private static final String PREY = """
            function prey(t : real, u : real[2], p : real[4]) : real[2] =
              [(p[1] - p[2] * u[2]) * u[1], (-p[3] + p[4] * u[1]) * u[2]]""";
    private static final String ROBERTSON = """
            function robertson(t : real, u : real[3], k : real[3]) : real[3] =
              [-k[1] * u[1] + k[2] * u[2] * u[3], k[1] * u[1] - k[2] * u[2] * u[3] - k[3] * u[2]^2, k[3] * u[2]^2]""";
    private static final String FORCED = """
            function forced(t : real, u : real[2], w : real, a : real[2]) : real[2] =
              [u[2], -w^2 * u[1] + a[1] * cos(a[2] * t)]""";

    static Stream<ModelText> models() {
        String tight = ", relTol = 1e-10, absTol = 1e-10)\n";
        return Stream.of(
            new ModelText("data ts : real[3]  data y : real[3, 1]  k : positive[1] ~ Gamma(2, 2)  a ~ Normal(3, 1)\n"
                    + "z = ode(decay, [a], 0, ts, k" + tight + "y ~ Normal(z, 0.1)", DECAY)
                    .with("ts", 0.5, 1, 3).shaped("y", List.of(3, 1), 2, 1, 0.3),
            new ModelText("data ts : real[4]  data y : real[4, 2]  p : positive[4] ~ LogNormal(-1, 0.5)\n"
                    + "u0 : positive[2] ~ LogNormal(0, 0.3)  z = ode(prey, u0, 0, ts, p" + tight
                    + "y ~ LogNormal(log(z), 0.3)", PREY)
                    .with("ts", 1, 2, 2.5, 7).shaped("y", List.of(4, 2), 2, 1, 1.5, 1, 1.2, 0.8, 0.7, 0.9),
            new ModelText("data y : real[3, 2]  t0 ~ Normal(-1, 0.2)  late ~ Gamma(2, 1)  w ~ LogNormal(0, 0.3)\n"
                    + "a : real[2] ~ Normal(1, 0.5)\n"
                    + "z = ode(forced, [1, 0], t0, [3, 5, 9 + late], w, a" + tight + "y ~ Normal(z, 1)", FORCED)
                    .shaped("y", List.of(3, 2), 0.2, 1, 0.5, 1, 0.2, -0.8),
            new ModelText("data g : int[4]  data y : real[4]  k : positive[2] ~ Gamma(2, 2)\n"
                    + "plate j in 1..2 { z[j] = odeStiff(decay, [1 + j], 0, [1, 2], [k[j]]" + tight + "}\n"
                    + "plate i in 1..4 { y[i] ~ Normal(z[g[i], 2, 1], 0.3) }", DECAY)
                    .with("g", 1, 2, 2, 1).with("y", 0.5, 0.7, 1.1, 0.2),
            new ModelText("data y : real[3, 3]  s : positive[3] ~ LogNormal(0, 0.1)\n"
                    + "z = odeStiff(robertson, [1, 0, 0], 0, [0.4, 4, 40], [0.04, 1e4, 3e7] * s" + tight
                    + "y ~ Normal(z, 0.01)", ROBERTSON)
                    .shaped("y", List.of(3, 3), 0.98, 0, 0.01, 0.9, 0, 0.1, 0.7, 0, 0.3));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ode", "odeStiff"})
    void anExponentialIsFoundToTheToleranceAskedFor(String method) {
        for (double tolerance : new double[] {1e-4, 1e-7, 1e-10}) {
            CompiledModel model = new ModelText("k ~ LogNormal(0, 1)  deterministic z = " + method
                    + "(decay, [2], 0, [1, 5], [k], relTol = " + tolerance + ", absTol = " + tolerance + ")", DECAY)
                    .compile();
            double[] values = new double[model.target().sites().valueCount()];
            model.target().sites().constrain(new double[] {Math.log(0.7)}, values);
            assertEquals(2 * Math.exp(-0.7), values[1], 20 * tolerance);
            assertEquals(2 * Math.exp(-3.5), values[2], 20 * tolerance);
        }
    }

    @Test
    void aStiffEquationMeetsPublishedValues() {
        // Hairer and Wanner II, Robertson's reaction at t = 40 (values of the test set for IVP solvers).
        CompiledModel model = new ModelText("s ~ LogNormal(0, 1)  deterministic z = odeStiff(robertson, [1, 0, 0], 0, "
                + "[0.4, 40], [0.04 * s, 1e4, 3e7], relTol = 1e-9, absTol = 1e-12)", ROBERTSON).compile();
        double[] values = new double[model.target().sites().valueCount()];
        model.target().sites().constrain(new double[] {0}, values);
        assertEquals(0.9851721, values[1], 1e-6);
        assertEquals(3.386395e-05, values[2], 1e-9);
        assertEquals(0.7158271, values[4], 1e-6);
        assertEquals(9.185535e-06, values[5], 1e-10);
    }

    @Test
    void aSolutionThatEscapesGivesNoDensityRatherThanAHang() {
        Target target = new ModelText("a ~ Normal(2, 1)  z = ode(escape, [a], 0, [10])  factor -z[1, 1]^2",
                "function escape(t : real, u : real[1]) : real[1] = [u[1]^2]").compile().target();
        assertTrue(!Double.isFinite(target.logDensity(new double[] {2})));
        assertTrue(Double.isFinite(target.logDensity(new double[] {-2})));
    }

    @ParameterizedTest
    @ValueSource(strings = {"z = ode(decay, [a], 0, [1, 0.5], [a])", "z = ode(decay, [a, 1], 0, [1], [a])",
        "z = ode(decay, [a], 0, [1], [a], relTol = 0)", "z = ode(decay, [a], 0, [1], [a], tolerance = 1)",
        "z = ode(a, [a], 0, [1], [a])", "z = ode(decay, [a], 0, [1])", "z = ode(decay, a, 0, [1], [a])",
        "z = ode(decay, [a], [0], [1], [a])", "z = ode(decay, [a], 0)"})
    void whatIsNotAnEquationIsRefusedWithACode(String text) {
        ModelText model = new ModelText("a ~ Normal(0, 1)  " + text + "  factor z[1, 1]", DECAY);
        PenumbraException refused = assertThrows(PenumbraException.class,
                model::compileUnchecked);
        assertTrue(refused.problems().getFirst().code().startsWith("PEN-21"), refused.getMessage());
    }

    /** What a search far away asks: what an evaluation cost, and to give up what costs too much. */
    @ParameterizedTest
    @ValueSource(strings = {"ode", "odeStiff"})
    void effortIsCountedAndBounded(String method) {
        Target target = new ModelText("data y : real[1]  w ~ Normal(0, 10)\n"
                + "z = " + method + "(forced, [1, 0], 0, [10], exp(w), [0, 1])  y ~ Normal(z[1, 1], 1)", FORCED)
                .with("y", 1).compile().target();
        long slow = effort(target, 0);
        long fast = effort(target, 5);
        assertTrue(slow > 0 && fast > 50 * slow, slow + " " + fast);
        Target bounded = target.bounded(3 * slow);
        double[] gradient = new double[1];
        assertEquals(target.logDensityAndGradient(new double[] {0}, gradient),
                bounded.logDensityAndGradient(new double[] {0}, gradient));
        long before = bounded.effort();
        assertTrue(Double.isNaN(bounded.logDensity(new double[] {5})));
        assertTrue(bounded.effort() - before < 4 * slow);
        assertTrue(Double.isFinite(bounded.fork().logDensity(new double[] {5})));
    }

    private static long effort(Target target, double at) {
        long before = target.effort();
        target.logDensity(new double[] {at});
        return target.effort() - before;
    }
}
