package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.inference.DiscreteCoordinates;

/**
 * Weighs the values of single elements: looked up in the tables of the factors that mention it, which generated code
 * fills at a point for all values at once, and computed where a term is over too many elements for a table.
 */
public final class Neighbourhoods implements DiscreteCoordinates {

    /** What the neighbourhoods of all threads share. */
    public static final class Plan {

        private final FactorGraph graph;
        private final int continuous;
        private final int[] low;
        private final int[] starts;
        /** For each element the tables that mention it, and its strides there. */
        private final int[][] tables;
        private final int[][] strides;

        /** @param continuous number of coordinates before those of the discrete sites */
        public Plan(FactorGraph graph, int continuous) {
            this.graph = graph;
            this.continuous = continuous;
            this.low = graph.sites().stream().flatMapToInt(site -> Arrays.stream(lows(site))).toArray();
            this.starts = graph.tables().stream().mapToInt(FactorGraph.Table::start).toArray();
            List<List<int[]>> found = new ArrayList<>();
            Arrays.stream(low).forEach(element -> found.add(new ArrayList<>()));
            for (int t = 0; t < starts.length; t++) {
                FactorGraph.Table table = graph.tables().get(t);
                for (int k = 0; k < table.variables().length; k++) {
                    found.get(table.variables()[k]).add(new int[] {t, table.strides()[k]});
                }
            }
            this.tables = found.stream().map(all -> all.stream().mapToInt(one -> one[0]).toArray())
                    .toArray(int[][]::new);
            this.strides = found.stream().map(all -> all.stream().mapToInt(one -> one[1]).toArray())
                    .toArray(int[][]::new);
        }

        private static int[] lows(DiscreteSite site) {
            int[] lows = new int[site.array().size()];
            Arrays.fill(lows, site.low());
            return lows;
        }

        /** What generated code writes. */
        public FactorGraph graph() {
            return graph;
        }
    }

    /**
     * Terms that are computed for each value.
     *
     * @param code gives their sum; reads the discrete sites in the rows
     * @param mentions for each element whether it occurs there
     */
    public record Direct(Compiled code, boolean[] mentions) {
    }

    private final Plan plan;
    private final Compiled code;
    private final List<Direct> direct;
    private final BatchRows rows;
    private final double[] entries;
    private final int[] chosen;
    /** Of each table the entry that the values as they are now lead to. */
    private final int[] position;
    private final double[] x;

    /**
     * @param code writes the tables of the graph
     * @param rows where the direct terms read the discrete sites
     */
    public Neighbourhoods(Plan plan, Compiled code, List<Direct> direct, BatchRows rows) {
        this.plan = plan;
        this.code = code;
        this.direct = List.copyOf(direct);
        this.rows = rows;
        this.entries = new double[plan.graph.size()];
        this.chosen = new int[plan.low.length];
        this.position = new int[plan.starts.length];
        this.x = new double[plan.continuous];
    }

    @Override
    public int count() {
        return chosen.length;
    }

    @Override
    public int low(int element) {
        return plan.low[element];
    }

    @Override
    public int high(int element) {
        return plan.low[element] + plan.graph.cardinality()[element] - 1;
    }

    @Override
    public void at(double[] all) {
        System.arraycopy(all, 0, x, 0, x.length);
        Arrays.fill(entries, 0);
        code.run(x, entries);
        System.arraycopy(plan.starts, 0, position, 0, position.length);
        for (int element = 0; element < chosen.length; element++) {
            chosen[element] = 0;
            rows.give(element, plan.low[element]);
            set(element, (int) all[x.length + element]);
        }
    }

    @Override
    public int value(int element) {
        return plan.low[element] + chosen[element];
    }

    @Override
    public void set(int element, int value) {
        int change = value - plan.low[element] - chosen[element];
        if (change == 0) {
            return;
        }
        int[] tables = plan.tables[element];
        for (int k = 0; k < tables.length; k++) {
            position[tables[k]] += change * plan.strides[element][k];
        }
        chosen[element] += change;
        if (!direct.isEmpty()) {
            rows.give(element, value);
        }
    }

    @Override
    public void logWeights(int element, double[] logWeights) {
        int[] tables = plan.tables[element];
        int count = plan.graph.cardinality()[element];
        Arrays.fill(logWeights, 0, count, 0);
        for (int k = 0; k < tables.length; k++) {
            int stride = plan.strides[element][k];
            int first = position[tables[k]] - chosen[element] * stride;
            for (int value = 0; value < count; value++) {
                logWeights[value] += entries[first + value * stride];
            }
        }
        for (int k = 0; k < direct.size(); k++) {
            if (direct.get(k).mentions()[element]) {
                add(direct.get(k).code(), element, logWeights, count);
            }
        }
        for (int value = 0; value < count; value++) {
            logWeights[value] = Double.isNaN(logWeights[value]) ? Double.NEGATIVE_INFINITY : logWeights[value];
        }
    }

    private void add(Compiled terms, int element, double[] logWeights, int count) {
        for (int value = 0; value < count; value++) {
            rows.give(element, plan.low[element] + value);
            logWeights[value] += terms.run(x, null);
        }
        rows.give(element, value(element));
    }
}
