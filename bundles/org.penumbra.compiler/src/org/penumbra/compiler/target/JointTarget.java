package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.discrete.GivenPosterior;
import org.penumbra.compiler.discrete.Neighbourhoods;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.core.Workers;
import org.penumbra.inference.DiscreteCoordinates;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The target of a model whose discrete sites are coordinates, behind those of the continuous ones. */
public final class JointTarget implements Target {

    /**
     * The sum of some terms.
     *
     * @param code reads the discrete sites in the rows of the batch
     * @param mentions for each element of the discrete sites whether it occurs there
     */
    public record DirectCode(CompiledProgram code, boolean[] mentions) {
    }

    /**
     * The three programs of a model.
     *
     * @param density has the log density as its result
     * @param gradient has it, too, and writes the gradient by the continuous coordinates
     * @param values writes what is reported
     */
    public record Programs(CompiledProgram density, CompiledProgram gradient, CompiledProgram values) {
    }

    /**
     * What the targets of all threads share.
     *
     * @param program for what is done rarely; its sites are in the order in which they are drawn
     * @param slowLayout where that program finds them
     * @param layout of coordinates and reported values
     * @param batch with the discrete sites as what is given
     * @param plan which tables mention an element
     * @param tables writes them
     * @param direct terms that are computed for each value
     */
    public record Shared(ModelProgram program, Layout slowLayout, Layout layout, Batch batch, Programs programs,
            Neighbourhoods.Plan plan, CompiledProgram tables, List<DirectCode> direct) {
    }

    private final Shared shared;
    private final Workers workers;
    private final BatchRows rows;
    private final Compiled density;
    private final Compiled gradient;
    private final SiteMap sites;
    private final int[] low;
    private final int[] high;
    private final int continuous;
    /** Made when it is asked for the first time. */
    private DiscreteCoordinates discrete;
    private DiscreteSites posterior;

    public JointTarget(Shared shared, Workers workers) {
        this.shared = shared;
        this.workers = workers;
        this.rows = new BatchRows(shared.batch());
        this.density = shared.programs().density().newInstance(rows, workers);
        this.gradient = shared.programs().gradient().newInstance(rows, workers);
        Compiled values = shared.programs().values().newInstance(rows, Workers.SEQUENTIAL);
        this.sites = new JointSites(new CompiledSites(shared.program(), shared.layout(), values));
        DiscreteCoordinates elements = neighbourhoods();
        this.low = new int[elements.count()];
        this.high = new int[elements.count()];
        Arrays.setAll(low, elements::low);
        Arrays.setAll(high, elements::high);
        this.continuous = shared.layout().dimension() - low.length;
    }

    private Neighbourhoods neighbourhoods() {
        BatchRows own = new BatchRows(shared.batch());
        return new Neighbourhoods(shared.plan(), shared.tables().newInstance(), shared.direct().stream()
                .map(one -> new Neighbourhoods.Direct(one.code().newInstance(own, Workers.SEQUENTIAL),
                        one.mentions()))
                .toList(), own);
    }

    /** Gives the code the discrete coordinates; false where they are no values of the sites. */
    private boolean give(double[] x) {
        for (int element = 0; element < low.length; element++) {
            double value = x[continuous + element];
            if (!(value >= low[element] && value <= high[element] && value == Math.rint(value))) {
                return false;
            }
            if (value != rows.given(element)) {
                rows.give(element, value);
            }
        }
        return true;
    }

    @Override
    public int dimension() {
        return shared.layout().dimension();
    }

    @Override
    public double logDensity(double[] x) {
        return give(x) ? density.run(x, null) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradientOut) {
        Arrays.fill(gradientOut, 0);
        return give(x) ? gradient.run(x, gradientOut) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public SiteMap sites() {
        return sites;
    }

    @Override
    public DiscreteSites discreteSites() {
        if (posterior == null) {
            posterior = new GivenPosterior(shared.plan().graph().sites(), neighbourhoods(), continuous);
        }
        return posterior;
    }

    @Override
    public Optional<DiscreteCoordinates> discrete() {
        if (discrete == null) {
            discrete = neighbourhoods();
        }
        return Optional.of(discrete);
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        new SlowPaths(shared.program(), shared.slowLayout()).samplePrior(random, x);
    }

    @Override
    public long cost() {
        return dimension() + shared.program().data().values().stream().mapToLong(numbers -> numbers.length).sum();
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return new SlowPaths(shared.program(), shared.slowLayout()).contributions(x);
    }

    @Override
    public Target fork() {
        return withWorkers(workers);
    }

    @Override
    public Target withWorkers(Workers others) {
        return new JointTarget(shared, others);
    }

    /** Reported values follow from all coordinates. */
    private final class JointSites implements SiteMap {

        private final CompiledSites code;

        JointSites(CompiledSites code) {
            this.code = code;
        }

        @Override
        public List<Site> sites() {
            return shared.layout().sites();
        }

        @Override
        public int valueCount() {
            return shared.layout().valueCount();
        }

        @Override
        public void constrain(double[] x, double[] values) {
            if (!give(x)) {
                throw new IllegalArgumentException("a discrete coordinate is no value of its site");
            }
            code.constrain(x, values);
        }

        @Override
        public void unconstrain(double[] values, double[] x) {
            new SlowPaths(shared.program(), shared.slowLayout()).unconstrain(values, x);
        }
    }
}
