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
    private static final int FEWEST = 12;
    private static final int MOST = 160;
    /** Climbs times coordinates. */
    private static final int WORK = 800;
    /** Of so many points the most surprising one is where a climb starts. */
    private static final int AMONG = 25;
    /** Up to this dimension: in more, no number of points says much of what lies between them. */
    private static final int FEW_COORDINATES = 16;
    private static final Starts.Where[] KINDS = Starts.Where.values();

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
        Ascent.Top[] tops = new Ascent.Top[WALKS + Math.clamp(WORK / target.dimension(), FEWEST, MOST)];
        with.workers().run(tops.length, climb -> tops[climb] = top(climb));
        return Arrays.stream(tops).filter(Objects::nonNull).toList();
    }

    private Ascent.Top top(int climb) {
        Target fork = target.fork();
        RandomStream own = with.random().stream(climb);
        boolean picky = climb >= WALKS && climb / KINDS.length % 2 == 0 && target.dimension() <= FEW_COORDINATES;
        double[] start = new Starts(fork, answer.whitening(), answer.peak()).next(own, KINDS[climb % KINDS.length],
                picky ? AMONG : 1);
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
