package org.penumbra.inference.pathfinder;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.Status;

/**
 * Whether the paths lead to one place: that of the path with the highest ELBO, within one standard deviation in every
 * coordinate (of the wider of the two normals).
 *
 * @param paths how many there are
 * @param alike how many lead there, that one included
 * @param elsewhere the weight of those that do not
 */
record Agreement(int paths, int alike, double elsewhere) {

    private static final double NOTABLE = 0.02;

    static Agreement of(List<Path> paths, Mixture mixture) {
        int best = 0;
        for (int k = 1; k < paths.size(); k++) {
            best = paths.get(k).bestElbo() > paths.get(best).bestElbo() ? k : best;
        }
        Component there = component(paths.get(best));
        int alike = 0;
        double elsewhere = 0;
        for (int k = 0; k < paths.size(); k++) {
            boolean same = same(there, component(paths.get(k)), paths.get(k).best().n);
            alike += same ? 1 : 0;
            elsewhere += same ? 0 : mixture.weights()[k];
        }
        return new Agreement(paths.size(), alike, elsewhere);
    }

    private static Component component(Path path) {
        return path.best().component(new double[2 * path.best().n], 0);
    }

    private static boolean same(Component a, Component b, int n) {
        for (int i = 0; i < n; i++) {
            if (!(Math.abs(a.mean(i) - b.mean(i)) <= Math.max(a.sd(i), b.sd(i)))) {
                return false;
            }
        }
        return true;
    }

    double share() {
        return (double) alike / paths;
    }

    Finding ending(Status status, double rested, long iterations) {
        return switch (status) {
            case CONVERGED -> new Finding(Trust.GOOD, percent(rested) + " of the weight lies with paths that came to "
                    + "rest at a mode.");
            case CANCELLED -> new Finding(Trust.DISTRUST, "The climbs were cancelled before they came to rest.");
            case FAILED -> new Finding(Trust.DISTRUST, "No path found a higher point although the gradient is not "
                    + "zero: the gradient of the log density does not fit its values, or the density has an edge.");
            case BUDGET_SPENT -> new Finding(Trust.DISTRUST, "Paths that hold " + percent(1 - rested)
                    + " of the weight had not come to rest at a mode within " + iterations + " iterations: take more, "
                    + "or look for sites whose density rises for ever (improper priors, hierarchical scales near 0).");
        };
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (paths == 1) {
            findings.add(new Finding(Trust.CAUTION, "One path says nothing about other modes: take several."));
        } else if (alike == paths) {
            findings.add(new Finding(Trust.GOOD, "All " + paths + " paths lead to the same place."));
        } else if (elsewhere > NOTABLE) {
            findings.add(new Finding(Trust.CAUTION, (paths - alike) + " of " + paths + " paths lead elsewhere, and "
                    + "hold " + percent(elsewhere) + " of the weight: the posterior has several modes, or a shape that "
                    + "one normal does not follow. The draws mix the paths; k-hat says whether that is enough."));
        } else {
            findings.add(new Finding(Trust.CAUTION, (paths - alike) + " of " + paths + " paths lead elsewhere, to "
                    + "places that hold next to no probability; they are left out."));
        }
        return findings;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
