package org.penumbra.math;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ChengBetaSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A stream of random numbers that is fixed by its seed alone. One per chain, particle or plate chunk: a part of the
 * work takes its own stream with {@link #stream(long)}, so that results do not depend on who runs first.
 *
 * <p>XoShiRo256++ (Blackman and Vigna 2021) with ziggurat normals, both from Apache Commons RNG. Not thread-safe.
 */
public final class RandomStream {

    /** So few trials are drawn one by one. */
    private static final int FEW_TRIALS = 16;

    private final long seed;
    private final UniformRandomProvider generator;
    private final ZigguratSampler.NormalizedGaussian gaussian;

    private RandomStream(long seed) {
        this.seed = seed;
        this.generator = RandomSource.XO_SHI_RO_256_PP.create(expand(seed));
        this.gaussian = ZigguratSampler.NormalizedGaussian.of(generator);
    }

    public static RandomStream of(long seed) {
        return new RandomStream(seed);
    }

    /** An independent stream for part {@code number} of the work; does not advance this one. */
    public RandomStream stream(long number) {
        return new RandomStream(mix(seed ^ mix(number + 0x9E3779B97F4A7C15L)));
    }

    /** Uniform on [0, 1). */
    public double nextDouble() {
        return generator.nextDouble();
    }

    /** Standard normal. */
    public double nextGaussian() {
        return gaussian.sample();
    }

    /** Uniform on 0..bound-1. */
    public int nextInt(int bound) {
        return generator.nextInt(bound);
    }

    /**
     * The number of successes in so many trials. Of n trials with uniform random numbers, the k-th smallest number has
     * a beta distribution; those on the wrong side of it need no look, the others are trials again (Devroye 1986,
     * chapter X.4.3). Exact, in log n steps.
     */
    public double nextBinomial(double trials, double probability) {
        double n = trials;
        double p = probability;
        double successes = 0;
        while (n > FEW_TRIALS) {
            double k = Math.floor((n + 1) / 2);
            double split = ChengBetaSampler.of(generator, k, n + 1 - k).sample();
            if (split <= p) {
                successes += k;
                n -= k;
                p = (p - split) / (1 - split);
            } else {
                n = k - 1;
                p = p / split;
            }
        }
        for (int trial = 0; trial < n; trial++) {
            successes += nextDouble() < p ? 1 : 0;
        }
        return successes;
    }

    /** The generator itself, for the samplers of Commons RNG and Commons Statistics. */
    public UniformRandomProvider generator() {
        return generator;
    }

    /** Four words of state from one, as SplitMix64 gives them. */
    private static long[] expand(long seed) {
        long[] state = new long[4];
        for (int i = 0; i < state.length; i++) {
            state[i] = mix(seed + (i + 1) * 0x9E3779B97F4A7C15L);
        }
        return state;
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
