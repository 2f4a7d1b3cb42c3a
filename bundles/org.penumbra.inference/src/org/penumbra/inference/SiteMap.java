package org.penumbra.inference;

import java.util.List;

/**
 * The way from n free coordinates to the values that a person asks for: latent sites on their own scale, then
 * deterministic sites.
 */
public interface SiteMap {

    /** Latent sites and parameters in the order of the text, then deterministic ones. */
    List<Site> sites();

    /** Whether some coordinates are parameters: estimated as a point, without a density. */
    default boolean hasParameters() {
        return sites().stream().anyMatch(Site::parameter);
    }

    /** Number of reported values: the sizes of all sites. */
    int valueCount();

    /**
     * Values of all sites at {@code x}.
     *
     * @param x free coordinates
     * @param values {@link #valueCount()} numbers, overwritten
     */
    void constrain(double[] x, double[] values);

    /**
     * Free coordinates for values of the latent sites; the inverse of {@link #constrain}.
     *
     * @param values as {@link #constrain} gives them; those of deterministic sites are ignored
     * @throws IllegalArgumentException when a value lies outside of its support; the message names the site
     */
    void unconstrain(double[] values, double[] x);

    /** The name of one reported value, as in {@code theta[3]}; indices start at 1, row-major. */
    default String valueName(int position) {
        for (Site site : sites()) {
            int within = position - site.valueOffset();
            if (within >= 0 && within < site.size()) {
                return site.elementName(within);
            }
        }
        throw new IndexOutOfBoundsException("value " + position + " of " + valueCount());
    }

    /** The name of the element that a free coordinate stands for, or of its site where they are not one to one. */
    default String coordinateName(int coordinate) {
        for (Site site : sites()) {
            int within = coordinate - site.freeOffset();
            if (site.freeOffset() >= 0 && within >= 0 && within < site.freeSize()) {
                return site.freeSize() == site.size() ? site.elementName(within) : site.name();
            }
        }
        throw new IndexOutOfBoundsException("coordinate " + coordinate);
    }

    /**
     * @param name as in the text
     * @param kind latent or deterministic
     * @param shape extents, empty for a scalar
     * @param support in the words of the language, for people
     * @param valueOffset first position among the reported values
     * @param freeOffset first free coordinate, -1 for a deterministic site
     * @param freeSize number of free coordinates, 0 for a deterministic site
     * @param labels what stands behind the name of each element, such as {@code [3]}; empty when the shape tells
     * @param parameter whether it has coordinates like a latent site but is no random variable: it has no density, and
     *        is estimated as a point. Its prior draws are its starting value
     */
    record Site(String name, Kind kind, List<Integer> shape, String support, int valueOffset, int freeOffset,
            int freeSize, List<String> labels, boolean parameter) {

        /** A site that is a random variable, or follows from such. */
        public Site(String name, Kind kind, List<Integer> shape, String support, int valueOffset, int freeOffset,
                int freeSize, List<String> labels) {
            this(name, kind, shape, support, valueOffset, freeOffset, freeSize, labels, false);
        }

        /** A site whose elements are named by their subscripts. */
        public Site(String name, Kind kind, List<Integer> shape, String support, int valueOffset, int freeOffset,
                int freeSize) {
            this(name, kind, shape, support, valueOffset, freeOffset, freeSize, List.of());
        }

        /** What a site is. */
        public enum Kind {
            LATENT, DETERMINISTIC
        }

        public Site {
            shape = List.copyOf(shape);
            labels = List.copyOf(labels);
        }

        /** Number of values. */
        public int size() {
            return shape.stream().reduce(1, Math::multiplyExact);
        }

        /** {@code name[i,j]} of the element at a row-major 0-based position. */
        public String elementName(int within) {
            if (!labels.isEmpty()) {
                return name + labels.get(within);
            }
            if (shape.isEmpty()) {
                return name;
            }
            StringBuilder text = new StringBuilder();
            int rest = within;
            for (int axis = shape.size() - 1; axis >= 0; axis--) {
                text.insert(0, (rest % shape.get(axis) + 1) + (axis == shape.size() - 1 ? "]" : ","));
                rest /= shape.get(axis);
            }
            return name + "[" + text;
        }
    }
}
