package org.penumbra.compiler;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.batch.RowDraws;
import org.penumbra.compiler.batch.RowPlan;
import org.penumbra.compiler.batch.Subsampling;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.target.Derivations;
import org.penumbra.compiler.target.Lazy;
import org.penumbra.compiler.target.LocalCode;
import org.penumbra.compiler.target.MinibatchCode;
import org.penumbra.compiler.target.MinibatchTarget;
import org.penumbra.compiler.target.StreamedTarget;
import org.penumbra.inference.FactorGraph;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.inference.Plate;
import org.penumbra.inference.Target;

/** The prior of a model and its minibatches, each compiled when it is first wanted. */
final class DerivedModels implements Derivations {

    private final Subsampling subsampling;
    private final Vectors vectors;
    private final Optional<Lazy<CompiledModel>> prior;
    private final FactorCode factors;
    private final Map<List<Subsampling.Drawn>, MinibatchCode> minibatches = new HashMap<>();
    private final Map<List<Subsampling.Drawn>, LocalCode> locals = new HashMap<>();

    /**
     * @param program of the full model
     * @param prior empty for a prior itself
     */
    DerivedModels(ModelProgram program, Vectors vectors, Optional<Lazy<CompiledModel>> prior) {
        this.subsampling = new Subsampling(program, prior.isPresent());
        this.vectors = vectors;
        this.prior = prior;
        this.factors = new FactorCode(program, vectors);
    }

    /** Rows that are read together in a pass through all of them. */
    private static final int BLOCK = 4096;

    /** The plate whose rows are not in memory. */
    Optional<Plate> streamed() {
        return subsampling.streamed();
    }

    /** What stands outside of that plate. */
    ModelProgram rest(Plate plate) {
        return subsampling.rest(plate.name());
    }

    /** What its rows add. */
    StreamedTarget.Blocks blocks(Plate plate) {
        int rows = Math.min(BLOCK, plate.size());
        int left = plate.size() % rows;
        return new StreamedTarget.Blocks(rows(plate, rows),
                left == 0 ? Optional.empty() : Optional.of(rows(plate, left)), plate.size(), rows);
    }

    private MinibatchCode rows(Plate plate, int rows) {
        Subsampling.Batched batched = subsampling.rows(plate.name(), rows);
        return CompiledModel.of(batched.program(), vectors, batched.batch()).minibatch(() -> {
            throw new IllegalStateException("nobody asks rows for their prior");
        });
    }

    @Override
    public Optional<Target> prior() {
        return prior.map(model -> model.get().target());
    }

    @Override
    public List<Plate> plates() {
        return subsampling.plates();
    }

    /** Not of rows that are read from disk, which no factor can go back to. */
    @Override
    public Optional<FactorGraph> factorGraph() {
        return streamed().isPresent() ? Optional.empty() : factors.get();
    }

    @Override
    public MinibatchTarget subsample(Target full, Map<String, Integer> sizes, Sampling sampling) {
        Subsampling.Batched batched = subsampling.batch(sizes);
        return new MinibatchTarget(full, () -> code(batched, sizes), new RowDraws(batched.plates(), sampling,
                batched.batch().hasKeys()),
                () -> local(sizes));
    }

    @Override
    public synchronized LocalCode local(Map<String, Integer> sizes) {
        RowPlan plan = subsampling.plan(sizes);
        LocalCode known = locals.get(plan.plates());
        if (known == null) {
            Subsampling.Batched batched = subsampling.local(sizes);
            known = new LocalCode(new Lazy<>(() -> CompiledModel.of(batched.program(), vectors, batched.batch())
                    .minibatch(new Lazy<>(() -> prior.orElseThrow().get().local(sizes)))), plan);
            locals.put(plan.plates(), known);
        }
        return known;
    }

    private synchronized MinibatchCode code(Subsampling.Batched batched, Map<String, Integer> sizes) {
        return minibatches.computeIfAbsent(batched.plates(), plates -> CompiledModel
                .of(batched.program(), vectors, batched.batch())
                .minibatch(new Lazy<>(() -> prior.orElseThrow().get().minibatch(sizes))));
    }

    @Override
    public MinibatchCode minibatch(Map<String, Integer> sizes) {
        return code(subsampling.batch(sizes), sizes);
    }
}
