package org.penumbra.compiler.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.core.Workers;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Plate;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.BatchConjugacy;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.math.RandomStream;

/**
 * The full density of a model whose rows are not in memory: each evaluation reads all of them once, a block at a time.
 * Many points are best evaluated together, in one pass.
 */
public final class StreamedTarget implements Target {

    private final Target rest;
    private final Derivations derivations;
    private final Blocks code;
    private final List<Block> blocks = new ArrayList<>();
    private final double[] part;
    private final Workers workers;

    /**
     * The code of what the rows add.
     *
     * @param block for as many rows as one block has
     * @param last for those that are left over; empty when there are none
     * @param size all rows
     * @param rows of one block
     */
    public record Blocks(MinibatchCode block, Optional<MinibatchCode> last, int size, int rows) {
    }

    /** Instances that see a number of rows. */
    private record Block(BatchRows rows, Compiled density, Compiled gradient) {

        static Block of(MinibatchCode code, Workers workers) {
            BatchRows rows = new BatchRows(code.batch());
            return new Block(rows, code.density().newInstance(rows, workers),
                    code.gradient().newInstance(rows, workers));
        }

        int load(int first) {
            int[] chosen = rows.rows(0);
            for (int k = 0; k < chosen.length; k++) {
                chosen[k] = first + k;
            }
            rows.load();
            return first + chosen.length;
        }
    }

    /** @param rest what stands outside of the rows, with the sites of the model */
    public StreamedTarget(Target rest, Blocks code, Derivations derivations) {
        this(rest, code, derivations, Workers.SEQUENTIAL);
    }

    private StreamedTarget(Target rest, Blocks code, Derivations derivations, Workers workers) {
        this.workers = workers;
        this.rest = rest;
        this.code = code;
        this.derivations = derivations;
        this.part = new double[rest.dimension()];
        blocks.add(Block.of(code.block(), workers));
        code.last().ifPresent(last -> blocks.add(Block.of(last, workers)));
    }

    private Block at(int first) {
        return code.size() - first >= code.rows() ? blocks.getFirst() : blocks.getLast();
    }

    @Override
    public int dimension() {
        return rest.dimension();
    }

    @Override
    public double logDensity(double[] x) {
        double[] value = new double[1];
        logDensities(new double[][] {x}, value);
        return value[0];
    }

    @Override
    public void logDensities(double[][] points, double[] values) {
        for (int k = 0; k < points.length; k++) {
            values[k] = rest.logDensity(points[k]);
        }
        for (int first = 0; first < code.size();) {
            Block block = at(first);
            first = block.load(first);
            for (int k = 0; k < points.length; k++) {
                values[k] += block.density().run(points[k], null);
            }
        }
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        double value = rest.logDensityAndGradient(x, gradient);
        for (int first = 0; first < code.size();) {
            Block block = at(first);
            first = block.load(first);
            Arrays.fill(part, 0);
            value += block.gradient().run(x, part);
            for (int i = 0; i < part.length; i++) {
                gradient[i] += part[i];
            }
        }
        return value;
    }

    @Override
    public SiteMap sites() {
        return rest.sites();
    }

    @Override
    public DiscreteSites discreteSites() {
        return rest.discreteSites();
    }

    @Override
    public void sampleLatents(RandomStream random, double[] x) {
        rest.sampleLatents(random, x);
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        rest.samplePrior(random, x);
    }

    @Override
    public Optional<Target> prior() {
        return rest.prior();
    }

    @Override
    public List<Plate> plates() {
        return rest.plates();
    }

    @Override
    public Minibatch subsample(Map<String, Integer> sizes, Minibatch.Sampling sampling) {
        return derivations.subsample(fork(), sizes, sampling);
    }

    /** What the rows add is one entry. */
    @Override
    public List<Contribution> contributions(double[] x) {
        List<Contribution> all = new ArrayList<>(rest.contributions(x));
        double outside = all.stream().mapToDouble(Contribution::logDensity).sum();
        all.add(new Contribution("rows of the data", logDensity(x) - outside, ""));
        return all;
    }

    @Override
    public boolean isStreamed() {
        return true;
    }

    /** A sweep over all factors would read all rows, and keep what belongs to them. */
    @Override
    public Conjugacy conjugacy() {
        return Conjugacy.none("the rows of its data are read from disk, batch by batch, and coordinate ascent in whole "
                + "sweeps needs all of them in memory. StochasticCAVI and StreamingCAVI see a batch at a time");
    }

    @Override
    public BatchConjugacy batches(String plate) {
        return rest.batches(plate);
    }

    @Override
    public Target fork() {
        return withWorkers(workers);
    }

    @Override
    public Target withWorkers(Workers others) {
        return new StreamedTarget(rest.withWorkers(others), code, derivations, others);
    }
}
