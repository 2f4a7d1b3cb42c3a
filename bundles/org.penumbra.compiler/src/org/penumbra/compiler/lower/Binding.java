package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.RowSource;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.Generation;
import org.penumbra.compiler.ir.StepKeys;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** The data that a model is bound to, as arrays that expressions read; also gives out fresh indices. */
final class Binding {

    private final Map<Array, double[]> data = new HashMap<>();
    private final Map<Array, RowSource> streams = new HashMap<>();
    private final Map<String, BoundArray> sources = new HashMap<>();
    private final Map<String, Generation.Drawn> drawn = new LinkedHashMap<>();
    private final Map<Array, Range.Interval> bounds = new HashMap<>();
    private final Map<String, Incomplete> incomplete = new HashMap<>();
    private final Map<Array, Integer> simplices = new HashMap<>();
    private final Map<Array, MatrixSite> matrices = new LinkedHashMap<>();
    private final List<Loop> loops = new ArrayList<>();
    private final Set<Index> plates = new HashSet<>();
    private final boolean ownCoordinates;

    /** A binding whose latent sites are functions of free coordinates. */
    Binding() {
        this(false);
    }

    /** @param ownCoordinates whether latent sites are lowered to their own values, without a change of variables */
    Binding(boolean ownCoordinates) {
        this.ownCoordinates = ownCoordinates;
    }

    /** Whether latent sites stand for themselves: densities are with respect to their own values, on their support. */
    boolean hasOwnCoordinates() {
        return ownCoordinates;
    }

    /** Elements of a site that stands for itself lie between the bounds of its bijector, where these are numbers. */
    void within(Array array, Bijector bijector) {
        double low = number(bijector.lower(), Double.NEGATIVE_INFINITY);
        double high = number(bijector.upper(), Double.POSITIVE_INFINITY);
        bounds.put(array, new Range.Interval(low, high, true));
    }

    private static double number(Expr bound, double none) {
        return bound instanceof Constant constant ? constant.value() : none;
    }

    Map<Array, double[]> data() {
        return data;
    }

    /** A datum as a value: a scalar is a constant from now on. */
    Value add(String name, BoundArray bound) {
        sources.put(name, bound);
        if (bound.shape().isEmpty()) {
            return Value.scalar(bound.values()[0]);
        }
        return bound.rows().map(rows -> value(streamed(name, bound, rows)))
                .orElseGet(() -> value(array(name, bound.shape(), bound.values())));
    }

    /** An array that is not in memory: its rows are read when they are needed. */
    private Array streamed(String name, BoundArray bound, RowSource rows) {
        Array array = new Array(name, Array.Role.BATCH, bound.shape());
        streams.put(array, rows);
        bound(array, DoubleStream.of(bound.values()).min().orElse(Double.NEGATIVE_INFINITY),
                DoubleStream.of(bound.values()).max().orElse(Double.POSITIVE_INFINITY));
        return array;
    }

    /** Where the arrays are read from that are not in memory. */
    Map<Array, RowSource> streams() {
        return streams;
    }

    /** A datum that is to be drawn; what is given for it only stands in its place. */
    Value addDrawn(String name, Support type, BoundArray placeholder) {
        sources.put(name, placeholder);
        Array array = array(name, placeholder.shape(), placeholder.values());
        drawn.put(name, new Generation.Drawn(array, type));
        return value(array);
    }

    /**
     * Observed data with missing elements.
     *
     * @param read whether the model reads them besides observing them
     */
    Value addIncomplete(String name, BoundArray bound, boolean read) {
        sources.put(name, bound);
        Incomplete data = Incomplete.of(array(name, bound.shape(), bound.values()), bound.values(), read);
        incomplete.put(name, data);
        return read && ownCoordinates ? chosen(data) : data.value();
    }

    /** Each element as a choice between the number that there is and the latent one, which stands for itself. */
    private Value chosen(Incomplete incomplete) {
        int size = incomplete.data().size();
        double[] missing = new double[size];
        double[] ranks = new double[size];
        for (int k = 0; k < size; k++) {
            missing[k] = incomplete.missing().get(k) ? 1 : 0;
            ranks[k] = incomplete.missing().get(k) ? incomplete.rank(k) : 0;
        }
        String name = incomplete.data().name();
        Array where = array(name + ".missing", List.of(size), missing);
        Array rank = array(name + ".ranks", List.of(size), ranks);
        List<Integer> shape = incomplete.data().shape();
        return new Value(shape, subscripts -> {
            Expr offset = Shapes.offset(shape, subscripts);
            return Expr.select(new Element(where, offset),
                    new Element(incomplete.free(), new Element(rank, offset)),
                    new Element(incomplete.data(), offset));
        });
    }

    boolean isIncomplete(String name) {
        return incomplete.containsKey(name);
    }

    Incomplete incomplete(String name) {
        return incomplete.get(name);
    }

    /** All data with missing elements. */
    Map<String, Incomplete> incomplete() {
        return incomplete;
    }

    /** The data that are to be drawn, by name. */
    Map<String, Generation.Drawn> drawn() {
        return drawn;
    }

    /** An array of numbers under a name of its own. */
    Array array(String name, List<Integer> shape, double[] values) {
        Array array = new Array(name, Array.Role.DATA, shape);
        data.put(array, values);
        return array;
    }

    /** The key of a layer's noise, which is none until the array is replaced in a program for training. */
    Value key(String layer) {
        return Value.scalar(new Element(array(StepKeys.name(layer), List.of(1), new double[1]), Expr.of(0)));
    }

    /** The elements of an array lie between two numbers. */
    void bound(Array array, double low, double high) {
        bounds.put(array, new Range.Interval(low, high, false));
    }

    /** The elements of an array are proportions, one behind the other. */
    void simplex(Array array, int size) {
        simplices.put(array, size);
    }

    /** The elements of an array are positive definite matrices, one behind the other. */
    void matrix(Array array, int order) {
        matrices.put(array, MatrixSite.of(array, order));
    }

    Map<Array, MatrixSite> matrices() {
        return matrices;
    }

    int simplexSize(Array array) {
        return simplices.getOrDefault(array, 0);
    }

    /** Of the arrays that are not data but known to be bounded. */
    Map<Array, Range.Interval> bounds() {
        return bounds;
    }

    static Value value(Array array) {
        return new Value(array.shape(),
                subscripts -> new Element(array, Shapes.offset(array.shape(), subscripts)));
    }

    boolean isData(String name) {
        return sources.containsKey(name);
    }

    BoundArray source(String name) {
        return sources.get(name);
    }

    Loop loop(String name, Expr lower, Expr upper) {
        Loop loop = new Loop(new Index(name, loops.size()), lower, upper);
        loops.add(loop);
        return loop;
    }

    /** The iterations of a loop are independent of one another, as those of a plate are. */
    void independent(Loop loop) {
        plates.add(loop.index());
    }

    boolean isIndependent(Loop loop) {
        return plates.contains(loop.index());
    }

    /** The loop that an index runs in. */
    Loop loopOf(Index index) {
        return loops.get(index.id());
    }

    /** A loop over one axis, for elementwise work. */
    Loop axis(int extent) {
        Loop axis = loop("e" + loops.size(), Expr.of(1), Expr.of(extent));
        independent(axis);
        return axis;
    }
}
