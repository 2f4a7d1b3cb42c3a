package org.penumbra.inference.cavi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.inference.conjugate.BatchForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/**
 * The factors that a batch has: global ones, which go from batch to batch packed into one vector, and local ones, which
 * are made anew for each batch and are kept for none.
 */
final class BatchFactors {

    /** Local factors of several groups depend on one another: they are updated in turn until they settle. */
    private static final int LOCAL_ROUNDS = 100;
    private static final double SETTLED = 1e-8;

    private final BatchForm form;
    private final List<FactorGroup> groups;
    private final List<Integer> globals = new ArrayList<>();
    /** Position in a packed vector by where statistics start: groups may have one range in common. */
    private final Map<Integer, Integer> packedAt = new LinkedHashMap<>();
    private final int globalSize;
    private final List<Integer> locals = new ArrayList<>();
    private final double[] moments;
    private final double[] natural;
    private final double[] rest;
    private final double[] rows;
    private final double[] before;
    private final double[] own;
    private final double[] entropies;

    BatchFactors(BatchForm form) {
        this.form = form;
        this.groups = form.groups();
        for (int g = 0; g < groups.size(); g++) {
            (form.isLocal(g) ? locals : globals).add(g);
        }
        int next = 0;
        for (int g : globals) {
            if (packedAt.putIfAbsent(groups.get(g).start(), next) == null) {
                next += groups.get(g).size();
            }
        }
        this.globalSize = next;
        this.moments = new double[form.size()];
        this.natural = new double[form.size()];
        this.rest = new double[form.size()];
        this.rows = new double[form.size()];
        this.before = new double[form.size()];
        this.own = new double[form.valueCount()];
        this.entropies = new double[groups.size()];
    }

    BatchForm form() {
        return form;
    }

    /** Numbers of all global factors. */
    int globalSize() {
        return globalSize;
    }

    /** Moments of all factors to start from; the rows must have been loaded. */
    void begin(double[] values, RandomStream random, int seeds) {
        form.gather(values, own);
        groups.forEach(group -> group.begin(own, random, seeds, moments));
    }

    /** The same of local factors only. */
    void beginLocals(double[] values, RandomStream random) {
        form.gather(values, own);
        locals.forEach(g -> groups.get(g).begin(own, random, 0, moments));
    }

    /** @param packed natural parameters of the global factors */
    void take(double[] packed) {
        unpack(packed, natural);
        for (int g : globals) {
            entropies[g] = groups.get(g).update(natural, moments);
        }
    }

    /** @param packed overwritten with the natural parameters of the global factors */
    void give(double[] packed) {
        pack(natural, packed);
    }

    /** @param packed overwritten with the moments of the global factors */
    void giveMoments(double[] packed) {
        pack(moments, packed);
    }

    private int packedAt(FactorGroup group) {
        return packedAt.get(group.start());
    }

    private void pack(double[] from, double[] packed) {
        for (int g : globals) {
            FactorGroup group = groups.get(g);
            System.arraycopy(from, group.start(), packed, packedAt(group), group.size());
        }
    }

    private void unpack(double[] packed, double[] to) {
        for (int g : globals) {
            FactorGroup group = groups.get(g);
            System.arraycopy(packed, packedAt(group), to, group.start(), group.size());
        }
    }

    /** Sets local factors to the best ones given the global ones. */
    void settleLocals() {
        double change = Double.POSITIVE_INFINITY;
        int rounds = locals.size() > 1 ? LOCAL_ROUNDS : 1;
        for (int round = 0; round < rounds && change > SETTLED; round++) {
            change = 0;
            for (int g : locals) {
                change = Math.max(change, local(g));
            }
        }
    }

    private double local(int g) {
        form.rows(g, moments, natural);
        return update(g);
    }

    /** @return the largest relative change of a moment */
    private double update(int g) {
        FactorGroup group = groups.get(g);
        System.arraycopy(moments, group.start(), before, group.start(), group.size());
        entropies[g] = group.update(natural, moments);
        double change = 0;
        for (int k = group.start(); k < group.start() + group.size(); k++) {
            change = Math.max(change, Math.abs(moments[k] - before[k]) / Math.max(1e-3, Math.abs(moments[k])));
        }
        return change;
    }

