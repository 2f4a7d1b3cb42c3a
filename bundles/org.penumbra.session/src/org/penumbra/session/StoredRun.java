package org.penumbra.session;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.inference.Chains;
import org.penumbra.inference.FitResult;

/**
 * A run as its folder keeps it: what pictures, reports, predictions and exports are made from. {@link RunReader} reads
 * it, {@link RunFiles} wrote it.
 *
 * @param folder as it was named
 * @param record what {@code run.json} says
 * @param names of the numbers that the model reports, such as {@code theta[3]}, in the order of the model
 * @param values on the scale of the model, {@code [draw][value]}
 * @param lp log joint density of each draw in free coordinates, Jacobian included; NaN when it is not known
 * @param logQ log density of the guide there; NaN without a guide
 * @param weights what each draw counts for; they sum to 1
 * @param chains how the draws hang together; empty when they are independent
 * @param trace objective over steps; without steps for a method that has none
 * @param modelText the text that was fitted; empty for draws that were converted
 * @param parameters of the model with so many elements that they are no columns of the draws, by name, row-major, on
 *        the scale of the model
 */
public record StoredRun(Path folder, RunRecord record, List<String> names, double[][] values, double[] lp,
        double[] logQ, double[] weights, Optional<Chains> chains, FitResult.Trace trace, String modelText,
        Map<String, double[]> parameters) {

    public StoredRun {
        names = List.copyOf(names);
        parameters = Map.copyOf(parameters);
    }

    /**
     * @param folder of a finished run
     * @throws PenumbraException (BAD_INPUT, PEN-5060 to PEN-5063) when it is none, or was damaged; the file is named
     */
    public static StoredRun read(Path folder) {
        return new RunReader(folder).read();
    }

    /** Number of draws. */
    public int count() {
        return values.length;
    }

    /** The sites behind the names. */
    public List<RunVariable> variables() {
        return record.variables();
    }

    /**
     * All draws of one number, chain after chain.
     *
     * @param position among the names
     * @return a new array, {@link #count()} long
     */
    public double[] column(int position) {
        double[] column = new double[values.length];
        for (int draw = 0; draw < column.length; draw++) {
            column[draw] = values[draw][position];
        }
        return column;
    }

    /**
     * The draws of one number in one chain.
     *
     * @param chain counted from 0; draws that are independent are one chain
     */
    public double[] column(int position, int chain) {
        int length = chains.map(Chains::length).orElse(count());
        double[] column = new double[length];
        for (int draw = 0; draw < length; draw++) {
            column[draw] = values[chain * length + draw][position];
        }
        return column;
    }

    /** Number of chains; 1 when the draws are independent. */
    public int chainCount() {
        return chains.map(Chains::count).orElse(1);
    }

    /** Whether weights differ, as importance weights do; then a draw is no equal sample of the posterior. */
    public boolean isWeighted() {
        for (double weight : weights) {
            if (weight != weights[0]) {
                return true;
            }
        }
        return false;
    }
}
