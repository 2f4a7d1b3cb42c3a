package org.penumbra.guides;

import java.util.Arrays;
import java.util.BitSet;

/**
 * An order of the nodes of a graph in which its Cholesky factor stays sparse: the node with fewest neighbours goes
 * first (minimum degree; Tinney and Walker 1967, "Direct solutions of sparse network equations by optimally ordered
 * triangular factorization"), and its neighbours become a clique.
 *
 * @param order from the node that was eliminated last to the first one, as draws by back substitution go
 * @param parents for each node its neighbours, original or filled in, at the time when it was eliminated
 */
record Elimination(int[] order, int[][] parents) {

    /** @param graph neighbours of each node, symmetric; not changed */
    static Elimination of(BitSet[] graph) {
        int n = graph.length;
        BitSet[] rest = Arrays.stream(graph).map(some -> (BitSet) some.clone()).toArray(BitSet[]::new);
        BitSet left = new BitSet(n);
        left.set(0, n);
        int[] order = new int[n];
        int[][] parents = new int[n][];
        for (int step = n - 1; step >= 0; step--) {
            int node = fewestNeighbours(rest, left);
            order[step] = node;
            parents[node] = rest[node].stream().toArray();
            left.clear(node);
            for (int neighbour : parents[node]) {
                rest[neighbour].or(rest[node]);
                rest[neighbour].clear(neighbour);
                rest[neighbour].clear(node);
            }
        }
        return new Elimination(order, parents);
    }

    private static int fewestNeighbours(BitSet[] rest, BitSet left) {
        int best = left.nextSetBit(0);
        int fewest = rest[best].cardinality();
        for (int node = best; node >= 0; node = left.nextSetBit(node + 1)) {
            int count = rest[node].cardinality();
            if (count < fewest) {
                best = node;
                fewest = count;
            }
        }
        return best;
    }

    /** The order of the coordinates themselves, each with its earlier neighbours; nothing is filled in. */
    static Elimination inOrder(BitSet[] graph) {
        int[] order = new int[graph.length];
        int[][] parents = new int[graph.length][];
        for (int i = 0; i < graph.length; i++) {
            int node = i;
            order[i] = i;
            parents[i] = graph[i].stream().filter(other -> other < node).toArray();
        }
        return new Elimination(order, parents);
    }
}
