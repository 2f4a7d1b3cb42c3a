package org.penumbra.guides;

import java.util.Arrays;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.StartingOptions;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.LowRankNormal;

/**
 * One normal whose covariance is a diagonal and a factor of few columns (Ong, Nott and Smith 2018, "Gaussian
 * variational approximation with a factor covariance structure"): sees the strongest correlations at a cost that grows
 * linearly with the dimension.
 */
public final class AutoLowRankMultivariateNormal implements GuideFamily<AutoLowRankMultivariateNormal.Options> {

    /** Share of the variance that the factor begins with, as a standard deviation. */
    private static final double FACTOR = 0.1;

    /**
     * @param rank columns of the factor; 0 for the square root of the dimension
     * @param init where to begin
     * @param initScale starting standard deviation of every free coordinate
     * @param initValues values of some sites to begin with
     */
    public record Options(
            @Option(label = "Rank", help = "Columns of the factor; 0 takes the square root of the number of free "
                    + "coordinates. More see more correlations and cost more.", value = "0", min = 0, max = 1e6)
            int rank,
            @Option(label = StartingOptions.INIT_LABEL, help = StartingOptions.INIT_HELP,
                    value = StartingOptions.INIT) Initialization init,
            @Option(label = StartingOptions.SCALE_LABEL, help = StartingOptions.SCALE_HELP,
                    value = StartingOptions.SCALE, min = StartingOptions.SMALLEST_SCALE,
                    max = StartingOptions.LARGEST_SCALE) double initScale,
            @Option(label = StartingOptions.VALUES_LABEL, help = StartingOptions.VALUES_HELP,
                    value = StartingOptions.VALUES)
            String initValues) implements StartingOptions {
    }

    /**
     * At the starting point, with the initial scales. The factor begins small and random: at 0 its gradient is 0 for
     * reasons of symmetry.
     */
    @Override
    public Guide create(Target target, Options options, Start start) {
        int n = target.dimension();
        double[] point = options.point(target, start);
        double[] scales = start.scales(n, options.initScale());
        int rank = options.rank() > 0 ? Math.min(options.rank(), n) : standardRank(n);
        double[][] factor = new double[n][rank];
        double size = FACTOR / Math.sqrt(rank);
        for (double[] row : factor) {
            Arrays.setAll(row, k -> size * start.random().nextGaussian());
        }
        return new LowRankNormal(point, scales, factor);
    }

    /** The square root of the dimension, rounded up. */
    private static int standardRank(int dimension) {
        return (int) Math.ceil(Math.sqrt(dimension));
    }
}
