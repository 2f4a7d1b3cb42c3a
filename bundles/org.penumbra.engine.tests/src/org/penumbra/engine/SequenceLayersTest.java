package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Target;

/** Layers for sequences and categories, from their text to the gradient. */
class SequenceLayersTest {

    private static final double[] X = {1.2, -0.3, 0.4, 2.2, -1.1, 0.7, 0.1, 0.9};
    private static final double[] Y = {1.3, -0.4, 2.1, 0.7};
    private static final double[] K = {2, 1, 3, 2};

    private static final String STEP = """
            network Step(x : real[2], h : real[3]) : real[3] { return GRUCell(3)(x, h) }
            network Read(h : real[3]) : real[1] { return Dense(1)(h) }
            """;

    private static ModelText model(String statements, String networks) {
        return new ModelText("data n : int data x : real[n, 2] data y : real[n] data k : int(min = 1)[n]\n"
                + statements, networks).scalar("n", 4).shaped("x", List.of(4, 2), X).with("y", Y).with("k", K);
    }

    static Stream<ModelText> models() {
        return Stream.of(
                model("""
                        h[1] = Step(x[1], [0.0, 0.0, 0.0])
                        for t in 2..n { h[t] = Step(x[t], h[t - 1]) }
                        plate t in 1..n { y[t] ~ Normal(Read(h[t])[1], 1) }""", STEP),
                model("""
                        plate i in 1..n { h[1, i] = Step(x[i], [0.5, 0.0, 0.0]) }
                        for t in 2..3 { plate i in 1..n { h[t, i] = Step([x[i, 2], t], h[t - 1, i]) } }
                        plate i in 1..n { y[i] ~ Normal(Read(h[3, i])[1], 1) }""", STEP),
                model("""
                        s : real[3] ~ Normal(0, 1)
                        plate i in 1..n { y[i] ~ Normal(Read(Step(x[i], s))[1], 1) }""", STEP),
                model("plate i in 1..n { y[i] ~ Normal(F(k[i])[1], 1) }", """
                        network F(k : int) : real[1] {
                            e = Embedding(3, 2, prior = Normal(0, 2))(k)
                            return Dense(1, tanh)(e)
                        }"""),
                model("y ~ Normal(F(x, n), 1)", """
                        network F(x : real[n, 2], n : int) : real[n] {
                          h = x + MultiHeadAttention(2, causal = true)(x)
                          m = LayerNorm(epsilon = 0.5)(h)
                          return Flatten()(Dense(1)(m))
                        }"""),
                model("""
                        z : real[n, 2] ~ Normal(0, 1)
                        plate i in 1..n { y[i] ~ Normal(F(x[i], z, n)[1, 1], 1) }""", """
                        network F(x : real[2], z : real[n, 2], n : int) : real[1, 2] {
                          q = Reshape(1, 2)(Dense(2, prior = Normal(0, 1))(x))
                          return LayerNorm(0.5, prior = Normal(1, 1))(Attention()(q, z, tanh(z)))
                        }"""),
                model("y ~ Normal(sum(F(k, n)) + sum(x), 1)",
                        "network F(k : int[n], n : int) : real[n, 2] { return Embedding(3, 2)(k) }"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void targetsKeepTheirContract(ModelText model) {
        TargetContract.check(model);
    }

    @Test
    void anEmbeddingIsAnIndexedParameter() {
        same(model("plate i in 1..n { y[i] ~ Normal(dot(F(k[i]), x[i]), 1) }",
                "network F(k : int) : real[2] { return Embedding(3, 2, prior = Normal(0, 2))(k) }"),
                model("w : real[3, 2] ~ Normal(0, 2)  plate i in 1..n { y[i] ~ Normal(dot(w[k[i]], x[i]), 1) }", ""));
    }

    /** The same recurrence with the equations of the cell written in the language, gate by gate. */
    @Test
    void aCellIsItsEquationsWrittenOut() {
        same(model("""
                h[1] = F(x[1], [0.25, 0.0])
                for t in 2..n { h[t] = F(x[t], h[t - 1]) }
                plate t in 1..n { y[t] ~ Normal(sum(h[t]), 1) }""", """
                network F(x : real[2], h : real[2]) : real[2] { return GRUCell(2, prior = Normal(0, 2))(x, h) }"""),
                model("""
                W : real[2, 6] ~ Normal(0, 2)
                U : real[2, 6] ~ Normal(0, 2)
                b : real[6] ~ Normal(0, 2)
                c : real[6] ~ Normal(0, 2)
                h[1] = Cell(x[1], [0.25, 0.0], W, U, b, c)
                for t in 2..n { h[t] = Cell(x[t], h[t - 1], W, U, b, c) }
                plate t in 1..n { y[t] ~ Normal(sum(h[t]), 1) }""", """
                network Cell(x : real[2], h : real[2], W : real[2, 6], U : real[2, 6], b : real[6], c : real[6])
                        : real[2] {
                  g = x @ W + b
                  s = h @ U + c
                  r = invLogit(g[1..2] + s[1..2])
                  z = invLogit(g[3..4] + s[3..4])
                  v = tanh(g[5..6] + r * s[5..6])
                  return (1 - z) * v + z * h
                }"""));
    }

    /** Places have no order for attention: with inputs and outcomes in another order, all is the same. */
    @Test
    void attentionDoesNotMindTheOrderOfPlaces() {
        assertEquals(attention("", X, Y), attention("", swapped(X, 2), swapped(Y, 1)), 1e-12);
        String causal = ", causal = true";
        assertTrue(Math.abs(attention(causal, X, Y) - attention(causal, swapped(X, 2), swapped(Y, 1))) > 1e-3);
    }

    private static double attention(String option, double[] x, double[] y) {
        Target target = new ModelText("data n : int data x : real[n, 2] data y : real[n]  y ~ Normal(F(x, n), 1)", """
                network F(x : real[n, 2], n : int) : real[n] {
                  a = MultiHeadAttention(2%s)(Dense(4, tanh)(x))
                  return Flatten()(Dense(1)(a))
                }""".formatted(option)).scalar("n", 4).shaped("x", List.of(4, 2), x).with("y", y).compile().target();
        return target.logDensity(TargetContract.point(target, 1));
    }

    /** The first and the third row in each other's place. */
    private static double[] swapped(double[] rows, int width) {
        double[] swapped = rows.clone();
        System.arraycopy(rows, 0, swapped, 2 * width, width);
        System.arraycopy(rows, 2 * width, swapped, 0, width);
        return swapped;
    }

    private static void same(ModelText one, ModelText other) {
        Target found = one.compile().target();
        Target expected = other.compile().target();
        assertEquals(expected.dimension(), found.dimension());
        for (int seed = 0; seed < 3; seed++) {
            double[] at = TargetContract.point(expected, seed);
            double[] slopes = new double[at.length];
            double[] ours = new double[at.length];
            assertEquals(expected.logDensityAndGradient(at, slopes), found.logDensityAndGradient(at, ours), 1e-11);
            assertArrayEquals(slopes, ours, 1e-11);
        }
    }

    @Test
    void rowsOfCellsAndCategoriesAreDrawn() {
        SubsampleTest.unbiased(model("plate row: i in 1..n { y[i] ~ Normal(F(k[i], x[i])[1], 1) }", """
                network F(k : int, x : real[2]) : real[2] {
                  e = Embedding(3, 2)(k)
                  return GRUCell(2)(x, e)
                }"""), Map.of("row", 2), 6);
    }

    @Test
    void aCategoryThatIsNotThereIsRefused() {
        ModelText model = model("plate i in 1..n { y[i] ~ Normal(F(k[i])[1], 1) }",
                "network F(k : int) : real[2] { return Embedding(2, 2)(k) }");
        Problem problem = assertThrows(PenumbraException.class, model::compile).problems().getFirst();
        assertEquals("PEN-2102", problem.code());
        assertEquals("A subscript of the rows of Embedding is 3, expected 1..2.", problem.message());
        assertTrue(problem.render().contains("test.penumbra:5:39"), problem.render());
    }

    @Test
    void aNumberIsNoCategory() {
        ModelText model = model("plate i in 1..n { y[i] ~ Normal(F(x[i, 1])[1], 1) }",
                "network F(k : real) : real[2] { return Embedding(3, 2)(k) }");
        AssertionError problem = assertThrows(AssertionError.class, model::compile);
        assertTrue(problem.getMessage().contains("Expected Embedding to be applied to integers, found real."),
                problem.getMessage());
    }
}
