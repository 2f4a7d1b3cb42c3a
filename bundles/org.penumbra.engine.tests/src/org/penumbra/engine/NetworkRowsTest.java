package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.core.Workers;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.math.RandomStream;

/** Networks in minibatches: the call is one of the rows that were drawn, and its mean that of all rows. */
class NetworkRowsTest {

    private static final double[] X = {0.3, -1.2, 0.8, 1.9, -0.4, 0.6, -2.1, 0.2, 1.1, 0.5, -0.7, 1.4};

    private static final String DECODER = "network Dec(z : real[2]) : real[3] { return Dense(3)(Dense(2, silu)(z)) }";

    private static ModelText autoencoder() {
        return new ModelText("""
                data n : int  data x : real[n, 3]
                plate image: i in 1..n { z[i] : real[2] ~ Normal(0, 1)  x[i] ~ Normal(Dec(z[i]), 0.5) }""",
                DECODER).shaped("x", List.of(4, 3), X);
    }

    @Test
    void aNetworkOfLocalSites() {
        SubsampleTest.unbiased(autoencoder(), Map.of("image", 2), 6);
    }

    @Test
    void aNetworkOfDataInAPlateOfAPlate() {
        ModelText model = new ModelText("""
                data D : int  data W : int  data x : real[D, W]
                b ~ Normal(0, 1)
                plate doc: d in 1..D { plate word: w in 1..W { x[d, w] ~ Normal(F([x[d, w], b])[1], 1) } }""",
                "network F(z : real[2]) : real[1] { return Dense(1)(Dense(2, tanh, prior = Normal(0, 1))(z)) }")
                .shaped("x", List.of(4, 3), X);
        SubsampleTest.unbiased(model, Map.of("doc", 2), 6);
        SubsampleTest.unbiased(model, Map.of("word", 2), 3);
    }

    @Test
    void anEncoderMapsTheRowsThatWereDrawn() {
        AmortizedRowsTest.unbiased(new ModelText("""
                data n : int  data x : real[n, 3]
                plate image: i in 1..n { z[i] : real[2] ~ Normal(0, 1)  x[i] ~ Normal(z[i, 1] * exp(z[i, 2]), 0.5) }""",
                """
                network Enc(x : real[3]) : (loc : real[2], scale : positive[2]) {
                  h = Dense(4, softplus)(x)
                  loc = Dense(2)(h)
                  scale = exp(Dense(2)(h))
                }
                guide G for M { plate image: i in 1..n { e = Enc(x[i])  z[i] ~ Normal(e.loc, e.scale) } }""")
                .shaped("x", List.of(4, 3), X), Map.of("image", 2));
    }

    @Test
    void anEncoderOfWhatWasDrawnBefore() {
        AmortizedRowsTest.unbiased(new ModelText("""
                data n : int  data x : real[n, 3]
                b ~ Normal(0, 1)
                plate image: i in 1..n {
                  u[i] : real[2] ~ Normal(b, 1)
                  z[i] : real[2] ~ Normal(u[i], 1)
                  x[i] ~ Normal(z[i, 1] * exp(z[i, 2]), 0.5)
                }""", """
                network Enc(x : real[3], u : real[2]) : real[2] { 
                  return Sequential(Dense(4, elu), Dense(2))([x[1], u[1], x[2], u[2]])
                }
                guide G for M {
                  b ~ Normal(0.3, 0.5)
                  plate image: i in 1..n {
                    u[i] ~ Normal(0.1 * x[i, 1..2] + b, 0.7)
                    z[i] ~ Normal(Enc(x[i], u[i]), 0.6)
                  }
                }""").shaped("x", List.of(4, 3), X), Map.of("image", 2));
    }

    /** Layers that are large enough to be shared among threads. */
    @Test
    void severalThreadsGiveTheSameBits() {
        ModelText model = new ModelText("""
                data n : int  data x : real[n, 96]
                plate image: i in 1..n { z[i] : real[2] ~ Normal(0, 1)  x[i] ~ Normal(Dec(z[i]), 0.5) }""",
                """
                network Dec(z : real[2]) : real[96] { return Dense(96)(Dense(200, softplus)(z)) }
                network Enc(x : real[96]) : (loc : real[2], scale : positive[2]) {
                  h = Dense(200, softplus, precision = 32)(x)
                  loc = Dense(2)(h)
                  scale = exp(Dense(2)(h))
                }
                guide G for M { plate image: i in 1..n { e = Enc(x[i])  z[i] ~ Normal(e.loc, e.scale) } }""")
                .shaped("x", List.of(300, 96), new Random(5).doubles(300 * 96).toArray());
        try (ThreadWorkers workers = new ThreadWorkers(3)) {
            assertArrayEquals(gradients(model, Workers.SEQUENTIAL), gradients(model, workers));
        }
    }

    /** Of three minibatches, one after the other. */
    private static double[] gradients(ModelText text, Workers workers) {
        Target target = text.compile().target().withWorkers(workers);
        AmortizedGuide guide = (AmortizedGuide) Parameters.beside(target, Start.cold(RandomStream.of(1)),
                (latents, start) -> text.guide().guide());
        AmortizedGuide.Rows rows = guide.over(target.subsample(Map.of("image", 256), Sampling.PASSES));
        RandomStream random = RandomStream.of(2);
        double[] noise = new double[rows.guide().noiseSize()];
        double[] x = new double[rows.guide().dimension()];
        double[] slope = new double[x.length];
        double[] gradient = new double[guide.parameters().length];
        for (int k = 0; k < 3; k++) {
            rows.target().draw(random);
            rows.guide().sample(random, noise, x);
            rows.target().logDensityAndGradient(x, slope);
            rows.guide().accumulateGradient(noise, slope, 1, gradient);
        }
        return gradient;
    }
}
