package org.penumbra.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.Discrete;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.compiler.Simulation;
import org.penumbra.compiler.guide.CompiledGuide;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.core.ThreadWorkers;
import org.penumbra.data.DataName;
import org.penumbra.data.DataReader;
import org.penumbra.inference.Target;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.math.RandomStream;
import org.penumbra.model.DataBinding;
import org.penumbra.model.Intervention;
import org.penumbra.model.Model;
import org.penumbra.registry.Registry;

/**
 * Loads, checks, binds, compiles, runs, diagnoses and stores. One session serves any number of runs, one after another
 * or at once on several threads.
 *
 * <pre>{@code
 * Session session = new Session(Registry.open());
 * Fit fit = session.fit(FitRequest.of(Path.of("rugged.penumbra")).withSeed(7), Progress.NONE, Cancellation.NEVER);
 * fit.sites().forEach(site -> System.out.println(site.name() + " " + site.mean()));
 * }</pre>
 */
public final class Session {

    /** How long a part may go on after it was told to stop. */
    static final Duration GRACE = Duration.ofSeconds(5);

    private final Registry registry;
    private final Duration grace;

    public Session(Registry registry) {
        this(registry, GRACE);
    }

    Session(Registry registry, Duration grace) {
        this.registry = registry;
        this.grace = grace;
    }

    public Registry registry() {
        return registry;
    }

    /**
     * Reads a file and checks it, without data.
     *
     * @return the model with all its problems
     * @throws PenumbraException (BAD_INPUT) when the file cannot be read
     */
    public ModelFile check(Path file) {
        return new ModelReader(registry).read(file);
    }

    /**
     * Everything up to the start of the algorithm.
     *
     * @throws PenumbraException (BAD_INPUT) for a wrong model or wrong data, (USAGE) for a wrong request
     */
    public Prepared prepare(FitRequest request) {
        ModelFile file = check(request.file());
        Selection selection = select(request, file);
        refuse(file.errorsIn(selection.declarations()));
        Plan plan = new Planner(registry, file.locations()).plan(selection, request);
        refuse(file.errorsIn(plan.guide().stream().toList()));
        BoundData data = bind(request, plan.binding(), new DataBinder(plan.model(), file.locations()), file,
                !plan.subsamples().isEmpty());
        Interventions interventions = Interventions.of(selection.items(Intervention.class));
        ModelCompiler compiler = new ModelCompiler(registry.distributions(), file.locations(),
                HostVectors.configured());
        CompiledModel compiled = compiler.compile(plan.model(), data.arrays(), interventions,
                plan.discrete());
        if (!plan.subsamples().isEmpty()) {
            compiled.target().subsample(plan.subsamples().sizes(), plan.subsamples().sampling()); // or says why not
        }
        Optional<CompiledGuide> guide = plan.guide()
                .map(block -> compiler.guide(block, data.arrays(), interventions));
        List<Problem> warnings = new ArrayList<>(file.problems());
        if (compiled.drawsDiscreteSites() && plan.discrete() != Discrete.DRAWN) {
            warnings.add(Problem.warning("PEN-5025", "the discrete sites cannot be summed out; "
                    + plan.algorithm().name() + " draws them instead.").at(file.locations().apply(plan.model()))
                    .advise("Chains move more slowly then: look at the effective sizes of these sites, too."));
        }
        return new Prepared(request, plan, data, compiled, warnings, guide,
                new CompiledCentrings(plan, data, interventions, registry.distributions()));
    }

    static Selection select(FitRequest request, ModelFile file) {
        refuse(file.errorsIn(List.of()));
        return Selection.of(file.script(), request.file().toString(), request.run());
    }

    /**
     * Draws latent sites from their priors and then data from the model. Of a run, its data (sizes and covariates), its
     * seed and its interventions count: {@code condition mu = 2} draws data at that value.
     *
     * @throws PenumbraException (BAD_INPUT) for a wrong model, wrong data, or where nothing can be drawn; (USAGE) for a
     *         wrong request
     */
    public Simulated simulate(FitRequest request) {
        ModelFile file = check(request.file());
        Selection selection = select(request, file);
        Model model = selection.model();
        refuse(file.errorsIn(List.of(model)));
        Set<String> observed = Interventions.observedData(model);
        Interventions interventions = Interventions.of(selection.items(Intervention.class));
        BoundData data = bind(request, selection.items(DataBinding.class).stream().findFirst(),
                new DataBinder(model, file.locations(), observed), file, false);
        long seed = Planner.seed(selection, request);
        Simulation.Drawn drawn = new ModelCompiler(registry.distributions(), file.locations())
                .simulation(model, data.arrays(), interventions).draw(RandomStream.of(seed));
        Map<String, BoundArray> all = new LinkedHashMap<>();
        new DataBinder(model, file.locations()).declarations().forEach(declared -> Optional
                .ofNullable(drawn.data().getOrDefault(declared.getName(), data.arrays().get(declared.getName())))
                .ifPresent(values -> all.put(declared.getName(), values)));
        return new Simulated(model, seed, all, drawn.data().keySet(), drawn.sites());
    }

    /**
     * Draws data given the draws of a stored run (or from the prior), as many times as asked.
     *
     * @param progress in draws
     * @throws PenumbraException (BAD_INPUT) for a wrong model, wrong data, a damaged run, or where nothing can be
     *         drawn; (USAGE) for a wrong request; (CANCELLED) when stopped
     */
    public Predictions predict(PredictRequest request, Progress progress, Cancellation cancellation) {
        return new Predictor(this, request).run(progress, cancellation);
    }

