package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.penumbra.compiler.target.LocalMinibatch;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;
import org.penumbra.math.RandomStream;

/**
 * A guide of the rows of a minibatch is the guide of all rows, seen through these: the same draws from the same noise,
 * and log p - log q and its gradient whose mean over the minibatches of a partition is that of all rows.
 */
final class AmortizedRowsContract {

    private AmortizedRowsContract() {
    }

    /** Compares on the first minibatches of a pass, which are a partition of the rows. */
    static void check(ModelText text, Map<String, Integer> sizes) {
        Target target = text.compile().target();
        AmortizedGuide whole = (AmortizedGuide) Parameters.beside(target, Start.cold(RandomStream.of(1)),
                (latents, start) -> text.guide().guide());
        int parameters = whole.parameters().length;
        AmortizedGuide.Rows rows = whole.over(target.subsample(sizes, Sampling.PASSES));
        assertSame(whole.parameters(), rows.guide().parameters());
        assertEquals(rows.target().dimension(), rows.guide().dimension());
        assertTrue(rows.target().dimension() < target.dimension(), "coordinates of the rows alone");
        RandomStream random = RandomStream.of(3);
        for (int i = 0; i < parameters; i++) {
            whole.parameters()[i] += 0.2 * random.nextGaussian();
        }
        double[] noise = new double[whole.noiseSize()];
        Arrays.setAll(noise, i -> random.nextGaussian());
        double[] gradient = new double[parameters];
        double value = gradient(target, (DifferentiableGuide) whole, noise, gradient);
        partition((LocalMinibatch) rows.target(), rows.guide(), noise, value, gradient, random);
        compareDraws((LocalMinibatch) rows.target(), rows.guide(), (DifferentiableGuide) whole, noise);
    }

    private static void partition(LocalMinibatch target, DifferentiableGuide guide, double[] noise, double value,
            double[] gradient, RandomStream random) {
        double[] few = new double[guide.noiseSize()];
        double[] mean = new double[gradient.length];
        double total = 0;
        long draws = target.drawsPerPass();
        boolean differs = false;
        for (int k = 0; k < draws; k++) {
            target.draw(random);
            gatherNoise(target, noise, few);
            double part = gradient(target, guide, few, mean);
            differs |= Math.abs(part - value) > 1e-3;
            total += part;
        }
        assertTrue(differs, "an estimate");
        assertEquals(value, total / draws, 1e-10 * Math.max(1, Math.abs(value)));
        Arrays.setAll(mean, i -> mean[i] / draws);
        double size = Arrays.stream(gradient).map(Math::abs).max().orElse(1);
        assertArrayEquals(gradient, mean, 1e-10 * Math.max(1, size));
    }

    /** Each latent coordinate has one number of noise here, in the same order; parameters have none. */
    private static void gatherNoise(LocalMinibatch target, double[] noise, double[] few) {
        double[] all = new double[target.full().dimension()];
        int[] latent = latent(target.full().sites());
        for (int i = 0; i < latent.length; i++) {
            all[latent[i]] = noise[i];
        }
        double[] ofRows = new double[target.dimension()];
        target.gather(all, ofRows);
        int[] there = latent(target.sites());
        Arrays.setAll(few, i -> ofRows[there[i]]);
    }

    private static int[] latent(SiteMap sites) {
        return sites.sites().stream().filter(site -> site.freeSize() > 0 && !site.parameter()).flatMapToInt(site ->
                IntStream.range(site.freeOffset(), site.freeOffset() + site.freeSize())).toArray();
    }

    /** Adds the gradient. */
    private static double gradient(Target target, DifferentiableGuide guide, double[] noise, double[] gradient) {
        double[] x = new double[guide.dimension()];
        double[] slope = new double[x.length];
        double logQ = guide.transform(noise, x);
        double logP = target.logDensityAndGradient(x, slope);
        assertEquals(logP, target.logDensity(x), 1e-12 * Math.abs(logP));
        guide.accumulateGradient(noise, slope, 1, gradient);
        return logP - logQ;
    }

    private static void compareDraws(LocalMinibatch target, DifferentiableGuide rows, DifferentiableGuide whole,
            double[] noise) {
        double[] all = new double[whole.dimension()];
        double[] expected = new double[rows.dimension()];
        double[] few = new double[rows.noiseSize()];
        double[] x = new double[rows.dimension()];
        whole.transform(noise, all);
        gatherNoise(target, noise, few);
        target.gather(all, expected);
        rows.transform(few, x);
        assertArrayEquals(expected, x, 1e-13);
        SiteMap sites = target.sites();
        double[] values = new double[sites.valueCount()];
        double[] back = new double[x.length];
        sites.constrain(x, values);
        sites.unconstrain(values, back);
        assertArrayEquals(x, back, 1e-12);
    }
}
