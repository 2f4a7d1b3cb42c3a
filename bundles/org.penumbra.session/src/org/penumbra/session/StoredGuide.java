package org.penumbra.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Progress;
import org.penumbra.core.Workers;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.SiteMap;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;
import org.penumbra.registry.Point;

/**
 * The guide of a stored run, with the parameters that were fitted: for new draws, and to ask for its density anywhere.
 * It is made as it was for the run, from the text, data, options and seed that the folder names.
 */
public final class StoredGuide {

    private static final long DRAWS_STREAM = 0;

    private final StoredRun run;
    private final Target target;
    private final Guide guide;
    private final Map<String, String> identity;
    private final RunState state;

    private StoredGuide(StoredRun run, Target target, Guide guide, Map<String, String> identity, RunState state) {
        this.run = run;
        this.target = target;
        this.guide = guide;
        this.identity = identity;
        this.state = state;
    }

    /**
     * @param folder of a run
     * @param data to use where the run's own moved; they must be the same
     * @throws PenumbraException (BAD_INPUT) as {@link StoredRun#read}; when the run has no guide that can be made again
     *         (PEN-5066), or the data are others than those of the run (PEN-5067)
     */
    public static StoredGuide open(Session session, Path folder, Optional<String> data) {
        StoredRun run = StoredRun.read(folder);
        if (!run.record().parts().containsKey(Point.GUIDES.element())) {
            throw none(run, "its algorithm, " + run.record().algorithm() + ", takes none by name");
        }
        FitRequest request = StoredRequest.withParts(run);
        Prepared prepared = session.prepare(data.map(request::withData).orElse(request));
        RunState state = RunState.read(folder);
        Map<String, String> identity = RunIdentity.of(prepared.plan(), prepared.data(), run.modelText());
        if (!identity.get(RunIdentity.DATA).equals(state.identity().get(RunIdentity.DATA))) {
            throw PenumbraException.badInput(Problem.error("PEN-5067", "the data are not those that the run was fitted "
                    + "to.").at(Location.of(prepared.data().file())).about(folder.toString())
                    .advise("Name the same data with --data, or fit again."));
        }
        Guide guide = made(session, prepared);
        if (guide.parameters().length != state.parameters().length) {
            throw none(run, "it has " + state.parameters().length + " parameters, where such a guide has "
                    + guide.parameters().length);
        }
        System.arraycopy(state.parameters(), 0, guide.parameters(), 0, state.parameters().length);
        return new StoredGuide(run, prepared.target(), guide, identity, state);
    }

    private static Guide made(Session session, Prepared prepared) {
        Surroundings alone = new Surroundings(session.registry(), Workers.SEQUENTIAL, Session.GRACE,
                prepared.plan().subsamples());
        Backing backing = new Backing(Optional.empty(), offered -> { }, prepared.centrings(),
                BlockStart.asWritten(prepared.guide()));
        try (RunContext context = new RunContext(alone, prepared.plan().parts(),
                Start.cold(RandomStream.of(prepared.plan().seed())), Progress.NONE, backing)) {
            return context.guide(prepared.target());
        }
    }

    private static PenumbraException none(StoredRun run, String why) {
        return PenumbraException.badInput(Problem.error("PEN-5066", "the guide of this run cannot be made again: " + why
                + ".").at(Location.of(run.folder().toString()))
                .advise("Use its draws, or fit a guide that is named, such as '--guide AutoMultivariateNormal'."));
    }

    public StoredRun run() {
        return run;
    }

    /** Coordinates and their sites. */
    public SiteMap sites() {
        return target.sites();
    }

    /**
     * Draws and what they count for.
     *
     * @param draws with both densities
     * @param weights that sum to 1
     */
    public record Drawn(FitResult.Draws draws, double[] weights) {
    }

