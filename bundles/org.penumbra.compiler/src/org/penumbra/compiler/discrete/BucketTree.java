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
        List<List<FactorGraph.Table>> tables = assigned();
        List<TreeSet<Integer>> separators = new ArrayList<>();
        for (List<FactorGraph.Table> own : tables) {
            TreeSet<Integer> clique = new TreeSet<>();
            own.forEach(table -> Arrays.stream(table.variables()).forEach(variable -> clique.add(place[variable])));
            separators.add(clique);
        }
        Bucket[] made = new Bucket[order.size()];
        for (int i = 0; i < made.length; i++) {
            TreeSet<Integer> separator = separators.get(i);
            separator.remove(i);
            int parent = separator.isEmpty() ? -1 : separator.first();
            if (parent >= 0) {
                separators.get(parent).addAll(separator);
            }
            made[i] = bucket(i, separator, parent, tables.get(i));
        }
        return made;
    }

    /** Each table of the model is added up where the first of its variables is summed out. */
    private List<List<FactorGraph.Table>> assigned() {
        List<List<FactorGraph.Table>> tables = new ArrayList<>();
        order.forEach(variable -> tables.add(new ArrayList<>()));
        for (FactorGraph.Table table : graph.tables()) {
            int first = Arrays.stream(table.variables()).map(variable -> place[variable]).min().orElseThrow();
            tables.get(first).add(table);
        }
        return tables;
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
