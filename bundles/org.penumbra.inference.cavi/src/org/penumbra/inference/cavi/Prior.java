package org.penumbra.inference.cavi;

import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.EarlierRun;
import org.penumbra.inference.FitContext;

/**
 * What the rows of earlier runs have added to the natural parameters of global factors, which is prior knowledge to the
 * rows of this run.
 *
 * @param natural parameters of the global factors after those rows, packed; 0 when there were none
 * @param added what those rows have added; 0 when there were none
 */
record Prior(double[] natural, double[] added) {

    static Prior none(int size) {
        return new Prior(new double[size], new double[size]);
    }

    /**
     * @param wanted whether the run is to carry on
     * @throws PenumbraException (USAGE, PEN-3018) when there is nothing to carry on from, or its rows are the same
     */
    static Prior of(boolean wanted, FitContext context, int size) {
        if (!wanted || context.resume().isPresent()) {
            return none(size);
        }
        EarlierRun earlier = context.earlier().orElseThrow(() -> refuse("no such run was given",
                "Name its folder with --init-from."));
        if (earlier.sameData()) {
            throw refuse("the data of that run are those of this one, so that each row would count twice",
                    "Give the new rows alone, with --data or in the infer block; or leave out 'carryOn'.");
        }
        return StreamState.prior(earlier.state(), size).orElseThrow(() -> refuse("that run has factors of other sizes",
                "Give both runs the same sizes of everything but the plate."));
    }

    private static PenumbraException refuse(String why, String advice) {
        return PenumbraException.usage(Problem.error("PEN-3018", "'carryOn' adds new rows to what an earlier run of "
                + "StreamingCAVI of the same model has learnt, and " + why + ".").advise(advice));
    }

    boolean isEmpty() {
        for (double number : added) {
            if (number != 0) {
                return false;
            }
        }
        return true;
    }

    /** The bound that the rows of earlier runs have to themselves, up to what is constant. */
    double bound(BatchFactors factors) {
        if (isEmpty()) {
            return 0;
        }
        factors.take(natural);
        return factors.restBound() + weight(factors);
    }

    /** What the rows of earlier runs add to the expected log density, up to a constant. */
    double weight(BatchFactors factors) {
        double[] moments = new double[added.length];
        factors.giveMoments(moments);
        double sum = 0;
        for (int k = 0; k < added.length; k++) {
            sum += added[k] * moments[k];
        }
        return sum;
    }
}
