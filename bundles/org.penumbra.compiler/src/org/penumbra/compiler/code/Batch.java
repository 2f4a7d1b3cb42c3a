package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.RowSource;
import org.penumbra.expression.Array;

/** The data of a program that change between runs: each array is a function of the rows that a minibatch has drawn. */
public final class Batch {

    private final List<Integer> sizes;
    private final Map<Array, Source> sources = new LinkedHashMap<>();
    private final List<Double> given = new ArrayList<>();
    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private BatchRows first;

    /** How the numbers of an array follow from the rows of one plate. */
    sealed interface Source {
        int plate();
    }

    /** The rows themselves, counted from 1. */
    record Numbers(int plate) implements Source {
    }

    /** Rows of a column, one behind the other. */
    record Rows(int plate, RowSource column) implements Source {
    }

    /**
     * Rows of a column as {@link Tiles}.
     *
     * @param start position in a row of the first number
     */
    record TiledRows(int plate, RowSource column, int start, int columns, int stride) implements Source {
    }

    /**
     * Numbers that somebody gives, whatever the rows.
     *
     * @param start position of the first one among all that are given
     */
    record Given(int start) implements Source {

        @Override
        public int plate() {
            return -1;
        }
    }

    /** @param sizes number of rows that are drawn of each plate */
    public Batch(List<Integer> sizes) {
        this.sizes = List.copyOf(sizes);
    }

    static Batch none() {
        return new Batch(List.of());
    }

    List<Integer> sizes() {
        return sizes;
    }

    /** The array of the row numbers of a plate, counted from 1. */
    public Array numbers(String name, int plate) {
        Array array = new Array("rows of " + name, Array.Role.BATCH, List.of(sizes.get(plate)));
        sources.putIfAbsent(array, new Numbers(plate));
        return array;
    }

    /**
     * The array of the drawn rows of a column.
     *
     * @param whole the array with all rows; the first axis is that of the plate
     */
    public Array rows(Array whole, int plate, RowSource column) {
        List<Integer> shape = new ArrayList<>(whole.shape());
        shape.set(0, sizes.get(plate));
        Array array = new Array("rows " + plate + " of " + whole.name(), Array.Role.BATCH, shape);
        sources.putIfAbsent(array, new Rows(plate, column));
        return array;
    }

    /**
     * An array of numbers that are given, behind those that are there.
     *
     * @param first what they are until others are given
     */
    public Array given(String name, List<Integer> shape, double first) {
        Array array = new Array(name, Array.Role.BATCH, shape);
        if (sources.putIfAbsent(array, new Given(given.size())) == null) {
            given.addAll(Collections.nCopies(array.size(), first));
        }
        return array;
    }

    /**
     * The key of a layer's noise in training.
     *
     * @param whole the array of the full program
     */
    public Array key(Array whole) {
        Array array = given(whole.name(), whole.shape(), 0);
        keys.put(array.name(), ((Given) sources.get(array)).start());
        return array;
    }

    /** Whether layers have noise in training. */
    public boolean hasKeys() {
        return !keys.isEmpty();
    }

    /** Positions of keys among what is given, by their names. */
    Map<String, Integer> keys() {
        return keys;
    }

    /** What is given first. */
    List<Double> given() {
        return given;
    }

    Source source(Array array) {
        return sources.get(array);
    }

    /** Numbers in a row; 0 for what has no rows. */
    int width(Array array) {
        return source(array) instanceof Rows rows ? rows.column().width() : 0;
    }

    boolean isFinite(Array array) {
        return source(array) instanceof Rows rows && rows.column().isFinite();
    }

    /** The tiles of an array of rows. */
    Array tiles(Array matrix, int start, int columns, int stride) {
        Rows rows = (Rows) source(matrix);
        int count = (sizes.get(rows.plate()) + Tiles.ROWS - 1) / Tiles.ROWS;
        Array tiles = new Array("tiles of " + matrix.name() + " from " + start + " by " + stride, Array.Role.BATCH,
                List.of(count, columns, Tiles.ROWS));
        sources.putIfAbsent(tiles, new TiledRows(rows.plate(), rows.column(), start, columns, stride));
        return tiles;
    }

    /** The first rows of every plate, for warming code up. */
    synchronized BatchRows firstRows() {
        if (first == null) {
            first = new BatchRows(this);
        }
        return first;
    }
}
