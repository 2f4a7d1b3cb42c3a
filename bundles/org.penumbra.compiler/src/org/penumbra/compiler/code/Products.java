package org.penumbra.compiler.code;

import java.util.List;
import org.penumbra.expression.Array;

/**
 * The products with tiled matrices that go along with the rows of a long loop: a tile is multiplied before its rows
 * run, and their weights times the tile are added up after them, while it is in the cache.
 *
 * @param dots before the rows
 * @param ranks after the rows
 */
record Products(List<Dot> dots, List<Rank> ranks) {

    static final Products NONE = new Products(List.of(), List.of());

    /** For each row i: target[i] = sum over d of tiles[i, d] factors[d]. */
    record Dot(Array tiles, Array factors, Array target) {

        int columns() {
            return factors.size();
        }
    }

    /** For each column d: sums[d] = sum over i of tiles[i, d] weights[i], gathered in lanes. */
    record Rank(Array tiles, Array weights, Array lanes, Array sums) {

        int columns() {
            return sums.size();
        }
    }

    Products {
        dots = List.copyOf(dots);
        ranks = List.copyOf(ranks);
    }

    boolean isEmpty() {
        return dots.isEmpty() && ranks.isEmpty();
    }
}
