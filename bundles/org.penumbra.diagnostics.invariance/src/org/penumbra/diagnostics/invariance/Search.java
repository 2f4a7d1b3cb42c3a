package org.penumbra.diagnostics.invariance;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Climbs that look for tops where the draws of an answer have not been. */
final class Search {

    /** Tempered walks, which take most of the time in simple models. */
    private static final int WALKS = 4;
    /** Climbs where coordinates are many. */
    private static final int FEWEST = 20;
    private static final int MOST = 160;
    /** Climbs times the square of the number of coordinates. */
    private static final int WORK = 2500;
    /** Of so many points the most surprising one is where a climb starts. */
    private static final int AMONG = 25;
    /** Up to this dimension: in more, no number of points says much of what lies between them. */
    private static final int FEW_COORDINATES = 6;
    private static final List<Starts.Where> WALK_FROM = List.of(Starts.Where.PRIOR, Starts.Where.NEAR);
    private static final List<Starts.Where> CLIMB_FROM = List.of(Starts.Where.PRIOR, Starts.Where.NEAR,
            Starts.Where.FAR, Starts.Where.AROUND);
    /** Far out a density can be costly, as of differential equations, and in many coordinates little is found there. */
    private static final List<Starts.Where> CLIMB_FROM_NEARER = List.of(Starts.Where.PRIOR, Starts.Where.NEAR,
            Starts.Where.PRIOR, Starts.Where.NEAR, Starts.Where.FAR);

    private final Target target;
    private final Answer answer;
    private final Examination with;
    private final double[] scales;

    Search(Target target, Answer answer, Examination with) {
        this.target = target;
        this.answer = answer;
        this.with = with;
        double[] mean = answer.draws().mean();
        this.scales = Arrays.stream(answer.draws().variances(mean)).map(v -> v > 0 ? Math.sqrt(v) : 1).toArray();
    }

    /** Those that were found, in the order of the climbs. */
    List<Ascent.Top> tops() {
        Ascent.Top[] tops = new Ascent.Top[WALKS + climbs(target.dimension())];
        with.workers().run(tops.length, climb -> tops[climb] = top(climb));
        return Arrays.stream(tops).filter(Objects::nonNull).toList();
    }

    private static int climbs(int dimension) {
        return dimension <= FEW_COORDINATES ? Math.clamp(WORK / (dimension * dimension), FEWEST, MOST) : FEWEST;
    }

    private Ascent.Top top(int climb) {
        Target fork = target.fork();
        RandomStream own = with.random().stream(climb);
        boolean few = target.dimension() <= FEW_COORDINATES;
        List<Starts.Where> kinds = climb < WALKS ? WALK_FROM : few ? CLIMB_FROM : CLIMB_FROM_NEARER;
        boolean picky = few && climb >= WALKS && climb / kinds.size() % 2 == 0;
        double[] start = new Starts(fork, answer.whitening(), answer.peak()).next(own,
                kinds.get(climb % kinds.size()), picky ? AMONG : 1);
        if (start == null || with.cancellation().isCancelled() || !hasGradient(fork, start)) {
            return null;
        }
        Ascent ascent = new Ascent(fork, answer.visited().fork(), answer.level());
        return climb < WALKS ? ascent.tempered(start, scales, own, with.cancellation())
                : ascent.climb(start, with.cancellation());
    }

    private static boolean hasGradient(Target target, double[] x) {
        double[] gradient = new double[x.length];
        return Double.isFinite(target.logDensityAndGradient(x, gradient))
                && Arrays.stream(gradient).allMatch(Double::isFinite);
    }
}
