package org.penumbra.compiler.code;

import java.util.ArrayList;
import java.util.List;

/** Finds the loops that run as {@link Kernel}s. */
final class LongLoops {

    private final Matrices matrices;
    private int count;

    LongLoops(Matrices matrices) {
        this.matrices = matrices;
    }

    /** The same steps, with kernels in the place of the loops that can be. */
    List<Step> find(List<Step> steps) {
        List<Step> found = new ArrayList<>();
        for (Step step : steps) {
            List<Step> regression = step instanceof Step.Run run ? Regression.of(run, matrices, count) : null;
            if (regression != null) {
                count++;
                regression.forEach(part -> found.add(part instanceof Step.Run run ? find(run, false) : part));
            } else {
                found.add(step instanceof Step.Run run ? find(run, false) : step);
            }
        }
        return found;
    }

    private Step find(Step.Run run, boolean inside) {
        if (Kernel.accepts(run.loop(), run.body(), inside)) {
            return new Step.Rows(new Kernel(count++, run.loop(), run.sums(), run.body(), Products.NONE));
        }
        List<Step> body = new ArrayList<>();
        run.body().forEach(step -> body.add(step instanceof Step.Run inner ? find(inner, true) : step));
        return new Step.Run(run.loop(), run.sums(), body);
    }
}
