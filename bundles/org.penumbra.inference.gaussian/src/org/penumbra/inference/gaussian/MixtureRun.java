package org.penumbra.inference.gaussian;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.TemperedWalk;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.inference.draws.GuideDraws;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.Psis;
import org.penumbra.math.RandomStream;

/** One run of {@link TemperedMixture}: stages of tempering, then rounds of fitting. */
final class MixtureRun {

    private static final int VERSION = 1;
    private static final long STREAM = 0x54454d504d495854L;
    private static final long DRAWS_STREAM = -1;
    private static final double NARROW = 0.1;
    private static final int DRAWS_WHEN_CANCELLED = 200;
    private static final int FEWEST_DRAWS = 2000;
    private static final int DRAWS_PER_COORDINATE = 50;
    /** Shares of the draws that weighted draws are worth: as good as can be, and what counts as better. */
    private static final double PERFECT = 0.95;
    private static final double BETTER = 1.02;

    private final Target target;
    private final TemperedMixture.Options options;
    private final FitContext context;
    private final Evaluations evaluations;
    private final RandomStream random;
    private final TemperedWalk[] walkers;
    private NormalMixture mixture;
    private NormalMixture best;
    private double bestWorth;
    private double[] trace = new double[0];
    private int round;
    private int stage;

    MixtureRun(Target target, TemperedMixture.Options options, FitContext context) {
        this.target = target;
        this.options = options;
        this.context = context;
        this.evaluations = new Evaluations(target, context.workers());
        this.random = context.random().stream(STREAM);
        double[] scales = context.start().scales(target.dimension(), 1);
        double[] first = context.start().point(target, Initialization.MEDIAN);
        this.mixture = NormalMixture.around(first, Arrays.stream(scales).map(one -> NARROW * one).toArray());
        this.best = mixture;
        this.walkers = new Walkers(target, context.start(), scales).begin(first, options.walkers(), random);
        context.resume().ifPresent(this::restore);
    }

    FitResult fit() {
        Status end = run();
        double[] state = state();
        int count = end == Status.CANCELLED ? Math.min(options.draws(), DRAWS_WHEN_CANCELLED) : options.draws();
        GuideDraws last = GuideDraws.of(draws(best, count, random.stream(DRAWS_STREAM)));
        List<Finding> findings = new ArrayList<>(findings(end));
        if (best.count() > 1 && end != Status.CANCELLED) {
            findings.add(new Finding(Trust.CAUTION, new ModeNames(target, best, last.draws()).sentence()));
        }
        findings.addAll(last.findings());
        long[] steps = new long[trace.length];
        Arrays.setAll(steps, i -> options.stages() + i + 1);
        return new FitResult(end, null, last.draws(), new FitResult.Trace(steps, trace), last.elbo(), steps(), state,
                findings);
    }

    private Status run() {
        while (round < options.rounds()) {
            if (context.cancellation().isCancelled()) {
                return Status.CANCELLED;
            }
            context.checkpoint(this::state);
            boolean settled = stage < options.stages() ? temper() : improve();
            context.progress().report(steps(), options.stages() + (long) options.rounds(),
                    trace.length == 0 ? Double.NaN : trace[trace.length - 1]);
            if (settled) {
                return Status.CONVERGED;
            }
        }
        return Status.BUDGET_SPENT;
    }

    private long steps() {
        return stage + (long) round;
    }

    /** Walkers at an exponent that grows by the same factor from stage to stage. */
    private boolean temper() {
        double exponent = TemperedWalk.exponent(stage, options.stages());
        RandomStream own = random.stream(1 + (long) stage);
        context.workers().run(walkers.length, k -> {
            if (Walkers.isTempered(k)) {
                walkers[k].walk(exponent, own.stream(k));
            }
        });
        stage++;
        return false;
    }

    /** The mixture of the best weights so far stays; so a round can do no harm. */
    private boolean improve() {
        if (round == 0) {
            double[][] tops = new double[walkers.length][];
            context.workers().run(walkers.length, k -> tops[k] = walkers[k].top());
            mixture = new Peaks(evaluations, target.dimension()).of(target, tops).orElse(mixture);
        }
        int count = Math.max(FEWEST_DRAWS, DRAWS_PER_COORDINATE * target.dimension());
        FitResult.Draws draws = draws(mixture, count, random.stream(1 + (long) options.stages() + round));
        double[] ratios = new double[count];
        Arrays.setAll(ratios, i -> Double.isFinite(draws.logP()[i]) ? draws.logP()[i] - draws.logQ()[i]
                : Double.NEGATIVE_INFINITY);
        Psis psis = Psis.smooth(ratios);
        double worth = psis.effectiveSize() / count;
        round++;
        trace = Arrays.copyOf(trace, round);
        trace[round - 1] = GuideDraws.of(draws).elbo().mean();
        boolean better = worth > BETTER * bestWorth;
        if (worth > bestWorth) {
            bestWorth = worth;
            best = mixture;
        }
        if (round > 1 && !better) {
            return true;
        }
        if (worth < PERFECT) {
            double[] weights = Arrays.stream(psis.logWeights()).map(StrictMath::exp).toArray();
            mixture = mixture.fitted(draws.points(), weights);
        }
        return false;
    }

    private FitResult.Draws draws(NormalMixture from, int count, RandomStream stream) {
        double[][] points = new double[count][target.dimension()];
        double[] logQ = new double[count];
        double[] logP = new double[count];
        double[] parts = new double[from.count()];
        for (int i = 0; i < count; i++) {
            from.draw(stream, points[i]);
            logQ[i] = from.logDensity(points[i], parts);
        }
        evaluations.values(points, count, logP);
        return new FitResult.Draws(points, logP, logQ);
    }

    private List<Finding> findings(Status end) {
        return List.of(switch (end) {
            case CANCELLED -> new Finding(Trust.DISTRUST, "The fit was cancelled before its mixture was fitted.");
            case BUDGET_SPENT -> new Finding(Trust.CAUTION, "The mixture could still be better after " + round
                    + " rounds; take more rounds.");
            default -> new Finding(Trust.GOOD, "Further rounds made the mixture no better.");
        });
    }

    private double[] state() {
        StateWriter state = new StateWriter(VERSION).add(stage).add(round).add(bestWorth).add(trace.length).add(trace);
        for (TemperedWalk walker : walkers) {
            walker.save(state);
        }
        mixture.save(state);
        best.save(state);
        return state.state();
    }

    private void restore(double[] earlier) {
        StateReader state = new StateReader("TemperedMixture", VERSION, earlier);
        stage = state.nextInt();
        round = state.nextInt();
        bestWorth = state.next();
        trace = new double[Math.clamp(state.nextInt(), 0, options.rounds())];
        state.next(trace);
        for (TemperedWalk walker : walkers) {
            walker.restore(state);
        }
        mixture = NormalMixture.restored(target.dimension(), state);
        best = NormalMixture.restored(target.dimension(), state);
        state.end();
    }
}
