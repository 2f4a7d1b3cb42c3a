package org.penumbra.testplugins.good;

import java.util.List;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Examination;
import org.penumbra.inference.Finding;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Counts the draws, and speaks up when there are fewer than a quantile needs. */
public final class TestDrawCount implements Diagnostic {
    private static final int ENOUGH = 100;

    @Override
    public boolean appliesTo(FitResult result) {
        return result.draws().count() > 0;
    }

    @Override
    public Report assess(Target target, FitResult result, Examination examination) {
        int count = result.draws().count();
        List<Finding> findings = count >= ENOUGH ? List.of()
                : List.of(new Finding(Finding.Trust.CAUTION, count + " draws are few for quantiles; ask for more."));
        return new Report(List.of(new Measurement("testDraws", count)), findings);
    }
}
