package org.penumbra.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ModelCompiler;
import org.penumbra.compiler.Simulation;
import org.penumbra.core.Cancellation;
import org.penumbra.core.ExitCode;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.Status;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.math.RandomStream;
import org.penumbra.model.DataBinding;
import org.penumbra.model.Intervention;
import org.penumbra.registry.Registry;

/**
 * One replication of a calibration, as often as wanted: draws sites and data, fits, and looks where the true values
 * lie. Each reads the text anew, because several run at once and a model is not made for that; sizes and covariates are
 * read once.
 */
final class Experiment {

    private static final long DRAWING_STREAM = 0;
    private static final long FITTING_STREAM = 1;
    private static final long RANKING_STREAM = 2;

    private final FitRequest request;
    private final Registry registry;
    private final Surroundings each;
    private final String text;
    private final BoundData given;
    private final Plan plan;
    private final AtomicReference<List<String>> names = new AtomicReference<>();

    /** Checks everything that is the same in all replications. */
    Experiment(FitRequest request, Surroundings surroundings) {
        this.request = request;
        this.registry = surroundings.registry();
        this.text = Session.text(request.file());
        Setup setup = new Setup();
        this.plan = setup.plan;
        // Replications are done side by side already.
        this.each = new Surroundings(registry, Workers.SEQUENTIAL, surroundings.grace(), plan.subsamples());
        this.given = new Session(registry).bind(request, plan.binding(), new DataBinder(plan.model(),
                setup.file.locations(),
                Interventions.observedData(plan.model())), setup.file, false);
    }

    Plan plan() {
        return plan;
    }

    /** Of all numbers of latent sites; known once a replication has an answer. */
    List<String> names() {
        return names.get();
    }

    /** A model of its own, read from the text. */
    private final class Setup {

        final ModelFile file = new ModelReader(registry).read(text, request.file().toString());
        final Selection selection = Session.select(request, file);
        final Plan plan;
        final Interventions interventions;

        Setup() {
            Session.refuse(file.errorsIn(selection.declarations()));
            this.plan = new Planner(registry, file.locations()).plan(selection, request);
            Session.refuse(file.errorsIn(plan.guide().stream().toList()));
            this.interventions = Interventions.of(selection.items(Intervention.class));
        }

        Simulation.Drawn draw(RandomStream random) {
            return new ModelCompiler(ModelParts.of(registry), file.locations()).simulation(plan.model(),
                    given.arrays(), interventions).draw(random);
        }

        private ModelCompiler compiler() {
            return new ModelCompiler(ModelParts.of(registry), file.locations(), HostVectors.configured());
        }

        CompiledModel compile(BoundData data) {
            return compiler().compile(plan.model(), data.arrays(), interventions, plan.discrete());
        }

        Backing backing(BoundData data) {
            return new Backing(Optional.empty(), state -> { },
                    new CompiledCentrings(plan, data, interventions, ModelParts.of(registry)),
                    BlockStart.asWritten(plan.guide()
                            .map(block -> compiler().guide(block, data.arrays(), interventions))));
        }
    }

    /** The same whatever other replications there are, and on whichever thread. */
    Replication run(int number, Cancellation cancellation) {
        if (cancellation.isCancelled()) {
            return new Replication.Stopped();
        }
        try {
            return replicate(RandomStream.of(plan.seed()).stream(number), cancellation);
        } catch (PenumbraException failed) {
            return cancellation.isCancelled() || failed.exitCode() == ExitCode.CANCELLED ? new Replication.Stopped()
                    : new Replication.Failed(failed.exitCode(), failed.problems());
        }
    }

    private Replication replicate(RandomStream random, Cancellation cancellation) {
        Setup setup = new Setup();
        Simulation.Drawn drawn = setup.draw(random.stream(DRAWING_STREAM));
        BoundData data = drawnData(drawn);
        CompiledModel compiled = setup.compile(data);
        long seed = random.stream(FITTING_STREAM).generator().nextLong();
        Fit fit = new Runner(each).run(request, setup.plan.seeded(seed), data, List.of(), compiled.target(),
                Progress.NONE, cancellation, setup.backing(data));
        if (cancellation.isCancelled() || fit.result().status() == Status.CANCELLED) {
            return new Replication.Stopped();
        }
        return ranked(fit, new PosteriorRanks(compiled.target(), drawn.sites()),
                random.stream(RANKING_STREAM));
    }

    /** What was given, with what was drawn in the place of the observed data. */
    private BoundData drawnData(Simulation.Drawn drawn) {
        Map<String, BoundArray> all = new LinkedHashMap<>(given.arrays());
        all.putAll(drawn.data());
        return new BoundData(given.file(), all, given.rows(), given.dropped());
    }

    private Replication ranked(Fit fit, PosteriorRanks ranks, RandomStream random) {
        if (!fit.isDistribution()) {
            throw PenumbraException.usage(Problem.error("PEN-5051", "a calibration needs posteriors, and this fit is a "
                    + "point without spread.").advise("Take another guide or algorithm."));
        }
        names.compareAndSet(null, ranks.names());
        if (fit.result().draws().count() > 0) {
            Replication.Answered answer = ranks.of(fit.result().draws().points(), Weights.of(fit.result()), random,
                    fit.verdict() != Verdict.NOT_TRUSTED);
            if (answer.isKnown()) {
                return answer;
            }
        }
        return new Replication.Failed(ExitCode.NOT_TRUSTED, List.of(Problem.error("PEN-5052",
                "the fit has no draws, or draws that are not numbers. " + fit.advice())));
    }
}
