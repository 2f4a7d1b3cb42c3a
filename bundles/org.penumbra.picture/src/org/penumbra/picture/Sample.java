package org.penumbra.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.inference.Chains;
import org.penumbra.inference.SiteMap;

/** Draws of the sites of a model, on the model's own scale. */
public interface Sample {

    /** A word or two for legends, such as {@code posterior} or {@code NUTS}. */
    String label();

    /** Sites by {@link SiteMap.Site#valueOffset()}; the positions of their values are those of {@link #values}. */
    List<SiteMap.Site> sites();

    /** Number of draws. */
    int count();

    /**
     * The draws of one value, read when they are asked for.
     *
     * @param position among all values of the sites, 0-based
     * @return {@link #count()} numbers, not to be changed; NaN or infinite where the run found nothing better
     */
    double[] values(int position);

    /** What each draw counts for, non-negative, with the sum 1; empty when all count alike. */
    default Optional<double[]> weights() {
        return Optional.empty();
    }

    /** How the draws hang together; empty when they are independent. */
    default Optional<Chains> chains() {
        return Optional.empty();
    }

    /** The name of each value, such as {@code theta[3]}, by position. */
    default List<String> names() {
        List<String> names = new ArrayList<>();
        for (SiteMap.Site site : sites()) {
            for (int within = 0; within < site.size(); within++) {
                names.add(site.elementName(within));
            }
        }
        return names;
    }
}
