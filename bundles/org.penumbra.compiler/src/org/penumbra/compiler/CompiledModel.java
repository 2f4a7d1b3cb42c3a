package org.penumbra.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.code.Program;
import org.penumbra.compiler.code.TwoPhases;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.compiler.gradient.Reverse;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.compiler.target.CompiledTarget;
import org.penumbra.compiler.target.Derivations;
import org.penumbra.compiler.target.JointTarget;
import org.penumbra.compiler.target.Layout;
import org.penumbra.compiler.target.Lazy;
import org.penumbra.compiler.target.MinibatchCode;
import org.penumbra.compiler.target.StreamedTarget;
import org.penumbra.compiler.target.PriorCode;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Workers;
import org.penumbra.inference.DiscreteSites;
import org.penumbra.inference.Plate;
import org.penumbra.inference.Target;

/** A model bound to data and compiled. */
public final class CompiledModel {

    private final ModelProgram program;
    private final Vectors vectors;
    private final Layout layout;
    private final Expr density;
    private final List<Recurrence> recurrences;
    private final List<Stage> gradient;
    private final CompiledProgram densityCode;
    private final CompiledProgram gradientCode;
    private final CompiledProgram valueCode;
    private final Supplier<DiscreteSites> discrete;
    private final ConjugateCode conjugate;
    private final Stage reports;
    private final Map<Array, double[]> data;
    private final Facts facts;
    private final PriorCode priorCode;
    private final Optional<Batch> batch;
    private final Derivations derivations;
    /** Makes targets in which discrete sites are coordinates; null where they are none. */
    private SampledModel sampled;
    /** What the rows add when these are not in memory; all else is the rest then. */
    private final Optional<StreamedTarget.Blocks> blocks;

    private CompiledModel(ModelProgram program, Vectors vectors, Optional<Batch> batch,
            Derivations derivations, Optional<StreamedTarget.Blocks> blocks, Supplier<JointModel> joint,
            Function<Signature, Optional<String>> names) {
        this(program, vectors, batch, batch.isEmpty(), derivations, blocks, joint, names);
    }

    /** @param hasSites whether latent sites are reported; those of a minibatch are inputs and no sites */
    private CompiledModel(ModelProgram program, Vectors vectors, Optional<Batch> batch, boolean hasSites,
            Derivations derivations, Optional<StreamedTarget.Blocks> blocks, Supplier<JointModel> joint,
            Function<Signature, Optional<String>> names) {
        this.blocks = blocks;
        this.program = program;
        this.batch = batch;
        this.vectors = vectors;
        this.layout = Layout.of(program);
        Map<Array, double[]> data = new HashMap<>(program.data());
        Optimizer optimizer = new Optimizer(data);
        this.density = batch.isPresent() ? optimizer.optimize(program.logDensity())
                : optimizer.optimizeDensity(program.logDensity());
        ToIntFunction<Array> base = array -> layout.freeBase().get(array);
        this.recurrences = Recurrences.optimized(program.recurrences(), optimizer);
        this.gradient = Reverse.gradient(density, optimizer.facts(), base,
                Recurrences.backward(recurrences, optimizer)).stream().map(part -> optimized(part, optimizer)).toList();
        Stage values = optimized(new Stage(List.of(), hasSites ? values() : reported()), optimizer);
        this.reports = values;
        this.data = data;
        this.facts = optimizer.facts();
        this.conjugate = new ConjugateCode(program, layout, joint, vectors);
        this.densityCode = compile(density, List.of(new Stage(List.of(density), List.of())), data, optimizer.facts());
        this.gradientCode = compile(density, gradientStages(), data, optimizer.facts());
        this.valueCode = compile(null, List.of(values), data, optimizer.facts());
        this.discrete = program.summation().isEmpty() ? () -> DiscreteSites.NONE
                : new DiscreteCode(program, tables -> compile(null,
                        List.of(optimized(new Stage(List.of(), tables), optimizer)), data, optimizer.facts()));
        this.derivations = derivations;
        this.priorCode = new PriorCode(program, layout, names, vectors);
    }

    private CompiledProgram compile(Expr result, List<Stage> stages, Map<Array, double[]> data, Facts facts) {
        List<Stage> all = new ArrayList<>(Recurrences.stagesFor(stages, recurrences, facts));
        all.addAll(stages);
        return new Program(result, all, data, layout.freeBase(), facts, batch.orElseGet(() -> new Batch(List.of())))
                .compile(vectors);
    }

    private List<Stage> gradientStages() {
        List<Stage> stages = new ArrayList<>(gradient);
        stages.set(0, new Stage(List.of(density), gradient.getFirst().effects()));
        return stages;
    }

    /**
     * @param prior the program of the latent sites alone
     * @param joint the model in the sites' own values; both are asked when they are needed
     * @param names of the distributions that have signatures
     */
    static CompiledModel of(ModelProgram program, Vectors vectors, Supplier<ModelProgram> prior,
            Supplier<JointModel> joint, Function<Signature, Optional<String>> names) {
        return of(program, vectors, Optional.of(new Lazy<>(
                () -> of(prior.get(), vectors, Optional.empty(), CompiledModel::noJoint, names))), joint, names);
    }

    private static CompiledModel of(ModelProgram program, Vectors vectors, Optional<Lazy<CompiledModel>> prior,
            Supplier<JointModel> joint, Function<Signature, Optional<String>> names) {
        DerivedModels derived = new DerivedModels(program, vectors, prior);
        Optional<Plate> streamed = derived.streamed();
        return new CompiledModel(streamed.map(derived::rest).orElse(program), vectors, Optional.empty(), derived,
                streamed.map(derived::blocks), joint, names);
    }

