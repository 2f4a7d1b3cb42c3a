package org.penumbra.inference;

import java.util.List;
import org.penumbra.math.RandomStream;

/**
 * Discrete latent sites that a target has summed out of its density: their posterior given values of the other sites,
 * exact and joint. Not thread-safe, like the target that it belongs to.
 *
 * <p>An element is one number of a site, row-major; a value is one that it can take. Probabilities are those of every
 * value of every element, one element after the other.
 */
public interface DiscreteSites {

    /** A target without discrete sites. */
    DiscreteSites NONE = new DiscreteSites() {
        @Override
        public List<Site> sites() {
            return List.of();
        }

        @Override
        public void probabilities(double[] x, double[] probabilities) {
            // There is none.
        }

        @Override
        public void sample(double[] x, RandomStream random, double[] values) {
            // There is none.
        }

        @Override
        public void mode(double[] x, double[] values) {
            // There is none.
        }
    };

    /** In the order of the text. */
    List<Site> sites();

    /** Number of elements of all sites. */
    default int valueCount() {
        return sites().stream().mapToInt(Site::size).sum();
    }

    /** Number of values of all elements. */
    default int probabilityCount() {
        return sites().stream().mapToInt(site -> site.size() * site.cardinality()).sum();
    }

    /**
     * The marginal posterior of each element given the other sites and the data.
     *
     * @param x free coordinates of the target
     * @param probabilities {@link #probabilityCount()} numbers, overwritten; NaN where the density at x is 0
     */
    void probabilities(double[] x, double[] probabilities);

    /**
     * One joint draw of all elements given the other sites and the data.
     *
     * @param x free coordinates of the target
     * @param values {@link #valueCount()} numbers, overwritten
     */
    void sample(double[] x, RandomStream random, double[] values);

    /**
     * The jointly most probable values given the other sites and the data.
     *
     * @param x free coordinates of the target
     * @param values {@link #valueCount()} numbers, overwritten
     */
    void mode(double[] x, double[] values);

    /**
     * @param name as in the text
     * @param shape extents, empty for a scalar
     * @param low smallest value of an element
     * @param high largest value of an element
     * @param valueOffset first position among the values
     * @param probabilityOffset first position among the probabilities
     */
    record Site(String name, List<Integer> shape, int low, int high, int valueOffset, int probabilityOffset) {

        public Site {
            shape = List.copyOf(shape);
        }

        /** Number of elements. */
        public int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }

        /** Number of values that an element can take. */
        public int cardinality() {
            return high - low + 1;
        }

        /** {@code name[i,j]} of the element at a row-major 0-based position. */
        public String elementName(int within) {
            return new SiteMap.Site(name, SiteMap.Site.Kind.LATENT, shape, "", valueOffset, -1, 0).elementName(within);
        }
    }
}
