package org.penumbra.compiler.ode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Expr;

/**
 * The solution of u' = f(t, u, p), u(t0) = u0 at given times, as a function of u0, t0, the times and the parameters:
 * in this order the input blocks, the states at the times the output block, time after time.
 */
public final class OdeSolution implements ArrayFunction {

    private static final int START = 0;
    private static final int FROM = 1;
    private static final int TIMES = 2;
    private static final int OWN = 3;

    private final VectorField.Code code;
    private final OdeSettings settings;
    private final int outputs;
    private final List<Integer> inputSizes;
    private final VectorField field;
    private final OdeSolver solver;
    private final double[] parameters;
    private final double[] parameterBar;
    private final double[] bar;
    private final double[] state;
    private final double[] slope;

    private OdeSolution(VectorField.Code code, OdeSettings settings, int outputs, List<Integer> inputSizes) {
        this.code = code;
        this.settings = settings;
        this.outputs = outputs;
        this.inputSizes = List.copyOf(inputSizes);
        this.field = code.newInstance();
        StepMethod method = settings.stiff() ? new ImplicitRungeKutta(field) : new DormandPrince(field);
        this.solver = new OdeSolver(field, method, settings, outputs);
        this.parameters = new double[code.parameters()];
        this.parameterBar = new double[code.parameters()];
        this.bar = new double[code.states()];
        this.state = new double[code.states()];
        this.slope = new double[code.states()];
    }

    /**
     * @param time free array of one element: t in the slopes
     * @param state free array: u in the slopes
     * @param parameters free arrays: p in the slopes
     * @param slopes the elements of f, made of these arrays and of data
     * @param data numbers of the data arrays that the slopes read
     * @param times number of times at which the solution is wanted
     */
    public static OdeSolution of(Array time, Array state, List<Array> parameters, List<Expr> slopes,
            Map<Array, double[]> data, OdeSettings settings, int times) {
        List<Integer> sizes = new ArrayList<>(List.of(slopes.size(), 1, times));
        parameters.forEach(array -> sizes.add(array.size()));
        return new OdeSolution(VectorField.Code.of(time, state, parameters, slopes, data), settings, times, sizes);
    }

    /** The generated right-hand side has scratch memory, and the steps are kept for the way back. */
    @Override
    public OdeSolution forThread() {
        return new OdeSolution(code, settings, outputs, inputSizes);
    }

    @Override
    public long effort() {
        return solver.effort();
    }

    @Override
    public void bound(long effort) {
        solver.bound(effort);
    }

    @Override
    public String name() {
        return (settings.stiff() ? "odeStiff" : "ode") + "[" + outputs + ", " + code.states() + "]";
    }

    @Override
    public List<Integer> inputSizes() {
        return inputSizes;
    }

    @Override
    public int outputSize() {
        return outputs * code.states();
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        int next = 0;
        for (int k = OWN; k < in.length; k++) {
            System.arraycopy(in[k], at[k], parameters, next, inputSizes.get(k));
            next += inputSizes.get(k);
        }
        field.parameters(parameters);
        solver.solve(in[START], at[START], in[FROM][at[FROM]], in[TIMES], at[TIMES], out, outAt);
    }

    /** In a plate the steps kept are those of the last iteration, so they are made again. */
    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        forward(in, at, out, outAt, work);
        byTimes(in, at, out, outAt, outAdjoint, inAdjoint);
        Arrays.fill(parameterBar, 0);
        solver.pull(outAdjoint, outAt, bar, parameterBar);
        if (inAdjoint[START] != null) {
            for (int i = 0; i < bar.length; i++) {
                inAdjoint[START][at[START] + i] += bar[i];
            }
        }
        if (inAdjoint[FROM] != null) {
            System.arraycopy(in[START], at[START], state, 0, state.length);
            inAdjoint[FROM][at[FROM]] -= along(in[FROM][at[FROM]], bar, 0);
        }
        int next = 0;
        for (int k = OWN; k < in.length; k++) {
            for (int i = 0; i < inputSizes.get(k); i++) {
                if (inAdjoint[k] != null) {
                    inAdjoint[k][at[k] + i] += parameterBar[next];
                }
                next++;
            }
        }
    }

    /** The state at a time changes with that time as the equation says, and no other output does. */
    private void byTimes(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint,
            double[][] inAdjoint) {
        if (inAdjoint[TIMES] == null) {
            return;
        }
        for (int k = 0; k < outputs; k++) {
            int row = outAt + k * state.length;
            System.arraycopy(out, row, state, 0, state.length);
            inAdjoint[TIMES][at[TIMES] + k] += along(in[TIMES][at[TIMES] + k], outAdjoint, row);
        }
    }

    /** The scalar product of an adjoint and the slope at (t, state). */
    private double along(double t, double[] adjoint, int from) {
        field.slope(t, state, slope);
        double sum = 0;
        for (int i = 0; i < slope.length; i++) {
            sum += slope[i] * adjoint[from + i];
        }
        return sum;
    }
}