    /**
     * New draws with both densities, and importance weights where k-hat allows.
     *
     * @param count at least 1
     * @param seed the same seed gives the same bits
     */
    public Drawn draw(int count, long seed) {
        RandomStream random = RandomStream.of(seed).stream(DRAWS_STREAM);
        double[][] points = new double[count][target.dimension()];
        double[] logP = new double[count];
        double[] logQ = new double[count];
        double[] noise = new double[guide.noiseSize()];
        for (int k = 0; k < count; k++) {
            logQ[k] = guide.sample(random, noise, points[k]);
            logP[k] = target.logDensity(points[k]);
        }
        FitResult.Draws draws = new FitResult.Draws(points, logP, logQ);
        return new Drawn(draws, Weights.of(result(draws)).values());
    }

    /**
     * Both densities at the draws, with the weights, of another run of a model with the same latent sites, such as one
     * of Markov chains.
     *
     * @throws PenumbraException (BAD_INPUT, PEN-5036) when that has no draws of all latent sites
     */
    public Drawn at(StoredRun other) {
        double[][] points = new GivenPoints(other, target.sites(), target.dimension()).all();
        double[] logP = Arrays.stream(points).mapToDouble(target::logDensity).toArray();
        double[] logQ = Arrays.stream(points).mapToDouble(guide::logDensity).toArray();
        return new Drawn(new FitResult.Draws(points, logP, logQ), other.weights());
    }

    private FitResult result(FitResult.Draws draws) {
        return new FitResult(Status.BUDGET_SPENT, guide, draws, new FitResult.Trace(new long[0], new double[0]),
                FitResult.Estimate.NONE, draws.count(), new double[0], List.of());
    }

    /**
     * Keeps draws as a run folder of their own, which has no verdict: nothing has judged them anew.
     *
     * @param drawn from {@link #draw} or {@link #at}
     * @param seed that they were drawn with
     * @param about what they are, one sentence
     * @return the folder
     * @throws PenumbraException (USAGE, PEN-5030 or PEN-5031) when it cannot be written
     */
    public Path keep(Drawn drawn, long seed, String about, Path out) {
        FitResult result = result(drawn.draws());
        DrawTable all = DrawTable.of(result, target.sites());
        RunState kept = new RunState(identity, state.steps(), guide.parameters(), state.state());
        try (RunFolder folder = RunFolder.at(out)) {
            new RunFiles(record(drawn, seed, about), new DrawTable(all.names(), all.row(), all.lp(), all.logQ(),
                    drawn.weights(), Optional.empty()), Optional.of(LargeDraws.of(drawn.draws(), target.sites())),
                    LargeParameters.of(drawn.draws(), target.sites()),
                    result.trace(), run.modelText(), kept::write)
                    .writeTo(folder);
            return folder.commit();
        } catch (IOException failed) {
            throw RunFolder.unwritable(out, failed);
        }
    }

    private RunRecord record(Drawn drawn, long seed, String about) {
        RunRecord whole = run.record();
        List<SiteSummary> summaries = new PosteriorSummary(target.sites(), drawn.draws(),
                new Weights(drawn.weights(), Arrays.stream(drawn.weights()).distinct().count() > 1),
                guide.isDistribution()).all();
        RunRecord.Origin origin = whole.origin();
        return new RunRecord(whole.model(), whole.run(), whole.algorithm(), whole.guide(),
                new RunRecord.Judgement(Status.BUDGET_SPENT, Verdict.UNKNOWN, 0, List.of(),
                        List.of(new Finding(Finding.Trust.CAUTION, about + " The verdict of that run: "
                                + whole.judgement().verdict() + ".")), List.of()),
                drawn.draws().count(), Double.NaN, FitResult.Estimate.NONE, whole.variables(), summaries, List.of(),
                whole.guideValues(), whole.weights(), new RunRecord.Origin(Instant.now(), origin.modelFile(),
                        origin.modelSha256(), origin.dataFile(), origin.where(), origin.rows(),
                        origin.dropped(), seed, origin.subsample(),
                        origin.versions(), List.of()), whole.parts());
    }
}
