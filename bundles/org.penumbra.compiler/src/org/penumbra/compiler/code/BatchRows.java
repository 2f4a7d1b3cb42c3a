package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.RowSource;
import org.penumbra.compiler.ir.StepKeys;
import org.penumbra.expression.Array;

/**
 * The rows that a minibatch has drawn, and the numbers of these rows where generated code reads them. Instances of
 * several programs may share it, on several threads; it is loaded while none of them runs.
 */
public final class BatchRows {

    private final Batch batch;
    private final int[][] rows;
    private final double[] given;
    private final Map<Array, double[]> doubles = new HashMap<>();
    private final Map<Array, int[]> integers = new HashMap<>();
    /** The same in a list, which is walked without an iterator. */
    private final List<Loaded> loaded = new ArrayList<>();
    private final List<Key> keys = new ArrayList<>();

    /** The key of a layer's noise, and where it is among what is given. */
    private record Key(String name, int position) {
    }

    /** An array with the numbers that are written into it; one of the two is null. */
    private record Loaded(Batch.Source source, double[] doubles, int[] integers, double[] row) {
    }

    /** @param batch what follows from the rows; the first ones of each plate until others are loaded */
    public BatchRows(Batch batch) {
        this.batch = batch;
        batch.keys().forEach((name, position) -> keys.add(new Key(name, position)));
        this.given = batch.given().stream().mapToDouble(Double::doubleValue).toArray();
        this.rows = batch.sizes().stream().map(int[]::new).toArray(int[][]::new);
        for (int[] plate : rows) {
            Arrays.setAll(plate, k -> k);
        }
    }

    public Batch batch() {
        return batch;
    }

    /** The rows of a plate, counted from 0; what is written here counts from the next {@link #load()} on. */
    public int[] rows(int plate) {
        return rows[plate];
    }

    /** A number that was given. */
    public double given(int position) {
        return given[position];
    }

    /**
     * Gives another number, which counts at once.
     *
     * @param position among all that are given
     */
    public synchronized void give(int position, double number) {
        given[position] = number;
        for (int k = 0; k < loaded.size(); k++) {
            Loaded array = loaded.get(k);
            if (array.source() instanceof Batch.Given) {
                give(array, position, number);
            }
        }
    }

    /**
     * Gives the noise of layers what it follows from.
     *
     * @param step a number for the step of training, drawn at random; 0 for no noise
     */
    public void step(int step) {
        for (int k = 0; k < keys.size(); k++) {
            give(keys.get(k).position(), StepKeys.key(keys.get(k).name(), step));
        }
    }

    private static void give(Loaded array, int position, double number) {
        int within = position - ((Batch.Given) array.source()).start();
        int size = array.doubles() == null ? array.integers().length : array.doubles().length;
        if (within >= 0 && within < size) {
            if (array.doubles() == null) {
                array.integers()[within] = (int) number;
            } else {
                array.doubles()[within] = number;
            }
        }
    }

    /** Writes the numbers of the rows into all arrays. */
    public synchronized void load() {
        for (int k = 0; k < loaded.size(); k++) {
            load(loaded.get(k));
        }
    }

    /** The numbers of an array, which follow the rows from now on. */
    public synchronized double[] doubles(Array array) {
        return doubles.computeIfAbsent(array, key -> {
            double[] numbers = new double[key.size()];
            add(new Loaded(batch.source(key), numbers, null, row(key)));
            return numbers;
        });
    }

    /** The same of an array that is read as integers. */
    synchronized int[] integers(Array array) {
        return integers.computeIfAbsent(array, key -> {
            int[] numbers = new int[key.size()];
            add(new Loaded(batch.source(key), null, numbers, row(key)));
            return numbers;
        });
    }

    private double[] row(Array array) {
        return switch (batch.source(array)) {
            case Batch.Numbers numbers -> new double[0];
            case Batch.Given numbers -> new double[0];
            case Batch.Rows column -> new double[column.column().width()];
            case Batch.TiledRows tiled -> new double[tiled.column().width() * Tiles.ROWS];
        };
    }

    private void add(Loaded array) {
        loaded.add(array);
        load(array);
    }

    private void load(Loaded array) {
        if (array.source() instanceof Batch.Given numbers) {
            for (int k = numbers.start(); k < given.length; k++) {
                give(array, k, given[k]);
            }
            return;
        }
        int[] chosen = rows[array.source().plate()];
        switch (array.source()) {
            case Batch.Numbers numbers -> numbers(array, chosen);
            case Batch.Given numbers -> { }
            case Batch.Rows column -> rows(array, column.column(), chosen);
            case Batch.TiledRows tiled -> Tiles.load(tiled, chosen, array.row(), array.doubles());
        }
    }

    private static void numbers(Loaded array, int[] chosen) {
        for (int k = 0; k < chosen.length; k++) {
            if (array.doubles() != null) {
                array.doubles()[k] = chosen[k] + 1;
            } else {
                array.integers()[k] = chosen[k] + 1;
            }
        }
    }

    private static void rows(Loaded array, RowSource column, int[] chosen) {
        int width = column.width();
        for (int k = 0; k < chosen.length; k++) {
            if (array.doubles() != null) {
                column.read(chosen[k], array.doubles(), k * width);
            } else {
                column.read(chosen[k], array.row(), 0);
                for (int d = 0; d < width; d++) {
                    array.integers()[k * width + d] = (int) array.row()[d];
                }
            }
        }
    }
}