    /**
     * How well stored runs would predict each observation had they not seen it, best first.
     *
     * @param folders of runs of the same data, at least one
     * @throws PenumbraException (BAD_INPUT) for a damaged run, data that are not those of the run, runs of different
     *         data, or a model whose observations cannot be told apart
     */
    public CrossValidation compare(List<Path> folders) {
        return new CrossValidator(this).compare(folders);
    }

    /** Only what the run needs has to be right: another run of the file may want a plug-in that is not installed. */
    static void refuse(List<Problem> errors) {
        if (!errors.isEmpty()) {
            throw new PenumbraException(ExitCode.BAD_INPUT, errors);
        }
    }

    /** @param byRows whether the run needs a few rows at a time */
    BoundData bind(FitRequest request, Optional<DataBinding> binding, DataBinder binder, ModelFile file,
            boolean byRows) {
        Optional<RowCondition> where = request.input().where().map(text -> RowCondition.of(text, registry));
        return where.map(one -> bindRows(request, one.narrow(binding), binder.locatedBy(one::locations), file, byRows))
                .orElseGet(() -> bindRows(request, binding, binder, file, byRows));
    }

    private BoundData bindRows(FitRequest request, Optional<DataBinding> binding, DataBinder binder, ModelFile file,
            boolean byRows) {
        Optional<DataName> source = dataName(request, binding);
        DataReader reader = new DataReader(registry);
        if (source.isPresent() && byRows && StreamedData.suits(reader, source.get())) {
            return StreamedData.bind(binder, binding, reader, source.get(),
                    text(request.file()) + '\0' + request.run() + '\0' + request.input().where());
        }
        if (source.isPresent()) {
            return binder.bind(binding, reader.read(source.get()));
        }
        binder.declarations().stream().filter(binder::isNeeded).findFirst().ifPresent(needed -> {
            throw PenumbraException.badInput(Problem
                    .error("PEN-5100", "the model needs data, and no data file is named.").about(needed.getName())
                    .at(file.locations().apply(needed))
                    .advise("Name one in an infer block (data \"file.csv\") or with --data."));
        });
        return BoundData.none();
    }

    /** On the command line a path is seen from the current folder, in a model from that of the model. */
    private static Optional<DataName> dataName(FitRequest request, Optional<DataBinding> binding) {
        Path folder = Optional.ofNullable(request.file().getParent()).orElse(Path.of(""));
        return request.input().data().map(text -> new DataName(text, Path.of("")))
                .or(() -> binding.map(DataBinding::getSource).map(text -> new DataName(text, folder)));
    }

    /**
     * A whole run. An unconverged fit is a result, not an exception; so is one that was stopped.
     *
     * @param progress of the algorithm, reported from its thread
     * @param cancellation asked from several threads
     * @throws PenumbraException (BAD_INPUT, USAGE) as {@link #prepare}; (PLUGIN_FAILED) naming the bundle that failed;
     *         (CANCELLED) when stopped before there was anything to keep
     */
    public Fit fit(FitRequest request, Progress progress, Cancellation cancellation) {
        Prepared prepared = prepare(request);
        String text = text(request.file());
        Instant started = Instant.now();
        try (ThreadWorkers workers = workers(request); Store store = Store.open(request, prepared.plan())) {
            Target target = prepared.target().withWorkers(workers);
            Map<String, String> identity = RunIdentity.of(prepared.plan(), prepared.data(), text);
            Optional<double[]> state = request.beginning().unfinished()
                    .map(place -> RunState.read(place).stateFor(identity, place));
            Optional<Checkpoints> checkpoints = store.checkpoint().map(file -> new Checkpoints(file, identity));
            Fit fit = new Runner(new Surroundings(registry, workers, grace,
                    prepared.plan().subsamples())).run(request, prepared.plan(),
                    prepared.data(), prepared.warnings(), target, progress, cancellation,
                    new Backing(state, offered -> checkpoints.ifPresent(keeper -> keeper.offer(offered)),
                            prepared.centrings(),
                            BlockStart.of(prepared.guide(), request.beginning().answer())));
            Fit kept = store.keep(fit, target.sites(), text, started, identity);
            return checkpoints.map(keeper -> ended(keeper, kept)).orElse(kept);
        }
    }

    /**
     * Fits the model to data drawn from itself, again and again: under correct posteriors true values fall anywhere in
     * them (simulation-based calibration). Of a run, what {@link #simulate} and {@link #fit} take of it counts; nothing
     * is stored.
     *
     * @param runs replications, at least {@value Calibration#FEWEST}
     * @param progress in replications
     * @param cancellation asked from several threads; what is done by then is kept
     * @throws PenumbraException (BAD_INPUT, USAGE) as {@link #prepare} and {@link #simulate}; that of the first
     *         replication when none has an answer; (CANCELLED) when stopped before the first
     */
    public Calibration calibrate(FitRequest request, int runs, Progress progress, Cancellation cancellation) {
        try (ThreadWorkers workers = workers(request)) {
            return new Calibrator(new Surroundings(registry, workers, grace)).calibrate(request, runs, progress,
                    cancellation);
        }
    }

    /** Only after the result is kept: until then the checkpoint is all that there is. */
    private static Fit ended(Checkpoints checkpoints, Fit fit) {
        if (fit.folder().isPresent()) {
            checkpoints.close();
        }
        return checkpoints.problem().map(problem -> fit.with(problem)).orElse(fit);
    }

    /** Threads of one run, which end with it. */
    private static ThreadWorkers workers(FitRequest request) {
        return new ThreadWorkers(request.threads().orElseGet(() -> Runtime.getRuntime().availableProcessors()));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw PenumbraException.badInput(Problem.error("PEN-5004", "the model file disappeared while it was read.")
                    .at(Location.of(file.toString())));
        }
    }
}
