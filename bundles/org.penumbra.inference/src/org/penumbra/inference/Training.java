package org.penumbra.inference;

import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;

/**
 * What an algorithm trains a guide by, whether its estimates see all rows or a few.
 *
 * @param objective estimates with their gradients; draws rows by itself
 * @param watched a guide with the parameters of the one that is trained, over what an estimate looks at: what is
 *        measured again and again is measured by this one
 * @param stepsPerPass estimates that it takes to see all rows that are trained on
 * @param rowsPerStep rows that an estimate looks at; 0 where it sees all
 * @param rows of the plate that minibatches are drawn of, which the objective is about; 0 where each estimate sees all
 * @param validation by rows that were held out; empty when none were
 */
public record Training(Objective.Estimator objective, Guide watched, long stepsPerPass, int rowsPerStep,
        long rows, Optional<Validation> validation) {

    /** With all rows in each step. */
    public static Training whole(Objective.Estimator objective, Guide guide, long stepsPerPass) {
        return new Training(objective, guide, stepsPerPass, 0, 0, Optional.empty());
    }

    /** @return the problem of a run whose rows cannot be held out, to be thrown */
    public static PenumbraException noRows() {
        return PenumbraException.usage(Problem.error("PEN-3072", "rows are held out of a plate that is seen a few rows "
                + "at a time, and this run has no minibatches.").advise("Write, for instance, 'subsample image = 128', "
                        + "or leave 'validation' out."));
    }
}
