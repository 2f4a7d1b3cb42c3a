package org.penumbra.session;

import java.util.Arrays;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Start;

/** The draws of a stored run as a start for another: their means and standard deviations in free coordinates. */
final class EarlierAnswer {

    private EarlierAnswer() {
    }

    /**
     * @param points {@code [draw][coordinate]}, at least one; of a model with the same latent sites, whose data and
     *        guide may be others
     * @param weights one for each draw, summing to 1
     * @param sites of the new run
     */
    static Start warm(Start cold, double[][] points, double[] weights, SiteMap sites) {
        int dimension = points[0].length;
        double[] mean = new double[dimension];
        double[] scales = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            for (int draw = 0; draw < points.length; draw++) {
                mean[i] += weights[draw] * points[draw][i];
            }
            for (int draw = 0; draw < points.length; draw++) {
                scales[i] += weights[draw] * (points[draw][i] - mean[i]) * (points[draw][i] - mean[i]);
            }
            scales[i] = Math.sqrt(scales[i]);
        }
        sites.sites().stream().filter(SiteMap.Site::parameter).forEach(site -> Arrays.fill(scales, site.freeOffset(),
                site.freeOffset() + site.freeSize(), 1)); // a point has none, and nobody asks for it
        return Arrays.stream(scales).allMatch(s -> s > 0 && Double.isFinite(s)) ? cold.at(mean, scales) : cold.at(mean);
    }
}
