package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.List;

/** Finds the loops that run as {@link Kernel}s. */
final class LongLoops {

    private int count;

    /** The same steps, with kernels in the place of the loops that can be. */
    List<Step> find(List<Step> steps) {
        return find(steps, false);
    }

    private List<Step> find(List<Step> steps, boolean inside) {
        List<Step> found = new ArrayList<>();
        for (Step step : steps) {
            found.add(step instanceof Step.Run run ? find(run, inside) : step);
        }
        return found;
    }

    private Step find(Step.Run run, boolean inside) {
        return Kernel.accepts(run, inside)
                ? new Step.Rows(new Kernel(count++, run.loop(), run.sums(), run.body()))
                : new Step.Run(run.loop(), run.sums(), find(run.body(), true));
    }
}
