package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.StepKeys;
import org.penumbra.core.Workers;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.FactorGraph;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Plate;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.BatchConjugacy;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.inference.divergences.PriorFactors;
import org.penumbra.math.RandomStream;

/** The target that algorithms see: generated code for what is hot, the slow evaluator for what is rare. */
public final class CompiledTarget implements Target {

    private final ModelProgram program;
    private final Layout layout;
    private final CompiledProgram densityCode;
    private final CompiledProgram gradientCode;
    private final CompiledProgram valueCode;
    private final Compiled density;
    private final Compiled gradient;
    private final Workers workers;
    private final SiteMap sites;
    private final Supplier<DiscreteSites> discrete;
    private final Derivations derivations;
    private final ClosedForms conjugate;
    private final Supplier<Optional<PriorFactors>> priorFactors;
    /** Made when it is asked for the first time. */
    private DiscreteSites discreteSites;

    /**
     * @param discrete makes the posterior of the discrete sites for one thread
     * @param conjugate makes the closed-form updates for one thread
     * @param priorFactors makes the known factors of the prior for one thread
     * @param derivations the prior, and minibatches
     * @param workers run pieces of large plates
     */
    public CompiledTarget(ModelProgram program, Layout layout, CompiledProgram densityCode,
            CompiledProgram gradientCode, CompiledProgram valueCode, Supplier<DiscreteSites> discrete,
            ClosedForms conjugate, Supplier<Optional<PriorFactors>> priorFactors, Derivations derivations,
            Workers workers) {
        this.program = program;
        this.layout = layout;
        this.densityCode = densityCode;
        this.gradientCode = gradientCode;
        this.valueCode = valueCode;
        this.density = densityCode.newInstance(workers);
        this.gradient = gradientCode.newInstance(workers);
        this.discrete = discrete;
        this.derivations = derivations;
        this.priorFactors = priorFactors;
        this.workers = workers;
        this.conjugate = conjugate;
        this.sites = new CompiledSites(program, layout, valueCode.newInstance());
    }

    @Override
    public int dimension() {
        return layout.dimension();
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
    public boolean isNoisyInTraining() {
        return StepKeys.areIn(program);
    }

    @Override
    public SiteMap sites() {
        return sites;
    }

    @Override
    public DiscreteSites discreteSites() {
        if (discreteSites == null) {
            discreteSites = discrete.get();
        }
        return discreteSites;
    }

    @Override
    public void sampleLatents(RandomStream random, double[] x) {
        if (program.summation().isEmpty()) {
            new SlowPaths(program, layout).sampleLatents(random, x);
        } else {
            Target.super.sampleLatents(random, x);
        }
    }

    @Override
    public void samplePrior(RandomStream random, double[] x) {
        if (program.summation().isEmpty()) {
            new SlowPaths(program, layout).samplePrior(random, x);
        } else {
            new DiscretePrior(program, layout).sample(random, x);
        }
    }

    @Override
    public Optional<Target> prior() {
        return derivations.prior();
    }

    @Override
    public List<Plate> plates() {
        return derivations.plates();
    }

    @Override
    public Minibatch subsample(Map<String, Integer> sizes, Minibatch.Sampling sampling) {
        return derivations.subsample(fork(), sizes, sampling).withWorkers(workers);
    }

    @Override
    public long cost() {
        return layout.dimension() + program.data().values().stream().mapToLong(numbers -> numbers.length).sum();
    }

    @Override
    public long effort() {
        return density.effort() + gradient.effort();
    }

    @Override
    public Target bounded(long effort) {
        CompiledTarget fork = (CompiledTarget) fork();
        fork.density.bound(effort);
        fork.gradient.bound(effort);
        return fork;
    }

    @Override
    public Optional<PriorFactors> priorFactors() {
        return priorFactors.get();
    }

    @Override
    public Optional<FactorGraph> factorGraph() {
        return derivations.factorGraph();
    }

    @Override
    public List<Contribution> contributions(double[] x) {
        return new SlowPaths(program, layout).contributions(x);
    }

    @Override
    public Conjugacy conjugacy() {
        return conjugate.mixed();
    }

    @Override
    public Conjugacy closedForm() {
        return conjugate.pure();
    }

    @Override
    public BatchConjugacy batches(String plate) {
        return conjugate.batches(plate);
    }

    @Override
    public Target fork() {
        return withWorkers(workers);
    }

    @Override
    public Target withWorkers(Workers others) {
        return new CompiledTarget(program, layout, densityCode, gradientCode, valueCode, discrete, conjugate,
                priorFactors, derivations, others);
    }
}
