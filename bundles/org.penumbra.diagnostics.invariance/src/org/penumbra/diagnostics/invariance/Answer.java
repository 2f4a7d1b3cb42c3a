package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import org.penumbra.inference.FitResult;
import org.penumbra.math.AffineMap;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;

/**
 * What is known of the draws of an answer.
 *
 * @param whitening under which they look standard normal
 * @param visited where they are; not for several threads
 * @param level mean log density
 * @param peak largest log density
 * @param mass log mass, up to the constant of {@link Region#mass}
 */
record Answer(Ensemble draws, AffineMap whitening, Visited visited, double level, double peak, double mass) {

    /** So few that the entropy can be told from draws. */
    private static final int FEW_COORDINATES = 10;
    private static final double USABLE = 0.7;
    private static final long CHOICE_STREAM = 0x5649534954454421L;
    /** Half of log 2 pi e: the entropy of a standard normal in one coordinate. */
    private static final double NORMAL = 1.4189385332046727;

    static Answer of(FitResult.Draws draws, RandomStream random) {
        Ensemble ensemble = Ensemble.of(draws);
        AffineMap whitening = ensemble.whitening();
        Region range = new Region(whitening, ensemble, draws.logP());
        int[] chosen = ensemble.resample(Visited.enough(draws.count()), random.stream(CHOICE_STREAM));
        Visited visited = Visited.of(whitening, range, draws.points(), chosen);
        double peak = Arrays.stream(draws.logP()).max().getAsDouble();
        return new Answer(ensemble, whitening, visited, range.level(), peak,
                mass(draws, whitening, range, visited));
    }

    /**
     * Of one clump that of its range, which is far too large for several: then, where log q is known and close enough,
     * the mean of p / q tells it, and the entropy of the draws otherwise; less what the range of a normal has to it.
     */
    private static double mass(FitResult.Draws draws, AffineMap whitening, Region range, Visited visited) {
        double normal = NORMAL * whitening.dimension();
        double[] ratios = new double[draws.count()];
        Arrays.setAll(ratios, i -> draws.logP()[i] - draws.logQ()[i]);
        if (!Arrays.stream(ratios).allMatch(Double::isFinite) || !(Psis.smooth(ratios).kHat() < USABLE)) {
            return whitening.dimension() > FEW_COORDINATES ? range.mass()
                    : Math.min(range.mass(), range.level() + visited.entropy() - normal);
        }
        double largest = Arrays.stream(ratios).max().getAsDouble();
        double sum = Arrays.stream(ratios).map(ratio -> StrictMath.exp(ratio - largest)).sum();
        double evidence = largest + StrictMath.log(sum / ratios.length);
        return Math.min(range.mass(), evidence - whitening.logDeterminant() - normal);
    }

    /** What share of the draws lies in a region. */
    double share(Region region) {
        double share = 0;
        for (int i = 0; i < draws.points().length; i++) {
            share += region.contains(draws.points()[i]) ? draws.weights()[i] : 0;
        }
        return share;
    }
}
