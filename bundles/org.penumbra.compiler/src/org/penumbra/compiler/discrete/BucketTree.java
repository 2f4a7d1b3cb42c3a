package org.penumbra.compiler.discrete;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/**
 * The order and the tables of an exact elimination of every variable of a factor graph (bucket elimination, Dechter
 * 1999): made once, run for many numbers.
 */
final class BucketTree {

    private final FactorGraph graph;
    private final List<Integer> order;
    /** Place of each variable in the order. */
    private final int[] place;
    private final Bucket[] buckets;
    private int tableSize;
    private int messageSize;

    BucketTree(FactorGraph graph) {
        this.graph = graph;
        int[] cardinality = graph.cardinality();
        this.order = EliminationOrder.of(cardinality, graph.tables().stream().map(FactorGraph.Table::variables)
                .toList(), List.of());
        this.place = new int[cardinality.length];
        for (int i = 0; i < order.size(); i++) {
            place[order.get(i)] = i;
        }
        this.buckets = build();
    }

    /** In the order in which they are summed out: children before parents. */
    Bucket[] buckets() {
        return buckets;
    }

    /** Numbers in the tables of all buckets. */
    int tableSize() {
        return tableSize;
    }

    /** Numbers in all messages. */
    int messageSize() {
        return messageSize;
    }

    private Bucket[] build() {
        int count = order.size();
        List<TreeSet<Integer>> cliques = new ArrayList<>();
        List<List<FactorGraph.Table>> tables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cliques.add(new TreeSet<>());
            tables.add(new ArrayList<>());
        }
        for (FactorGraph.Table table : graph.tables()) {
            int first = Arrays.stream(table.variables()).map(variable -> place[variable]).min().orElseThrow();
            tables.get(first).add(table);
            Arrays.stream(table.variables()).forEach(variable -> cliques.get(first).add(place[variable]));
        }
        int[] parents = new int[count];
        for (int i = 0; i < count; i++) {
            cliques.get(i).remove(i);
            parents[i] = cliques.get(i).isEmpty() ? -1 : cliques.get(i).first();
            if (parents[i] >= 0) {
                cliques.get(parents[i]).addAll(cliques.get(i));
            }
        }
        Bucket[] made = new Bucket[count];
        for (int i = count - 1; i >= 0; i--) {
            made[i] = bucket(i, cliques.get(i), parents[i], tables.get(i));
        }
        return made;
    }

    private Bucket bucket(int number, TreeSet<Integer> separatorPlaces, int parent,
            List<FactorGraph.Table> tables) {
        int variable = order.get(number);
        int[] separator = separatorPlaces.stream().mapToInt(order::get).toArray();
        int[] all = Arrays.copyOf(separator, separator.length + 1);
        all[separator.length] = variable;
        int[] cardinality = Arrays.stream(all).map(one -> graph.cardinality()[one]).toArray();
        int rows = 1;
        for (int i = 0; i < separator.length; i++) {
            rows = Math.multiplyExact(rows, cardinality[i]);
        }
        Bucket.Part[] parts = tables.stream().map(table -> new Bucket.Part(table.start(), strides(table, all)))
                .toArray(Bucket.Part[]::new);
        Bucket bucket = new Bucket(variable, separator, cardinality, tableSize, messageSize, parent, parts);
        tableSize = Math.addExact(tableSize, Math.multiplyExact(rows, cardinality[separator.length]));
        messageSize = Math.addExact(messageSize, rows);
        return bucket;
    }

    private static int[] strides(FactorGraph.Table table, int[] variables) {
        int[] strides = new int[variables.length];
        for (int i = 0; i < variables.length; i++) {
            for (int j = 0; j < table.variables().length; j++) {
                strides[i] += table.variables()[j] == variables[i] ? table.strides()[j] : 0;
            }
        }
        return strides;
    }
}
