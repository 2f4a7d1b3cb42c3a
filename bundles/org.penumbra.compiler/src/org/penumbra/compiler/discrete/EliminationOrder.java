package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which order variables are summed out: always the one next whose elimination couples the fewest others that were
 * not coupled (min-fill; Koller and Friedman 2009, section 9.4.3), of those the one with the smallest table. On trees
 * and chains this is optimal.
 */
final class EliminationOrder {

    /** A variable with more neighbours comes last, uncounted: its table could not be made anyway. */
    private static final int MOST_NEIGHBOURS = 64;

    /** How much work a variable would be now; outdated entries are left in the queue and skipped. */
    private record Entry(int variable, int fill, double tableSize, int version) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byFill = Integer.compare(fill, other.fill);
            int bySize = byFill != 0 ? byFill : Double.compare(tableSize, other.tableSize);
            return bySize != 0 ? bySize : Integer.compare(variable, other.variable);
        }
    }

    private final List<Set<Integer>> neighbours = new ArrayList<>();
    private final int[] cardinality;
    private final int[] version;
    private final boolean[] kept;
    private final PriorityQueue<Entry> queue = new PriorityQueue<>();

    private EliminationOrder(int[] cardinality, Collection<int[]> scopes, Collection<Integer> keep) {
        this.cardinality = cardinality;
        this.version = new int[cardinality.length];
        this.kept = new boolean[cardinality.length];
        for (int variable = 0; variable < cardinality.length; variable++) {
            neighbours.add(new TreeSet<>());
        }
        keep.forEach(variable -> kept[variable] = true);
        scopes.forEach(this::couple);
        for (int variable = 0; variable < cardinality.length; variable++) {
            push(variable);
        }
    }

    /**
     * @param cardinality number of values of each variable
     * @param scopes the variables of each factor
     * @param keep variables that stay
     * @return all other variables
     */
    static List<Integer> of(int[] cardinality, Collection<int[]> scopes, Collection<Integer> keep) {
        return new EliminationOrder(cardinality, scopes, keep).run();
    }

    private void couple(int[] scope) {
        for (int a : scope) {
            for (int b : scope) {
                if (a != b) {
                    neighbours.get(a).add(b);
                }
            }
        }
    }

    private void push(int variable) {
        if (kept[variable]) {
            return;
        }
        if (neighbours.get(variable).size() > MOST_NEIGHBOURS) {
            queue.add(new Entry(variable, Integer.MAX_VALUE, Double.POSITIVE_INFINITY, ++version[variable]));
            return;
        }
        double size = cardinality[variable];
        int fill = 0;
        List<Integer> around = List.copyOf(neighbours.get(variable));
        for (int i = 0; i < around.size(); i++) {
            size *= cardinality[around.get(i)];
            for (int j = 0; j < i; j++) {
                fill += neighbours.get(around.get(i)).contains(around.get(j)) ? 0 : 1;
            }
        }
        queue.add(new Entry(variable, fill, size, ++version[variable]));
    }

    private List<Integer> run() {
        List<Integer> order = new ArrayList<>();
        while (!queue.isEmpty()) {
            Entry next = queue.poll();
            if (next.version() == version[next.variable()]) {
                order.add(next.variable());
                eliminate(next.variable());
            }
        }
        return order;
    }

    private void eliminate(int variable) {
        version[variable] = -1;
        Set<Integer> around = neighbours.get(variable);
        boolean fills = false;
        for (int a : around) {
            neighbours.get(a).remove(variable);
            for (int b : around) {
                fills |= a != b && neighbours.get(a).add(b);
            }
        }
        Set<Integer> changed = new TreeSet<>(around);
        if (fills) {
            around.forEach(a -> changed.addAll(neighbours.get(a)));
        }
        changed.forEach(this::push);
    }
}