    /** A program whose data are those of a minibatch. */
    static CompiledModel of(ModelProgram program, Vectors vectors, Batch batch) {
        return new CompiledModel(program, vectors, Optional.of(batch),
                new DerivedModels(program, vectors, Optional.empty()), Optional.empty(), CompiledModel::noJoint,
                signature -> Optional.empty());
    }

    /** A program whose sites are drawn given numbers in the rows of a batch. */
    static CompiledModel given(ModelProgram program, Vectors vectors, Batch batch) {
        return new CompiledModel(program, vectors, Optional.of(batch), true,
                new DerivedModels(program, vectors, Optional.empty()), Optional.empty(), CompiledModel::noJoint,
                signature -> Optional.empty());
    }

    /** A model whose discrete sites are drawn with the others. */
    static CompiledModel sampled(JointModel joint, Vectors vectors) {
        SampledModel model = new SampledModel(joint, vectors);
        model.code().sampled = model;
        return model.code();
    }

    JointTarget.Programs programs() {
        return new JointTarget.Programs(densityCode, gradientCode, valueCode);
    }

    /** Whether discrete sites are coordinates of the target. */
    public boolean drawsDiscreteSites() {
        return sampled != null;
    }

    private static JointModel noJoint() {
        throw PenumbraException.badInput(Problem.error("PEN-2954",
                "closed-form updates are made from the whole model, and not from a minibatch, a prior or a guide."));
    }

    /** Code of a program that is no model by itself, such as one of a guide. */
    static CompiledModel of(ModelProgram program, Vectors vectors) {
        return of(program, vectors, Optional.empty(), CompiledModel::noJoint, signature -> Optional.empty());
    }

    static Stage optimized(Stage stage, Optimizer optimizer) {
        List<Effect> effects = new ArrayList<>();
        for (Effect effect : stage.effects()) {
            effects.add(switch (effect) {
                case Invoke call -> call; // its subscripts and loops are those of a recurrence, optimised already
                case Scatter scatter -> new Scatter(scatter.path().stream().map(optimizer::optimize).toList(),
                        scatter.array(), scatter.base(), optimizer.optimize(scatter.offset()),
                        optimizer.optimize(scatter.value()));
            });
        }
        return new Stage(stage.wanted(), effects, stage.sequential());
    }

    /** Every latent site on its own scale, then what is reported. */
    private List<Scatter> values() {
        List<Scatter> values = new ArrayList<>();
        for (LatentSite site : program.latents()) {
            int base = layout.site(site.name()).valueOffset();
            values.add(new Scatter(site.loops(), base, site.position(), site.value()));
        }
        values.addAll(reported());
        return values;
    }

    /** The deterministic sites, behind the latent ones. */
    private List<Scatter> reported() {
        return program.reported().stream().map(value -> new Scatter(value.loops(),
                layout.site(value.name()).valueOffset(), Layout.offset(value), value.value())).toList();
    }

    /** A target for one thread; further threads fork it, and {@link Target#withWorkers} splits large plates. */
    public Target target() {
        if (sampled != null) {
            return sampled.target();
        }
        Target target = new CompiledTarget(program, layout, densityCode, gradientCode, valueCode, discrete, conjugate,
                priorCode, derivations, Workers.SEQUENTIAL);
        return blocks.<Target>map(rows -> new StreamedTarget(target, rows, derivations)).orElse(target);
    }

    /** The code of minibatches of such sizes. */
    MinibatchCode minibatch(Map<String, Integer> sizes) {
        return derivations.minibatch(sizes);
    }

    /** The same in the coordinates of the rows. */
    MinibatchCode local(Map<String, Integer> sizes) {
        return derivations.local(sizes).code().get();
    }

    /** The code of a minibatch. */
    MinibatchCode minibatch(Supplier<MinibatchCode> prior) {
        return new MinibatchCode(densityCode, gradientCode, valueCode, layout, batch.orElseThrow(), prior,
                this::twoPhases);
    }

    /** What is reported, and derivatives by the first inputs. */
    private TwoPhases twoPhases(int wanted) {
        List<Stage> stages = new ArrayList<>(Recurrences.stagesFor(joined(), recurrences, facts));
        stages.add(reports);
        int first = stages.size();
        stages.addAll(gradient);
        return TwoPhases.of(new Program(null, stages, data, layout.freeBase(), facts, batch.orElseThrow()), first,
                wanted, vectors);
    }

    private List<Stage> joined() {
        List<Stage> readers = new ArrayList<>(gradient);
        readers.add(reports);
        return readers;
    }

    /** The model after binding, for tests and tools: terms that a slow evaluator can follow. */
    public ModelProgram program() {
        return program;
    }

    /** A phase of the compilation as text. */
    public String dump(Phase phase) {
        return switch (phase) {
            case IR -> "log density =\n  " + program.terms().stream().map(term -> term.site() + ": " + term.total())
                    .collect(Collectors.joining("\n  ")) + "\noptimised =\n  " + density + "\n";
            case GRADIENT -> gradient.stream().flatMap(stage -> stage.effects().stream()).map(Effect::toString)
                    .collect(Collectors.joining("\n", "", "\n"));
            case BYTECODE -> gradientCode.listing();
        };
    }
}
