package org.penumbra.engine;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penumbra.inference.*;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.math.RandomStream;

class VaeProbe {
    static final String NETS = """
            network Encoder(x : real[784]) : (loc : real[20], scale : positive[20]) {
              h = Dense(400, softplus)(x)
              loc = Dense(20)(h)
              scale = exp(Dense(20)(h))
            }
            network Decoder(z : real[20]) : real[784] { h = Dense(400, softplus)(z)  return Dense(784)(h) }
            guide G for M { plate image: i in 1..N { e = Encoder(x[i])  z[i] ~ Normal(e.loc, e.scale) } }
            """;
    @Test void probe() {
        for (int n : new int[] {1000, 4000}) {
            double[] x = new double[n * 784];
            RandomStream r = RandomStream.of(1);
            for (int k = 0; k < x.length; k++) x[k] = r.nextDouble() < 0.2 ? 1 : 0;
            long t0 = System.nanoTime();
            ModelText text = new ModelText("""
              data N : int  data x : int(min = 0, max = 1)[N, 784]
              plate image: i in 1..N {
                z[i] : real[20] ~ Normal(0, 1)
                x[i] ~ Bernoulli(logits = Decoder(z[i]))
              }""", NETS).scalar("N", n).shaped("x", List.of(n, 784), x);
            Target target = text.compile().target();
            long t1 = System.nanoTime();
            AmortizedGuide whole = (AmortizedGuide) Parameters.beside(target, Start.cold(r), (l, s) -> text.guide().guide());
            long t2 = System.nanoTime();
            AmortizedGuide.Rows rows = whole.over(target.subsample(Map.of("image", 128), Minibatch.Sampling.PASSES));
            long t3 = System.nanoTime();
            System.out.printf("n=%d compile %d ms, guide %d ms, rows %d ms dim %d%n", n, (t1-t0)/1000000, (t2-t1)/1000000, (t3-t2)/1000000, rows.target().dimension());
            double[] noise = new double[rows.guide().noiseSize()], z = new double[rows.guide().dimension()], slope = new double[z.length], g = new double[whole.parameters().length];
            for (int rep = 0; rep < 30; rep++) {
                if (rep <= 15) t0 = t1 = t2 = t3 = 0;
                long a = System.nanoTime(); rows.target().draw(r);
                long b = System.nanoTime(); rows.guide().sample(r, noise, z);
                long c = System.nanoTime(); rows.target().logDensityAndGradient(z, slope);
                long d = System.nanoTime(); rows.guide().accumulateGradient(noise, slope, 1, g);
                long e = System.nanoTime();
                if (rep >= 15) { t0 += b - a; t1 += c - b; t2 += d - c; t3 += e - d; } 
                if (rep == 29) System.out.printf("n=%d ms per step: draw %.2f transform %.2f target %.2f guide gradient %.2f%n", n, t0/15e6, t1/15e6, t2/15e6, t3/15e6);
                if (rep < 15) { } 
            }
        }
    }
}
