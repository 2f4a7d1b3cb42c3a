package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Guides of the rows of a minibatch, each held to {@link AmortizedRowsContract}. */
class AmortizedRowsTest {

    private static final double[] X = {0.3, -1.2, 0.8, 1.9, -0.4, 0.6, -2.1, 0.2, 1.1, 0.5, -0.7, 1.4};

    static ModelText factor(String guide) {
        return new ModelText("""
                data n : int  data x : real[n]
                mu ~ Normal(0, 1)
                s ~ HalfNormal(1)
                plate image: i in 1..n {
                  z[i] ~ Normal(mu, 1)
                  x[i] ~ Normal(z[i], s)
                }""", guide).with("x", Arrays.copyOf(X, 6));
    }

    @Test
    void aLineFromDataToTheMean() {
        unbiased(factor("""
                guide G for M {
                  param m : real = 0.2  param w : real[2] = [0.5, 0.1]  param t : positive = 0.7
                  mu ~ Normal(m, 0.5)
                  s ~ LogNormal(-0.3, 0.4)
                  plate image: i in 1..n { z[i] ~ Normal(w[1] * x[i] + w[2], t) }
                }"""), Map.of("image", 2));
    }

    @Test
    void platesAreKnownByTheirIndexOrSizeAsWell() {
        unbiased(factor("""
                guide G for M {
                  param w : real[2] = [0.5, 0.1]
                  mu ~ Normal(0.2, 0.5)
                  s ~ LogNormal(-0.3, 0.4)
                  plate row: k in 1..n { z[k] ~ Normal(w[1] * x[k] + w[2], 0.6) }
                }"""), Map.of("n", 3));
    }

    @Test
    void whatIsDrawnBeforeIsSeen() {
        unbiased(new ModelText("""
                data n : int  data x : real[n]
                mu ~ Normal(0, 1)
                plate image: i in 1..n {
                  z[i] ~ Normal(mu, 1)
                  e[i] ~ HalfNormal(1)
                  x[i] ~ Normal(z[i], e[i])
                }""", """
                guide G for M {
                  param w : real[3] = [0.5, 0.1, -0.4]
                  mu ~ Normal(w[3], 0.5)
                  plate image: i in 1..n {
                    h[i] = tanh(w[1] * x[i] + mu)
                    z[i] ~ Normal(h[i] + w[2], 0.4)
                    e[i] ~ LogNormal(w[3] * z[i] + h[i], 0.3)
                  }
                }""").with("x", Arrays.copyOf(X, 6)), Map.of("image", 3));
    }

    @Test
    void vectorsInRows() {
        unbiased(new ModelText("""
                data n : int  data y : real[n, 3]
                b ~ Normal(0, 1)
                plate image: i in 1..n {
                  z[i] : real[2] ~ Normal(0, 1)
                  y[i] ~ Normal(b * z[i, 1] + z[i, 2], 1)
                }""", """
                guide G for M {
                  param W : real[2, 3] = 0.3  param c : real[2] = -0.1  param s : positive[2] = 0.5
                  b ~ Normal(0.4, 0.2)
                  plate image: i in 1..n { z[i] ~ Normal(W @ y[i] + c, s) }
                }""").shaped("y", List.of(4, 3), X), Map.of("image", 2));
    }

    @Test
    void correlatedVectorsAndParametersOfRows() {
        unbiased(new ModelText("""
                data n : int  data y : real[n, 2]
                plate image: i in 1..n {
                  z[i] ~ MultivariateNormal([0, 0], covariance = [[1, 0.3], [0.3, 1]])
                  y[i] ~ Normal(z[i], 1)
                }""", """
                guide G for M {
                  param m : real[n, 2] = 0.2  param L : covCholesky[2]
                  plate image: i in 1..n { z[i] ~ MultivariateNormal(m[i] + 0.2 * y[i], scaleTril = L) }
                }""").shaped("y", List.of(6, 2), X), Map.of("image", 2));
    }

    @Test
    void seriesInRows() {
        unbiased(new ModelText("""
                data S : int  data T : int  data y : real[S, T]
                r ~ Normal(0, 0.5)
                plate series: s in 1..S {
                  v[s] ~ Normal(0, 1)
                  plate t in 1..T { y[s, t] ~ Normal(r * v[s] + t, 1) }
                }""", """
                guide G for M {
                  param w : real[2] = 0.3
                  r ~ Normal(0.1, 0.2)
                  plate series: s in 1..S {
                    h[s, 1] = 0
                    for t in 2..T { h[s, t] = tanh(w[1] * h[s, t - 1] + w[2] * y[s, t]) }
                    v[s] ~ Normal(h[s, T], 0.7)
                  }
                }""").shaped("y", List.of(4, 3), X), Map.of("series", 2));
    }

