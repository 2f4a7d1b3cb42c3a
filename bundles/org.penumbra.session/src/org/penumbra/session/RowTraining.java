package org.penumbra.session;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Objective;
import org.penumbra.inference.Target;
import org.penumbra.inference.Training;
import org.penumbra.inference.Validation;
import org.penumbra.math.RandomStream;

/**
 * Training with a few rows in each step. A guide that can is cut to these rows as the target is; any other one draws
 * all of its coordinates.
 *
 * @param rows minibatches of the target
 * @param guide of the whole target
 * @param findings takes what is to be said of the run
 */
record RowTraining(Minibatch rows, Guide guide, Consumer<Finding> findings) {

    /**
     * @param heldOut share of the rows that is not trained on; 0 for none
     * @param random chooses these rows
     * @param bind makes the objective for target and guide
     */
    Training with(double heldOut, RandomStream random, BiFunction<Target, Guide, Objective.Estimator> bind) {
        Optional<AmortizedGuide.Rows> cut = cut();
        Target target = cut.<Target>map(AmortizedGuide.Rows::target).orElse(rows);
        Guide seen = cut.<Guide>map(AmortizedGuide.Rows::guide).orElse(guide);
        Optional<Validation> validation = Optional.empty();
        if (heldOut > 0) {
            requireShared(cut.isPresent());
            validation = Optional.of(new HeldOutRows(rows, rows.holdOut(heldOut, random), target, seen));
        }
        return new Training(new BatchedEstimator(rows, bind.apply(target, seen)), seen, rows.drawsPerPass(),
                rows.rowsPerDraw(), rows.plateRows(), validation);
    }

    private Optional<AmortizedGuide.Rows> cut() {
        if (!(guide instanceof AmortizedGuide amortized)) {
            return Optional.empty();
        }
        try {
            return Optional.of(amortized.over(rows));
        } catch (PenumbraException together) {
            findings.accept(new Finding(Finding.Trust.CAUTION, "Every step drew all rows of the guide, although it "
                    + "looked at few, because " + together.problems().getFirst().message()));
            return Optional.empty();
        }
    }

    /** Rows that are not trained on have no guide of their own, where rows have parameters. */
    private void requireShared(boolean amortized) {
        if (!amortized && rows.rowCoordinates() > 0) {
            throw PenumbraException.usage(Problem.error("PEN-3073", "rows can be held out where what the guide knows "
                    + "of a row follows from its data; this guide has parameters for each row, and those of rows that "
                    + "are held out would never be fitted.")
                    .advise("Write a guide block that computes them from the data, or leave 'validation' out."));
        }
    }
}
