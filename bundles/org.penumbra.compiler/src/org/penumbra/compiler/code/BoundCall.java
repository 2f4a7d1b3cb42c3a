package org.penumbra.compiler.code;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.core.Workers;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;

/**
 * An array function with the memory that it works on; generated code says where in it the blocks start. Its inner loops
 * become vector code as soon as that is faster, which the results do not tell.
 */
public final class BoundCall {

    /** Calls are counted by how many numbers they see, because large ones are worth vectors the sooner. */
    private static final int NUMBERS = 10_000;

    private ArrayFunction function;
    private final int weight;
    private final double[][] in;
    private final double[][] inAdjoint;
    private final double[] out;
    private final double[] outAdjoint;
    private final double[] work;
    private final int[] at;
    private final LoopWarmUp loops;
    private final Workers workers;
    private boolean settled;
    private boolean isSkipped;
    private int calls;

    /**
     * @param memory of every array of the program
     * @param loops vector forms of the inner loops, or what is to be waited for
     * @param workers may help
     */
    BoundCall(Invoke invoke, Function<Array, double[]> memory, LoopWarmUp loops, Workers workers) {
        this.function = loops.first(invoke.function(), workers);
        this.workers = workers;
        this.weight = 1 + (function.outputSize() + function.inputSizes().stream().mapToInt(size -> size).sum())
                / NUMBERS;
        this.loops = loops;
        this.settled = invoke.function().with(InnerLoops.SCALAR) == invoke.function();
        this.in = invoke.inputs().stream().map(place -> memory.apply(place.array())).toArray(double[][]::new);
        this.out = memory.apply(invoke.output().array());
        List<Optional<Array>> adjoints = invoke.adjoints().map(Invoke.Adjoints::inputs).orElse(List.of());
        this.inAdjoint = adjoints.stream().map(array -> array.map(memory).orElse(null)).toArray(double[][]::new);
        this.outAdjoint = invoke.adjoints().map(Invoke.Adjoints::output).map(memory).orElse(null);
        this.work = new double[function.workSize()];
        this.at = new int[in.length];
    }

    /** Sets where an input block starts. */
    public void at(int input, int start) {
        at[input] = start;
    }

    /**
     * Sets where an input block starts that is a block of free coordinates.
     *
     * @param x all free coordinates
     * @param slopes the derivatives by them; null when forwards
     */
    public void at(int input, int start, double[] x, double[] slopes) {
        at[input] = start;
        in[input] = x;
        if (inAdjoint.length > 0) {
            inAdjoint[input] = slopes;
        }
    }

    /** From now on, nothing is called. */
    void skip() {
        isSkipped = true;
    }

    /** Calls the function; its output starts at {@code outAt}. */
    public void forward(int outAt) {
        if (isSkipped) {
            return;
        }
        consider();
        function.forward(in, at, out, outAt, work);
    }

    long effort() {
        return function.effort();
    }

    void bound(long effort) {
        function.bound(effort);
    }

    private void consider() {
        if (settled) {
            return;
        }
        calls += weight;
        WarmUp.State state = loops.after(calls);
        if (state == WarmUp.State.FASTER) {
            function = function.with(SharedLoops.of(loops.vector(), workers)).forThread();
        }
        settled = state == WarmUp.State.FASTER || state == WarmUp.State.REFUSED;
    }

    /** Hands the adjoint of the output on to the inputs. */
    public void backward(int outAt) {
        if (isSkipped) {
            return;
        }
        consider();
        function.backward(in, at, out, outAt, outAdjoint, inAdjoint, work);
    }
}
