package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * Climbs that look for tops where the draws of an answer have not been, in rounds. All of them together may cost as
 * much as so many evaluations among the draws; what one round leaves is for those after it. Counted, not timed, so the
 * same search is made on every machine, with any number of threads.
 */
final class Search {

    /** Tempered walks, which take most of the time in simple models. */
    private static final int WALKS = 4;
    /** Climbs where coordinates are many. */
    private static final int FEWEST = 20;
    private static final int MOST = 480;
    /** Climbs times the square of the number of coordinates. */
    private static final int WORK = 7500;
    /** Of so many points the most surprising one is where a climb starts. */
    private static final int AMONG = 25;
    /** Up to this dimension: in more, no number of points says much of what lies between them. */
    private static final int FEW_COORDINATES = 6;
    /** Evaluations among the draws that a search may cost; or as many as there are draws, whose fit cost that much. */
    private static final int LEAST_BUDGET = 20_000;
    /** Climbs that are made side by side; the others wait for what they leave. */
    private static final int ROUND = 12;
    /** One climb may cost so many times the mean of those to come. */
    private static final double OUTLYING = 4;
    /** Climbs that cost less than this are no reason to worry about what is left. */
    private static final double ORDINARY = 1000;
    private static final int PRICED = 21;
    private static final List<Starts.Where> WALK_FROM = List.of(Starts.Where.PRIOR, Starts.Where.NEAR);
    private static final List<Starts.Where> CLIMB_FROM = List.of(Starts.Where.PRIOR, Starts.Where.NEAR,
            Starts.Where.FAR, Starts.Where.AROUND);
    /** In many coordinates little is found far out. */
    private static final List<Starts.Where> CLIMB_FROM_NEARER = List.of(Starts.Where.PRIOR, Starts.Where.NEAR,
            Starts.Where.PRIOR, Starts.Where.NEAR, Starts.Where.FAR);

    private final Target target;
    private final Answer answer;
    private final Examination with;
    private final double[] scales;
    private final double unit;
    private final int climbs;
    private double budget;
    private int begun;
    private int whole;

    Search(Target target, Answer answer, Examination with) {
        this.target = target;
        this.answer = answer;
        this.with = with;
        double[][] draws = answer.draws().points();
        double[] mean = answer.draws().mean();
        this.scales = Arrays.stream(answer.draws().variances(mean)).map(v -> v > 0 ? Math.sqrt(v) : 1).toArray();
        this.unit = price(target.fork(), draws);
        this.budget = Math.max(LEAST_BUDGET, draws.length);
        this.climbs = WALKS + (few() ? Math.clamp(WORK / (scales.length * scales.length), FEWEST, MOST) : FEWEST);
    }

    /** What an evaluation touches among the draws: the median of some. */
    private static double price(Target target, double[][] draws) {
        double[] touched = new double[Math.min(PRICED, draws.length)];
        double[] gradient = new double[target.dimension()];
        for (int i = 0; i < touched.length; i++) {
            long before = target.effort();
            target.logDensityAndGradient(draws[i * draws.length / touched.length], gradient);
            touched[i] = Metered.touched(target, before);
        }
        Arrays.sort(touched);
        return touched[touched.length / 2];
    }

    private boolean few() {
        return target.dimension() <= FEW_COORDINATES;
    }

    boolean goesOn() {
        return begun < climbs && !with.cancellation().isCancelled();
    }

    /** All climbs that are meant. */
    int climbs() {
        return climbs;
    }

    /** Climbs that were broken off because of what they cost, of the rounds so far. */
    int brokenOff() {
        return begun - whole;
    }

    /**
     * @param top where it came to, unless the draws have been there
     * @param spent evaluations among the draws that it cost as much as
     * @param whole whether it was not broken off
     */
    private record Climb(Optional<Ascent.Top> top, double spent, boolean whole) {
    }

    /** What the next climbs find, in their order. */
    List<Ascent.Top> round() {
        Climb[] made = new Climb[Math.min(ROUND, climbs - begun)];
        double allowance = Math.min(Math.max(ORDINARY, OUTLYING * budget / (climbs - begun)), budget / made.length);
        int first = begun;
        with.workers().run(made.length, i -> made[i] = climb(first + i, allowance));
        begun += made.length;
        for (Climb climb : made) {
            budget = Math.max(0, budget - climb.spent());
            whole += climb.whole() ? 1 : 0;
        }
        return Arrays.stream(made).flatMap(climb -> climb.top().stream()).toList();
    }

    private Climb climb(int number, double allowance) {
        Metered fork = new Metered(target, unit, allowance);
        RandomStream own = with.random().stream(number);
        Optional<Ascent.Top> top = Optional.empty();
        double[] start = start(fork, number, own);
        if (start != null && !with.cancellation().isCancelled() && hasGradient(fork, start)) {
            Ascent ascent = new Ascent(fork, answer.visited().fork(), answer.level());
            top = number < WALKS ? ascent.tempered(start, scales, own, with.cancellation())
                    : ascent.climb(start, with.cancellation());
        }
        return new Climb(top, fork.spent(), !fork.isSpent());
    }

    private double[] start(Metered fork, int number, RandomStream own) {
        List<Starts.Where> kinds = number < WALKS ? WALK_FROM : few() ? CLIMB_FROM : CLIMB_FROM_NEARER;
        boolean picky = few() && number >= WALKS && number / kinds.size() % 2 == 0;
        return new Starts(fork, answer.whitening(), answer.peak()).next(own, kinds.get(number % kinds.size()),
                picky ? AMONG : 1);
    }

    private static boolean hasGradient(Target target, double[] x) {
        double[] gradient = new double[x.length];
        return Double.isFinite(target.logDensityAndGradient(x, gradient))
                && Arrays.stream(gradient).allMatch(Double::isFinite);
    }
}