    /** Layers are called once for the rows that are drawn; weights of the model are coordinates in every minibatch. */
    @Test
    void networks() {
        String networks = """
                network Encoder(x : real[3]) : (loc : real[2], scale : positive[2]) {
                  h = Dense(4, softplus)(x)
                  loc = Dense(2)(h)
                  scale = exp(Dense(2)(h))
                }
                network Decoder(z : real[2]) : real[3] { h = Dense(4, tanh)(z)  return Dense(3)(h) }
                guide G for M {
                  plate image: i in 1..n { e = Encoder(x[i])  z[i] ~ Normal(e.loc, e.scale) }
                }
                """;
        unbiased(new ModelText("""
                data n : int  data x : real[n, 3]
                plate image: i in 1..n {
                  z[i] : real[2] ~ Normal(0, 1)
                  x[i] ~ Normal(Decoder(z[i]), 0.5)
                }""", networks).shaped("x", List.of(4, 3), X), Map.of("image", 2));
    }

    /** Two blocks, the second one smaller. */
    @Test
    void rowsThatAreNotInMemory() {
        double[] many = new double[1500];
        RandomStream random = RandomStream.of(8);
        Arrays.setAll(many, k -> random.nextGaussian());
        String model = """
                data n : int  data x : real[n]
                mu ~ Normal(0, 1)
                plate image: i in 1..n {
                  z[i] ~ Normal(mu, 1)
                  x[i] ~ Normal(z[i], 0.5)
                }""";
        String guide = """
                guide G for M {
                  param w : real[3] = [0.5, 0.1, -0.2]
                  mu ~ Normal(w[3], 0.5)
                  plate image: i in 1..n { z[i] ~ Normal(w[1] * x[i] + w[2] * mu, 0.6) }
                }""";
        ModelText streamed = new ModelText(model, guide).scalar("n", 1500).streamed("x", many);
        DifferentiableGuide inMemory = new ModelText(model, guide).scalar("n", 1500).with("x", many).guide().guide();
        AmortizedGuide fromDisk = (AmortizedGuide) streamed.guide().guide();
        Target target = streamed.compile().target();
        AmortizedGuide.Rows rows = fromDisk.over(target.subsample(Map.of("image", 10), Sampling.INDEPENDENT));
        assertEquals(11, rows.guide().dimension());
        double[] noise = new double[1501];
        Arrays.setAll(noise, k -> random.nextGaussian());
        double[] expected = new double[1501];
        double[] found = new double[1501];
        double logQ = inMemory.transform(noise, expected);
        assertEquals(logQ, fromDisk.transform(noise, found), 1e-12 * Math.abs(logQ));
        assertArrayEquals(expected, found, 1e-14);
        assertEquals(logQ, fromDisk.logDensity(found), 1e-12 * Math.abs(logQ));
    }

    static void unbiased(ModelText text, Map<String, Integer> sizes) {
        AmortizedRowsContract.check(text, sizes);
    }

    @Test
    void rowsThatNeedEachOtherAreRefused() {
        PenumbraException refused = assertThrows(PenumbraException.class, () -> unbiased(factor("""
                guide G for M {
                  param w : real = 0.5
                  mu ~ Normal(0.2, 0.5)
                  s ~ LogNormal(-0.3, 0.4)
                  z[1] ~ Normal(0, 1)
                  plate image: i in 2..n { z[i] ~ Normal(w * z[i - 1], 0.6) }
                }"""), Map.of("image", 2)));
        assertEquals("PEN-2952", refused.problems().getFirst().code());
        refused = assertThrows(PenumbraException.class, () -> unbiased(factor("""
                guide G for M {
                  param w : real[n] = 0.5
                  mu ~ Normal(0.2, 0.5)
                  s ~ LogNormal(-0.3, 0.4)
                  z ~ Normal(w, 0.6)
                }"""), Map.of("image", 2)));
        assertEquals("PEN-2952", refused.problems().getFirst().code());
    }
}
