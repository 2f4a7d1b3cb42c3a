package org.penumbra.diagnostics.invariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** The places that climbs end at: how much mass lies around those that may matter. */
final class Places {

    private static final int CHAINS = 12;
    private static final int TRANSITIONS = 12;
    /** Places that are looked at closely. */
    private static final int MOST_PLACES = 2;
    /** A top so far below the usual log density of the draws has no mass, unless it were enormously wide. */
    private static final double MUCH_LOWER = 10;
    /** A mode whose mass is e^-3 of that of the draws changes next to nothing. */
    private static final double NEGLIGIBLE = -3;
    /** A place of which the draws hold such a share is visited. */
    private static final double SEEN = 0.01;

    private final Target target;
    private final Answer answer;
    private final Examination with;
    private final List<Region> seen = new ArrayList<>();
    private final List<Double> ratios = new ArrayList<>();

    Places(Target target, Answer answer, Examination with) {
        this.target = target;
        this.answer = answer;
        this.with = with;
    }

    void look(List<Ascent.Top> tops) {
        for (Ascent.Top top : tops) {
            boolean matters = top.logDensity() > answer.level() - MUCH_LOWER
                    && seen.stream().noneMatch(one -> one.contains(top.point()));
            if (matters && seen.size() < MOST_PLACES && !with.cancellation().isCancelled()) {
                weigh(around(top.point()));
            }
        }
    }

    private void weigh(Region region) {
        seen.add(region);
        double ratio = region.mass() - answer.mass();
        if (ratio > NEGLIGIBLE && !answer.visited().holds(region.centre()) && answer.share(region) < SEEN) {
            ratios.add(ratio);
        }
    }

    /** Of the places that matter, the log of their mass over that of the answer. */
    double[] ratios() {
        return ratios.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private Region around(double[] top) {
        double[][] starts = new double[CHAINS][];
        Arrays.setAll(starts, i -> top.clone());
        RandomStream own = with.random().stream(Arrays.hashCode(top));
        double[][] ends = new Walk(target, answer.whitening(), new Examination(own, with.workers(),
                with.cancellation()), TRANSITIONS).from(starts);
        double[] logP = new double[ends.length];
        Target fork = target.fork();
        Arrays.setAll(logP, i -> fork.logDensity(ends[i]));
        double[] equal = new double[ends.length];
        Arrays.fill(equal, 1.0 / ends.length);
        return new Region(answer.whitening(), new Ensemble(ends, equal, ends.length), logP);
    }
}
