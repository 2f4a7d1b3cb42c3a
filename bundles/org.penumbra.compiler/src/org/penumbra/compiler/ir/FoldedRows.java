package org.penumbra.compiler.ir;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;
import org.penumbra.expression.Loop;
import org.penumbra.expression.function.InnerLoops;

/**
 * A function that is called once for all rows of some plates, and knows of it, so that it can be had for other rows.
 * Blocks of the inputs that vary with rows lie one behind the other, and so do results.
 *
 * @param plates whose iterations are the rows, outermost first
 * @param single what it does for one row
 * @param varying inputs that differ from row to row
 * @param all what it does for all
 */
public record FoldedRows(List<Loop> plates, Batched single, Set<Integer> varying, ArrayFunction all)
        implements ArrayFunction {

    public FoldedRows {
        plates = List.copyOf(plates);
        varying = Set.copyOf(varying);
    }

    /** The same for other rows of these plates; empty where the function cannot. */
    public Optional<FoldedRows> with(List<Loop> others, int rows) {
        return single.rows(rows, varying).map(function -> new FoldedRows(others, single, varying, function));
    }

    @Override
    public String name() {
        return all.name();
    }

    @Override
    public List<Integer> inputSizes() {
        return all.inputSizes();
    }

    @Override
    public int outputSize() {
        return all.outputSize();
    }

    @Override
    public int workSize() {
        return all.workSize();
    }

    @Override
    public ArrayFunction forThread() {
        return all.forThread();
    }

    @Override
    public ArrayFunction with(InnerLoops loops) {
        return all.with(loops);
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        all.forward(in, at, out, outAt, work);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        all.backward(in, at, out, outAt, outAdjoint, inAdjoint, work);
    }
}