    /**
     * Sets each group to the best one given all others: local factors by the batch, global ones by what stands outside
     * of the rows, the batch, and what other batches have added.
     *
     * @param others natural parameters that other batches have added to global factors, packed
     * @return the largest relative change of a moment
     */
    double sweep(double[] others) {
        double change = 0;
        for (int g = 0; g < groups.size(); g++) {
            change = Math.max(change, form.isLocal(g) ? local(g) : global(g, others));
        }
        return change;
    }

    private double global(int g, double[] others) {
        FactorGroup group = groups.get(g);
        form.rest(g, moments, rest);
        form.rows(g, moments, rows);
        for (int k = 0; k < group.size(); k++) {
            int at = group.start() + k;
            natural[at] = rest[at] + (others[packedAt(group) + k] + rows[at]);
        }
        return update(g);
    }

    /**
     * Sweeps until nothing changes; one is enough where the posterior does not depend on where it begins.
     *
     * @param others as for a sweep
     * @return the bound, as if these were all rows
     */
    double ascend(double[] others, int sweeps, double tolerance) {
        double change = Double.POSITIVE_INFINITY;
        int most = form.isExact() ? 1 : sweeps;
        for (int sweep = 0; sweep < most && change > tolerance; sweep++) {
            change = sweep(others);
        }
        return restBound() + rowsBound();
    }

    /** What the batch added to global factors when they were last updated, packed. */
    void added(double[] packed) {
        pack(rows, packed);
    }

    /** Adds what the batch adds to global factors as they are now. */
    void addRows(double[] packed) {
        for (int g : firsts()) {
            form.rows(g, moments, rows);
            add(groups.get(g), rows, packed);
        }
    }

    /** Adds what stands outside of the rows. */
    void addRest(double[] packed) {
        for (int g : firsts()) {
            form.rest(g, moments, rest);
            add(groups.get(g), rest, packed);
        }
    }

    private void add(FactorGroup group, double[] from, double[] packed) {
        for (int k = 0; k < group.size(); k++) {
            packed[packedAt(group) + k] += from[group.start() + k];
        }
    }

    /** One global group for each range of statistics. */
    private List<Integer> firsts() {
        Set<Integer> starts = new HashSet<>();
        return globals.stream().filter(g -> starts.add(groups.get(g).start())).toList();
    }

    /**
     * A step of the natural gradient, which is the difference of the best natural parameters and those now (Hoffman,
     * Blei, Wang and Paisley 2013, equation 32).
     *
     * @param rate 1 takes the best ones
     * @param weight how many rows one row of the batch stands for
     */
    void step(double rate, double weight) {
        for (int g : firsts()) {
            FactorGroup group = groups.get(g);
            form.rest(g, moments, rest);
            form.rows(g, moments, rows);
            for (int k = group.start(); k < group.start() + group.size(); k++) {
                natural[k] += rate * (rest[k] + weight * rows[k] - natural[k]);
            }
            globals.stream().filter(other -> groups.get(other).start() == group.start())
                    .forEach(other -> entropies[other] = groups.get(other).update(natural, moments));
        }
    }

    /** The part of the bound that rows of the batch have. */
    double rowsBound() {
        double bound = form.rowsEnergy(moments);
        for (int g : locals) {
            bound += entropies[g];
        }
        return bound;
    }

    /** The part of the bound that stands outside of the rows. */
    double restBound() {
        double bound = form.restEnergy(moments);
        for (int g : globals) {
            bound += entropies[g];
        }
        return bound;
    }

    /** Draws from all continuous factors that are global, or that are local. */
    List<FactorGroup.Draws> draws(boolean local) {
        return (local ? locals : globals).stream().map(groups::get).filter(FactorGroup::isContinuous)
                .map(group -> group.draws(natural)).toList();
    }
}
