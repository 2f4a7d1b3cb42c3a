package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;

/** Which elements occur together in a monomial: those that do are one factor, or are updated one after the other. */
final class Coupling {

    /** More pairs than that are not looked at one by one. */
    private static final long MOST_PAIRS = 200_000_000L;
    /** Edges that are kept in memory. */
    private static final int MOST_EDGES = 4_000_000;

    private final Map<Array, double[]> data;
    private final int[] parent;
    private final List<Monomial> monomials = new ArrayList<>();
    private final List<Expr[]> pairs = new ArrayList<>();
    private final List<Span[]> spans = new ArrayList<>();

    /** Positions from {@code first} to before {@code end}, where a position may be that follows from rows on disk. */
    record Span(int first, int end) {
    }

    Coupling(int elements, Map<Array, double[]> data) {
        this.data = data;
        this.parent = new int[elements];
        Arrays.setAll(parent, k -> k);
    }

    /** Two positions that a monomial multiplies; equal ones couple nothing. */
    void add(Monomial monomial, Expr first, Expr second) {
        Span all = new Span(0, parent.length);
        add(monomial, first, all, second, all);
    }

    /** The same with where the two may be. */
    void add(Monomial monomial, Expr first, Span near, Expr second, Span other) {
        if (!first.equals(second)) {
            monomials.add(monomial);
            pairs.add(new Expr[] {first, second});
            spans.add(new Span[] {near, other});
        }
    }

    private static boolean followsRows(Expr position) {
        return new Facts().of(position).batch();
    }

    /** What rows decide may be anything in its span, together with anything that the other position is. */
    private void meetAnywhere(int pair, Pair action) {
        IntStream first = positions(monomials.get(pair), pairs.get(pair)[0], spans.get(pair)[0]);
        int[] second = positions(monomials.get(pair), pairs.get(pair)[1], spans.get(pair)[1]).toArray();
        first.forEach(one -> Arrays.stream(second).forEach(other -> action.meet(one, other)));
    }

    private IntStream positions(Monomial monomial, Expr position, Span span) {
        if (followsRows(position)) {
            return IntStream.range(span.first(), span.end());
        }
        BitSet met = new BitSet();
        Iterations iterations = new Iterations(monomial.loops(), data);
        Iterations.At at = iterations.compile(position);
        iterations.run(indices -> met.set((int) at.value(indices)));
        return met.stream();
    }

    private void eachPair(Pair action) {
        for (int k = 0; k < pairs.size(); k++) {
            Monomial monomial = monomials.get(k);
            if (Iterations.count(monomial.loops()) > MOST_PAIRS) {
                throw new NotConjugate("too many elements are multiplied with one another");
            }
            if (followsRows(pairs.get(k)[0]) || followsRows(pairs.get(k)[1])) {
                meetAnywhere(k, action);
                continue;
            }
            Iterations iterations = new Iterations(monomial.loops(), data);
            Iterations.At first = iterations.compile(pairs.get(k)[0]);
            Iterations.At second = iterations.compile(pairs.get(k)[1]);
            iterations.run(indices -> action.meet((int) first.value(indices), (int) second.value(indices)));
        }
    }

    @FunctionalInterface
    private interface Pair {
        void meet(int first, int second);
    }

    private int root(int element) {
        int root = element;
        while (parent[root] != root) {
            parent[root] = parent[parent[root]];
            root = parent[root];
        }
        return root;
    }

    /** The connected elements, each set in ascending order, the sets by their first elements. */
    int[][] components() {
        eachPair((first, second) -> parent[Math.max(root(first), root(second))] = Math.min(root(first), root(second)));
        int[] sizes = new int[parent.length];
        for (int k = 0; k < parent.length; k++) {
            sizes[root(k)]++;
        }
        int[][] members = new int[parent.length][];
        int[] filled = new int[parent.length];
        for (int k = 0; k < parent.length; k++) {
            int root = root(k);
            members[root] = members[root] == null ? new int[sizes[root]] : members[root];
            members[root][filled[root]++] = k;
        }
        return Arrays.stream(members).filter(set -> set != null).toArray(int[][]::new);
    }

    /** Whether two positions of a monomial are ever the same element. */
    static boolean everMeet(Monomial monomial, Expr first, Expr second, Map<Array, double[]> data) {
        if (followsRows(first) || followsRows(second)) {
            return true;
        }
        Iterations iterations = new Iterations(monomial.loops(), data);
        Iterations.At a = iterations.compile(first);
        Iterations.At b = iterations.compile(second);
        boolean[] met = new boolean[1];
        iterations.run(indices -> met[0] |= a.value(indices) == b.value(indices));
        return met[0];
    }

    /**
     * Sets of elements of which no two occur in one monomial, as few as a greedy choice in their order makes.
     *
     * @return one set when nothing is coupled
     */
    List<int[]> colours() {
        Set<Long> edges = new HashSet<>();
        eachPair((first, second) -> {
            if (first != second) {
                edges.add(edge(first, second));
                edges.add(edge(second, first));
                if (edges.size() > MOST_EDGES) {
                    throw new NotConjugate("too many elements are multiplied with one another.");
                }
            }
        });
        List<List<Integer>> neighbours = new ArrayList<>();
        for (int k = 0; k < parent.length && !edges.isEmpty(); k++) {
            neighbours.add(new ArrayList<>());
        }
        edges.forEach(edge -> neighbours.get((int) (edge >>> 32)).add((int) (edge & 0xffffffffL)));
        return coloured(neighbours);
    }

    private static long edge(int from, int to) {
        return (long) from << 32 | to;
    }

    private List<int[]> coloured(List<List<Integer>> neighbours) {
        int[] colour = new int[parent.length];
        int most = 0;
        for (int k = 0; k < neighbours.size(); k++) {
            BitSet taken = new BitSet();
            for (int other : neighbours.get(k)) {
                if (other < k) {
                    taken.set(colour[other]);
                }
            }
            colour[k] = taken.nextClearBit(0);
            most = Math.max(most, colour[k]);
        }
        List<int[]> sets = new ArrayList<>();
        for (int c = 0; c <= most; c++) {
            int wanted = c;
            sets.add(IntStream.range(0, parent.length).filter(k -> colour[k] == wanted).toArray());
        }
        return sets;
    }
}
