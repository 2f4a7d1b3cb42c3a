package org.penumbra.inference;

import java.util.Arrays;
import java.util.Optional;
import org.penumbra.math.RandomStream;

/**
 * Where a fit begins: cold, at a point that a strategy finds, or warm, at a point that an earlier fit gave. Whoever
 * starts anything (a guide, a chain, a path) asks this, so that every algorithm and every guide can be started warm.
 */
public final class Start {

    private final RandomStream random;
    private final double[] point;
    private final double[] scales;
    private final GuideFamilies families;

    private Start(RandomStream random, double[] point, double[] scales, GuideFamilies families) {
        this.random = random;
        this.point = point;
        this.scales = scales;
        this.families = families;
    }

    /** Nothing is known yet. */
    public static Start cold(RandomStream random) {
        return new Start(random, null, null, GuideFamilies.NONE);
    }

    /**
     * At a point with a finite density.
     *
     * @param point n free coordinates; copied
     */
    public Start at(double[] point) {
        return new Start(random, point.clone(), null, families);
    }

    /**
     * At a point whose posterior is known to be about so wide.
     *
     * @param point n free coordinates; copied
     * @param scales n standard deviations, positive; copied
     */
    public Start at(double[] point, double[] scales) {
        if (scales.length != point.length) {
            throw new IllegalArgumentException(point.length + " scales are expected, found " + scales.length);
        }
        return new Start(random, point.clone(), scales.clone(), families);
    }

    /** The same with other randomness, for one of several starts. */
    public Start with(RandomStream other) {
        return new Start(other, point, scales, families);
    }

    /**
     * At some coordinates of a point, as wide there as this start says.
     *
     * @param at n free coordinates
     * @param coordinates 0-based
     */
    public Start part(double[] at, int[] coordinates, RandomStream other) {
        return new Start(other, pick(at, coordinates), pick(scales, coordinates), families);
    }

    /** The same, knowing what is installed. */
    public Start knowing(GuideFamilies installed) {
        return new Start(random, point, scales, installed);
    }

    /** The installed guide families, for a guide that is made of others. */
    public GuideFamilies families() {
        return families;
    }

    public RandomStream random() {
        return random;
    }

    /** The given point; empty for a cold start. */
    public Optional<double[]> given() {
        return Optional.ofNullable(point).map(double[]::clone);
    }

    /**
     * The given point, else what the strategy finds. A new array.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-3001) when the strategy finds none
     */
    public double[] point(Target target, Initialization strategy) {
        return point != null ? point.clone() : strategy.find(target, random);
    }

    /** n standard deviations to begin with: the given ones, else {@code standard} for every coordinate. */
    public double[] scales(int dimension, double standard) {
        if (scales != null) {
            return scales.clone();
        }
        double[] all = new double[dimension];
        Arrays.fill(all, standard);
        return all;
    }

    private static double[] pick(double[] from, int[] coordinates) {
        return from == null ? null : Arrays.stream(coordinates).mapToDouble(i -> from[i]).toArray();
    }
}
