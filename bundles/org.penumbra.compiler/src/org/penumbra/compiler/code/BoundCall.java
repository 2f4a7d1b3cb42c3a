package org.penumbra.compiler.code;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;

/** An array function with the memory that it works on; generated code says where in it the blocks start. */
public final class BoundCall {

    private final ArrayFunction function;
    private final double[][] in;
    private final double[][] inAdjoint;
    private final double[] out;
    private final double[] outAdjoint;
    private final double[] work;
    private final int[] at;

    /** @param memory of every array of the program */
    BoundCall(Invoke invoke, Function<Array, double[]> memory) {
        this.function = invoke.function().forThread();
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

    /** Calls the function; its output starts at {@code outAt}. */
    public void forward(int outAt) {
        function.forward(in, at, out, outAt, work);
    }

    /** Hands the adjoint of the output on to the inputs. */
    public void backward(int outAt) {
        function.backward(in, at, out, outAt, outAdjoint, inAdjoint, work);
    }
}
