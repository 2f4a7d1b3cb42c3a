package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.compiler.batch.RowCoordinates;
import org.penumbra.compiler.batch.RowPlan;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.core.Workers;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Plate;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * A minibatch whose coordinates are those of sites outside of the plates and of the rows that were drawn: nothing in it
 * is as large as the data. What a coordinate stands for changes with the rows.
 */
public final class LocalMinibatch implements Minibatch {

    private final MinibatchTarget minibatch;
    private final LocalCode local;
    private final Lazy<BatchRows> rows;
    private final Workers workers;
    private Compiled density;
    private Compiled gradient;
    private final Supplier<Optional<Target>> prior;

    LocalMinibatch(MinibatchTarget minibatch, LocalCode local, Workers workers) {
        this(minibatch, local, workers, new Lazy<>(() -> {
            BatchRows rows = new BatchRows(local.code().get().batch());
            minibatch.draws().watch(rows);
            return rows;
        }));
    }

    private LocalMinibatch(MinibatchTarget minibatch, LocalCode local, Workers workers, Lazy<BatchRows> rows) {
        this.minibatch = minibatch;
        this.local = local;
        this.rows = rows;
        this.workers = workers;
        this.prior = new Lazy<>(() -> minibatch.full().prior().map(whole -> new LocalMinibatch(minibatch,
                new LocalCode(local.code().get().prior(), local.plan()), workers)));
    }

    /** Made when it is first needed: blocks of a guide ask for rows alone. */
    private void prepare() {
        if (density == null) {
            MinibatchCode code = local.code().get();
            density = code.density().newInstance(rows.get(), workers);
            gradient = code.gradient().newInstance(rows.get(), workers);
        }
    }

    /** The minibatch in all coordinates. */
    public MinibatchTarget minibatch() {
        return minibatch;
    }

    /** Who may help with an evaluation. */
    public Workers workers() {
        return workers;
    }

    public RowPlan plan() {
        return local.plan();
    }

    @Override
    public int dimension() {
        return local.plan().sites().stream().mapToInt(RowCoordinates::rowCount).sum();
    }

    @Override
    public double logDensity(double[] x) {
        prepare();
        return density.run(x, null);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradientOut) {
        prepare();
        Arrays.fill(gradientOut, 0);
        return gradient.run(x, gradientOut);
    }

    @Override
    public void draw(RandomStream random) {
        minibatch.draw(random);
    }

    @Override
    public long drawsPerPass() {
        return minibatch.drawsPerPass();
    }

    @Override
    public int rowsPerDraw() {
        return minibatch.rowsPerDraw();
    }

    @Override
    public int plateRows() {
        return minibatch.plateRows();
    }

    @Override
    public int holdOut(double share, RandomStream random) {
        return minibatch.holdOut(share, random);
    }

    @Override
    public void select(int batch) {
        minibatch.select(batch);
    }

    @Override
    public int rowCoordinates() {
        return minibatch.rowCoordinates();
    }

    @Override
    public double[] state() {
        return minibatch.state();
    }

    @Override
    public void restore(double[] state) {
        minibatch.restore(state);
    }

    @Override
    public Target full() {
        return minibatch.full();
    }

    @Override
    public Optional<Target> prior() {
        return prior.get();
    }

    /** Of the rows that are drawn when values are asked for. */
    @Override
    public SiteMap sites() {
        return new RowSites(full().sites(), full().dimension(), local.plan(), minibatch.draws());
    }

    /** Of the rows that are drawn, as their part of a draw of everything. */
    @Override
    public void samplePrior(RandomStream random, double[] x) {
        double[] all = new double[full().dimension()];
        full().samplePrior(random, all);
        gather(all, x);
    }

    @Override
    public void sampleLatents(RandomStream random, double[] x) {
        double[] all = new double[full().dimension()];
        local.plan().sites().forEach(site -> site.scatter(x, minibatch.draws().rows(), all));
        full().sampleLatents(random, all);
        gather(all, x);
    }

    /** What a vector of all coordinates has for the rows that are drawn. */
    public void gather(double[] all, double[] few) {
        int[][] chosen = minibatch.draws().rows();
        for (RowCoordinates site : local.plan().sites()) {
            site.gather(all, chosen, few);
        }
    }

    /** The density of the minibatch as one entry: terms are told apart where all rows are there. */
    @Override
    public List<Contribution> contributions(double[] x) {
        return List.of(new Contribution("rows", logDensity(x), ""));
    }

    @Override
    public List<Plate> plates() {
        return full().plates();
    }

    @Override
    public Minibatch subsample(Map<String, Integer> sizes, Sampling sampling) {
        return minibatch.subsample(sizes, sampling);
    }

    @Override
    public LocalMinibatch fork() {
        return withWorkers(workers);
    }

    @Override
    public LocalMinibatch withWorkers(Workers others) {
        return new LocalMinibatch(minibatch, local, others, rows);
    }
}
