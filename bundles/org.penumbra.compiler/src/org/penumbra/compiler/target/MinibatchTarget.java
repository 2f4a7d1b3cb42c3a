package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.compiler.batch.RowCoordinates;
import org.penumbra.compiler.batch.RowDraws;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.core.Workers;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Plate;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The target of a minibatch: generated code over the rows that were drawn; all else is the full target's. */
public final class MinibatchTarget implements Minibatch {

    private final Target full;
    private final Supplier<MinibatchCode> code;
    private final RowDraws draws;
    private final Lazy<LocalCode> local;
    private final Lazy<BatchRows> rows;
    private final Workers workers;
    private final Supplier<Optional<Target>> prior;
    private Compiled density;
    private Compiled gradient;

    /**
     * @param full the target that this estimates, for the same thread
     * @param code made when it is first needed
     * @param local the same rows in coordinates of their own, or why there are none
     */
    public MinibatchTarget(Target full, Supplier<MinibatchCode> code, RowDraws draws, Supplier<LocalCode> local) {
        this(full, new Lazy<>(code), draws, new Lazy<>(local), null, Workers.SEQUENTIAL);
    }

    private MinibatchTarget(Target full, Supplier<MinibatchCode> code, RowDraws draws, Lazy<LocalCode> local,
            Lazy<BatchRows> rows, Workers workers) {
        this.full = full;
        this.code = code;
        this.draws = draws;
        this.local = local;
        this.rows = rows != null ? rows : new Lazy<>(() -> watching(code.get(), draws));
        this.workers = workers;
        this.prior = new Lazy<>(() -> full.prior().map(target -> new MinibatchTarget(target, code.get().prior(),
                draws, local)));
    }

    private static BatchRows watching(MinibatchCode code, RowDraws draws) {
        BatchRows rows = new BatchRows(code.batch());
        draws.watch(rows);
        return rows;
    }

    private void prepare() {
        if (density == null) {
            density = code.get().density().newInstance(rows.get(), workers);
            gradient = code.get().gradient().newInstance(rows.get(), workers);
        }
    }

    /** What chooses the rows, for what goes along with them. */
    public RowDraws draws() {
        return draws;
    }

    /**
     * The same rows in coordinates of what stands outside of the plates and of the rows alone.
     *
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-2952) where these are not enough
     */
    public LocalMinibatch local() {
        return new LocalMinibatch(this, local.get(), workers);
    }

    @Override
    public int dimension() {
        return full.dimension();
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
        draws.draw(random);
    }

    @Override
    public long drawsPerPass() {
        return draws.drawsPerPass();
    }

    @Override
    public int rowsPerDraw() {
        return draws.rowsPerDraw();
    }

    @Override
    public int plateRows() {
        return draws.plateRows();
    }

    @Override
    public int holdOut(double share, RandomStream random) {
        return draws.holdOut(share, random);
    }

    @Override
    public void select(int batch) {
        draws.select(batch);
    }

    @Override
    public int rowCoordinates() {
        return local.get().plan().sites().stream().filter(site -> site.plate() >= 0)
                .mapToInt(RowCoordinates::wholeCount).sum();
    }

    @Override
    public double[] state() {
        return draws.state();
    }

    @Override
    public void restore(double[] state) {
        draws.restore(state);
    }

    @Override
    public Target full() {
        return full;
    }

    /** An estimate from the same rows. */
    @Override
    public Optional<Target> prior() {
        return prior.get();
    }

    @Override
    public SiteMap sites() {
        return full.sites();
    }

    @Override
    public DiscreteSites discreteSites() {
        return full.discreteSites();
    }

    @Override
    public void sampleLatents(RandomStream random, double[] x) {
        full.sampleLatents(random, x);
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        full.samplePrior(random, x);
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return full.contributions(x);
    }

    @Override
    public List<Plate> plates() {
        return full.plates();
    }

    @Override
    public Minibatch subsample(Map<String, Integer> sizes, Sampling sampling) {
        return full.subsample(sizes, sampling);
    }

    @Override
    public Minibatch fork() {
        return withWorkers(workers);
    }

    @Override
    public Minibatch withWorkers(Workers others) {
        return new MinibatchTarget(full.withWorkers(others), code, draws, local, rows, others);
    }
}
