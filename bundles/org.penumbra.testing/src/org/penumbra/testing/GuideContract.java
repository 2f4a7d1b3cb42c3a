package org.penumbra.testing;

import java.util.Arrays;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * What every guide family must keep, on normal targets with one, two, three and five correlated coordinates:
 * <ul>
 * <li>the same seed gives the same bits, and draws leave no trace in later ones;
 * <li>a warm start is heard: draws lie around the given point;
 * <li>{@code transform} returns {@code logDensity} of its draw, to 1e-8, at the start and at other parameters;
 * <li>{@code accumulateGradient} is the derivative of log p - log q along the path, {@code pullBack}, the slope and the
 *     score are what they say, all to 1e-6 against differences;
 * <li>the density integrates to 1;
 * <li>changing {@code parameters()} changes the guide;
 * <li>nothing is allocated per draw.
 * </ul>
 * Point guides are asked for what they have.
 *
 * @param <O> options of the family
 */
public final class GuideContract<O extends Record> {

    private static final double DENSITY = 1e-8;
    /** Largest change of a parameter: leaves every start, but not the sensible guides. */
    private static final double CHANGE = 0.2;
    private static final double WARM_SCALE = 0.01;
    /** In standard deviations of the warm start; a start elsewhere is off by dozens. */
    private static final double CENTRE = 0.5;
    private static final int DRAWS = 400;

    private final GuideFamily<O> family;
    private final O options;
    private final KnownGaussian target;
    private final double[] mean;

    private GuideContract(GuideFamily<O> family, O options, int dimension) {
        this.family = family;
        this.options = options;
        this.mean = new double[dimension];
        double[] sd = new double[dimension];
        Arrays.setAll(mean, i -> 1 - 1.5 * i);
        Arrays.setAll(sd, i -> 1.0 / (1 + i));
        this.target = KnownGaussian.correlated(-3, mean, sd, 0.6);
    }

    /**
     * Checks all of it.
     *
     * @throws AssertionError saying which promise is broken, in how many dimensions, with the numbers
     */
    public static <O extends Record> void check(GuideFamily<O> family, O options) {
        for (int dimension : new int[] {1, 2, 3, 5}) {
            try {
                new GuideContract<>(family, options, dimension).checkAll();
            } catch (AssertionError broken) {
                throw new AssertionError(family.getClass().getSimpleName() + " in " + dimension + " dimensions: "
                        + broken.getMessage(), broken);
            }
        }
    }

    private void checkAll() {
        checkSeed();
        Guide guide = cold(2);
        checkShape(guide);
        checkPromises(guide);
        checkChange(guide);
        checkPromises(guide);
        checkAllocation(guide);
        if (guide.isDistribution()) {
            checkWarmStart();
            if (target.dimension() <= 2) {
                new UnitMass(guide, RandomStream.of(5)).check();
            }
        }
    }

    private Guide cold(long seed) {
        return family.create(target, options, Start.cold(RandomStream.of(seed)));
    }

    private void checkSeed() {
        Guide first = cold(3);
        Guide second = cold(3);
        Claims.sameBits(first.parameters(), second.parameters(), "the same seed starts alike");
        double[] x = new double[mean.length];
        double[] again = new double[mean.length];
        double[] noise = noise(first, 4);
        first.transform(noise, x);
        second.transform(noise, again);
        Claims.sameBits(x, again, "the same seed draws alike");
    }

    private void checkShape(Guide guide) {
        Claims.hold(guide.dimension() == mean.length, "dimension() is that of the target");
        Claims.hold(guide.parameters() == guide.parameters(), "parameters() is always the same array");
        for (double parameter : guide.parameters()) {
            Claims.hold(Double.isFinite(parameter), "parameters are finite");
        }
    }

    private void checkPromises(Guide guide) {
        for (int seed = 0; seed < 3; seed++) {
            double[] noise = noise(guide, 10 + seed);
            GuideDerivatives derivatives = new GuideDerivatives(guide, target, noise);
            derivatives.checkObjective();
            if (guide instanceof DifferentiableGuide differentiable) {
                derivatives.checkPath(differentiable);
                if (guide.isDistribution()) {
                    derivatives.checkDensity(differentiable);
                }
            }
        }
        if (guide.isDistribution()) {
            checkDraws(guide);
        }
    }

    private void checkDraws(Guide guide) {
        RandomStream random = RandomStream.of(20);
        double[] noise = new double[guide.noiseSize()];
        double[] x = new double[mean.length];
        double[] once = new double[mean.length];
        for (int draw = 0; draw < 50; draw++) {
            double logQ = guide.sample(random, noise, x);
            Claims.nearly(logQ, guide.logDensity(x), DENSITY, "transform returns logDensity of its draw");
            guide.transform(noise, once);
            Claims.sameBits(x, once, "draws leave no trace");
        }
    }

    /** Moves every parameter; the draws have to move. */
    private void checkChange(Guide guide) {
        double[] noise = noise(guide, 30);
        double[] before = new double[mean.length];
        double[] after = new double[mean.length];
        guide.transform(noise, before);
        RandomStream random = RandomStream.of(31);
        double change = Math.min(CHANGE, Math.sqrt((double) mean.length / guide.parameters().length));
        for (int i = 0; i < guide.parameters().length; i++) {
            guide.parameters()[i] += change * random.nextGaussian();
        }
        guide.transform(noise, after);
        Claims.hold(guide.parameters().length == 0 || !Arrays.equals(before, after),
                "changing parameters() changes the guide");
    }

    /** Given the mean of the target with a small width, so that families that seek the mode themselves pass. */
    private void checkWarmStart() {
        double[] scales = new double[mean.length];
        Arrays.fill(scales, WARM_SCALE);
        Guide guide = family.create(target, options, Start.cold(RandomStream.of(40)).at(mean, scales));
        double[] sum = new double[mean.length];
        double[] squares = new double[mean.length];
        double[] x = new double[mean.length];
        RandomStream random = RandomStream.of(41);
        for (int draw = 0; draw < DRAWS; draw++) {
            guide.sample(random, new double[guide.noiseSize()], x);
            for (int i = 0; i < x.length; i++) {
                sum[i] += (x[i] - mean[i]) / DRAWS;
                squares[i] += Math.pow(x[i] - mean[i], 2) / DRAWS;
            }
        }
        for (int i = 0; i < x.length; i++) {
            Claims.hold(Math.abs(sum[i]) < CENTRE * Math.sqrt(squares[i]),
                    "a warm start is heard: draws of coordinate " + i + " are off by " + sum[i]);
        }
    }

    private void checkAllocation(Guide guide) {
        double[] noise = noise(guide, 50);
        double[] x = new double[mean.length];
        double[] slope = new double[mean.length];
        double[] gradient = new double[guide.parameters().length];
        Allocation.free(() -> {
            guide.transform(noise, x);
            guide.accumulateGradient(noise, slope, 1, gradient);
            guide.logDensity(x);
            if (guide instanceof DifferentiableGuide differentiable) {
                differentiable.pullBack(noise, slope, gradient);
                differentiable.logDensityAndGradient(x, slope);
                differentiable.accumulateScore(x, 1, gradient);
            }
        }, "a draw with its derivatives");
    }

    private static double[] noise(Guide guide, long seed) {
        RandomStream random = RandomStream.of(seed);
        double[] noise = new double[guide.noiseSize()];
        Arrays.setAll(noise, i -> random.nextGaussian());
        return noise;
    }
}
