package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
    private final MinibatchCode code;
    private final RowDraws draws;
    private final BatchRows rows;
    private final Workers workers;
    private final Compiled density;
    private final Compiled gradient;
    private final Supplier<Optional<Target>> prior;

    /** @param full the target that this estimates, for the same thread */
    public MinibatchTarget(Target full, MinibatchCode code, RowDraws draws) {
        this(full, code, draws, new BatchRows(code.batch()), Workers.SEQUENTIAL);
        draws.watch(rows);
    }

    private MinibatchTarget(Target full, MinibatchCode code, RowDraws draws, BatchRows rows,
            Workers workers) {
        this.full = full;
        this.code = code;
        this.draws = draws;
        this.rows = rows;
        this.workers = workers;
        this.density = code.density().newInstance(rows, workers);
        this.gradient = code.gradient().newInstance(rows, workers);
        this.prior = new Lazy<>(() -> full.prior().map(target -> new MinibatchTarget(target, code.prior().get(),
                draws)));
    }

    @Override
    public int dimension() {
        return full.dimension();
    }

    @Override
    public double logDensity(double[] x) {
        return density.run(x, null);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradientOut) {
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
        return new MinibatchTarget(full.withWorkers(others), code, draws, rows, others);
    }
}
