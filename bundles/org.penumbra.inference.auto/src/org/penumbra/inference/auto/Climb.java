package org.penumbra.inference.auto;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Centrings;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.parts.Parameters;

/** One climb over the rungs, with everything that was tried on the way. */
final class Climb {

    /** From this rank on a rung is costly: before that, other coordinates are tried. */
    private static final int COSTLY = 60;
    private static final double USABLE = 0.7;
    private static final long DRAWS_STREAM = 0x4155544f44524157L;
    private static final String CHOICE = "choice of sites";

    private final Target target;
    private final int highest;
    private final FitContext context;
    private final Journal journal;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private double[] unfinished = new double[0];

    Climb(Target target, int highest, FitContext context) {
        this.target = target;
        this.highest = highest;
        this.context = context;
        this.journal = Journal.of(context.resume());
    }

    FitResult answer() {
        Track track = new Track(this, context, View.written(target));
        track.climb(0, Math.min(highest, COSTLY - 1));
        if (goesOn() && !attempts.isEmpty()) {
            track = best(track, others());
        }
        track.climb(COSTLY, highest);
        return concluded();
    }

    Journal journal() {
        return journal;
    }

    List<Attempt> attempts() {
        return attempts;
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    void refused(Journal.Refused refusal) {
        refusals.add(refusal.why());
    }

    /** One that is stopped goes on until it has something to show, which is soon. */
    boolean goesOn() {
        return attempts.isEmpty() || !isStopped() && !Parameters.only(target)
                && attempts.stream().noneMatch(one -> one.judgement().holds());
    }

    boolean isStopped() {
        return context.cancellation().isCancelled();
    }

    /** @param within state of the rung that was stopped */
    void brokeOff(String step, double[] within) {
        unfinished = journal.state(step, within);
    }

    /** The choice that suits each site first, then all sites one way and the other. */
    private List<Track> others() {
        Centrings centrings = context.centrings();
        Set<String> all = new TreeSet<>(centrings.sites());
        Set<String> written = new TreeSet<>(centrings.written());
        if (all.isEmpty()) {
            return List.of();
        }
        Set<Set<String>> choices = new LinkedHashSet<>();
        preferred(centrings, all).ifPresent(choices::add);
        choices.add(all);
        choices.add(Set.of());
        choices.remove(written);
        List<Track> others = new ArrayList<>();
        for (Set<String> choice : choices) {
            Optional<Target> other = goesOn() ? centrings.with(choice) : Optional.empty();
            if (other.isPresent()) {
                Track track = new Track(this, context, View.of(words(choice, all), other.get(), target));
                track.climb(0, Math.min(highest, COSTLY - 1));
                others.add(track);
            }
        }
        return others;
    }

    private static String words(Set<String> choice, Set<String> all) {
        return choice.isEmpty() ? "with all sites centred"
                : "with " + (choice.equals(all) ? "all sites" : String.join(", ", choice)) + " non-centred";
    }

    /** What the best answer so far says; not asked again by a run that goes on. */
    private Optional<Set<String>> preferred(Centrings centrings, Set<String> all) {
        if (all.size() == 1 || target.sites().hasParameters()) {
            return Optional.empty();
        }
        Optional<Journal.Entry> known = journal.known(CHOICE);
        if (known.isPresent()) {
            return known.filter(Journal.Chosen.class::isInstance).map(Journal.Chosen.class::cast)
                    .map(chosen -> new TreeSet<>(chosen.sites()));
        }
        FitResult best = renewed(attempts.stream().min(Attempt.BEST_FIRST).orElseThrow()).result();
        Optional<Set<String>> chosen = centrings.with(all).map(other -> new Suitability(target, other, context)
                .noncentred(best, all));
        if (!isStopped()) {
            journal.note(new Journal.Chosen(CHOICE, List.copyOf(chosen.orElse(Set.of()))));
        }
        return chosen;
    }

    private static Track best(Track first, List<Track> others) {
        Track best = first;
        for (Track other : others) {
            if (other.best().isPresent() && (best.best().isEmpty()
                    || Attempt.BEST_FIRST.compare(other.best().get(), best.best().get()) < 0)) {
                best = other;
            }
        }
        return best;
    }

    Attempt attempt(Attempt.Task task, Rung.Watch watch) {
        return enough(assessed(task, task.rung().fit(task.view().target(), task.start(), watch)));
    }

    private Attempt assessed(Attempt.Task task, FitResult inner) {
        FitResult result = task.view().outward(inner);
        return new Attempt(task, Judgement.of(result, context.assess(target, result)), inner, result);
    }

    /** With more draws where nothing speaks against it but that its weighted draws are worth too few. */
    private Attempt enough(Attempt attempt) {
        double worth = attempt.judgement().worth();
        if (!attempt.canDraw() || attempt.kHat() >= USABLE || worth >= MoreDraws.enough(target.dimension())
                || isStopped()) {
            return attempt;
        }
        FitResult more = MoreDraws.of(attempt.task().view().target(), attempt.inner(), worth,
                context.random().stream(DRAWS_STREAM).stream(attempt.task().number()));
        return more == attempt.inner() ? attempt : assessed(attempt.task(), more);
    }

    /** With the answer of an earlier process found again, to the same bits. */
    private Attempt renewed(Attempt attempt) {
        return attempt.isPresent() ? attempt
                : attempt(attempt.task(), new Rung.Watch(context.progress(), context.cancellation()));
    }

    private FitResult concluded() {
        Attempt best = renewed(attempts.stream().min(Attempt.BEST_FIRST).orElseThrow(() -> PenumbraException.usage(
                Problem.error("PEN-3040", "there is no way to fit this model automatically: "
                        + (refusals.isEmpty() ? "no rung is installed" : String.join("; ", refusals)) + ".")
                        .advise("Name an algorithm."))));
        boolean holds = best.judgement().holds() || Parameters.only(target) && best.judgement().stands();
        boolean stopped = isStopped() && !holds;
        FitResult result = best.result();
        List<Finding> findings = new ArrayList<>(result.findings());
        findings.add(holds ? chosen(best) : stopped ? stopped(best) : nothingHolds(best));
        return new FitResult(stopped ? Status.CANCELLED : result.status(), result.guide(), result.draws(),
                result.trace(), result.elbo(), result.steps(), stopped ? state() : new double[0], findings,
                result.measurements(), result.chains());
    }

    private double[] state() {
        return unfinished.length > 0 ? unfinished : journal.state();
    }

    private Finding chosen(Attempt best) {
        String before = attempts.size() == 1 ? "" : "; before it, " + attempts.stream()
                .filter(one -> one.task() != best.task())
                .map(Attempt::summary).collect(Collectors.joining(", ")) + " did not hold";
        return new Finding(Trust.GOOD, "Chosen automatically: " + best.summary() + before + ".");
    }

    private Finding stopped(Attempt best) {
        return new Finding(Trust.CAUTION, "Stopped before anything held. Tried " + tried() + "; this is what "
                + best.name() + " gave. The run can go on from here.");
    }

    private Finding nothingHolds(Attempt best) {
        return new Finding(Trust.DISTRUST, "No automatic choice holds. Tried " + tried() + "; the best is "
                + best.name() + ", and of it: " + best.judgement().objection() + ". Reparameterise the model, give weak"
                + " sites stronger priors, or sample it.");
    }

    private String tried() {
        return attempts.stream().map(Attempt::summary).collect(Collectors.joining(", "));
    }
}
