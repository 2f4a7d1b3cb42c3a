package org.penumbra.session;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.math.RandomStream;
import org.penumbra.picture.Codes;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Observed;
import org.penumbra.picture.Sample;

/**
 * A stored run, as pictures look at it. What is not in its folder (draws of the prior, predictions of its data, the log
 * likelihood of each datum) is computed when a picture asks for it, from the text of the run and the data that it
 * names; when those are not there any more, it is missing, and {@link #problems} says why.
 */
public final class RunEvidence implements Evidence {

    private static final int PRIOR_DRAWS = 1000;
    /** More numbers than this are not drawn from the prior for a picture. */
    private static final int MOST_PRIOR_NUMBERS = 20_000_000;

    private final Session session;
    private final StoredRun run;
    private final Optional<StoredRun> reference;
    private final RunSample posterior;
    private final List<Problem> problems = new ArrayList<>();
    private Optional<Sample> prior;
    private List<Observed> observed;
    private Optional<Codes> codes;

    /** @param reference another run of the same model, to compare with */
    public RunEvidence(Session session, StoredRun run, Optional<StoredRun> reference) {
        this.session = session;
        this.run = run;
        this.reference = reference;
        this.posterior = new RunSample(run, run.record().guide().orElse("posterior"));
    }

    public StoredRun run() {
        return run;
    }

    /** Why something could not be computed, as far as it was asked for. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    @Override
    public String subject() {
        return method(run);
    }

    private static String method(StoredRun run) {
        RunRecord record = run.record();
        return record.model() + ", " + record.algorithm() + record.guide().map(guide -> " with " + guide).orElse("");
    }

    @Override
    public Sample posterior() {
        return posterior;
    }

    @Override
    public Optional<Sample> reference() {
        return reference.map(other -> new RunSample(other,
                other.record().guide().map(guide -> other.record().algorithm() + ", " + guide)
                        .orElse(other.record().algorithm())));
    }

    @Override
    public Optional<FitResult.Trace> objective() {
        return run.trace().steps().length == 0 ? Optional.empty() : Optional.of(run.trace());
    }

    @Override
    public List<Diagnostic.Measurement> measurements() {
        return run.record().judgement().measurements();
    }

    @Override
    public List<Finding> findings() {
        return run.record().judgement().findings();
    }

    @Override
    public Optional<String> verdict() {
        return Optional.of(run.record().judgement().verdict().toString());
    }

    @Override
    public Optional<double[]> logRatios() {
        if (run.chains().isPresent() || Arrays.stream(run.logQ()).anyMatch(Double::isNaN) || run.count() == 0) {
            return Optional.empty();
        }
        double[] ratios = new double[run.count()];
        Arrays.setAll(ratios, draw -> run.lp()[draw] - run.logQ()[draw]);
        return Optional.of(ratios);
    }

    @Override
    public synchronized Optional<Sample> prior() {
        if (prior == null) {
            prior = (long) run.names().size() * PRIOR_DRAWS > MOST_PRIOR_NUMBERS ? Optional.empty()
                    : attempt("prior", () -> PriorSample.of(
                            session.prepare(StoredRequest.withParts(run)).target(), PRIOR_DRAWS,
                            RandomStream.of(run.record().origin().seed())));
        }
        return prior;
    }

    @Override
    public synchronized List<Observed> observed() {
        if (observed == null) {
            observed = attempt("predictions", () -> new RunPredictions(session, run,
                    StoredRequest.withoutData(run), missing -> tell("log likelihood", missing)).sites())
                    .orElse(List.of());
        }
        return observed;
    }

    @Override
    public synchronized Optional<Codes> codes() {
        if (codes == null) {
            codes = attempt("latent vectors", () -> RunCodes.of(session, run)).flatMap(some -> some);
        }
        return codes;
    }

    private <T> Optional<T> attempt(String what, Supplier<T> source) {
        if (run.modelText().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(source.get());
        } catch (PenumbraException missing) {
            tell(what, missing);
            return Optional.empty();
        }
    }

    private void tell(String what, PenumbraException missing) {
        missing.problems().stream().map(problem -> problem.about(what)).forEach(problems::add);
    }
}
