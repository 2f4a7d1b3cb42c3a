package org.penumbra.session;

import java.nio.file.Path;
import java.util.List;
import org.penumbra.core.ExitCode;
import org.penumbra.math.validation.PointwiseLikelihood.LeaveOneOut;
import org.penumbra.math.validation.PointwiseLikelihood.Waic;
import org.penumbra.math.validation.Predictive;

/**
 * How well runs would predict each observation had they not seen it.
 *
 * @param entries best first; all for the same observations
 */
public record CrossValidation(List<Entry> entries) {

    public CrossValidation {
        entries = List.copyOf(entries);
    }

    /** NOT_TRUSTED when the density of an observation cannot be relied upon, or one of the runs is not. */
    public ExitCode exitCode() {
        return entries.stream().anyMatch(one -> one.loo().unreliable() > 0 || one.verdict() == Verdict.NOT_TRUSTED)
                ? ExitCode.NOT_TRUSTED : ExitCode.OK;
    }

    /**
     * @param folder of the run, as it was named
     * @param model its name
     * @param verdict of the run
     * @param names of the observations
     * @param loo leave-one-out cross-validation
     * @param waic information criterion
     * @param behind by how much the density falls short of that of the best run; zeros for that one
     */
    public record Entry(Path folder, String model, Verdict verdict, List<String> names, LeaveOneOut loo, Waic waic,
            Predictive behind) {

        public Entry {
            names = List.copyOf(names);
        }

        Entry behind(Entry best) {
            return new Entry(folder, model, verdict, names, loo, waic, loo.elpd().minus(best.loo.elpd()));
        }
    }
}
