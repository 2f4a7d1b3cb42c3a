package org.penumbra.compiler.ode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.code.Program;
import org.penumbra.compiler.gradient.Reverse;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;

/**
 * The right-hand side of u' = f(t, u, p) as generated code, with its transposed Jacobians. It keeps scratch memory: one
 * instance for one thread.
 */
final class VectorField {

    private final Code code;
    private final Compiled slope;
    private final Compiled pull;
    /** Time, state, parameters, weights: what the generated code reads. */
    private final double[] x;
    private final double[] gradient;

    private VectorField(Code code) {
        this.code = code;
        this.slope = code.slope.newInstance();
        this.pull = code.pull.newInstance();
        this.x = new double[1 + 2 * code.states + code.parameters];
        this.gradient = new double[x.length];
    }

    /**
     * Generated code without memory of its own.
     *
     * @param states number of elements of the state
     * @param parameters number of elements of all parameters
     */
    record Code(int states, int parameters, CompiledProgram slope, CompiledProgram pull) {

        /**
         * @param time free array of one element
         * @param state free array
         * @param parameters free arrays
         * @param slopes the elements of f, made of these arrays and of data
         * @param data numbers of the data arrays that the slopes read
         */
        static Code of(Array time, Array state, List<Array> parameters, List<Expr> slopes,
                Map<Array, double[]> data) {
            Map<Array, Integer> base = new LinkedHashMap<>();
            int next = 0;
            List<Array> free = new ArrayList<>(List.of(time, state));
            free.addAll(parameters);
            Array weights = new Array("weights", Array.Role.FREE, List.of(slopes.size()));
            free.add(weights);
            for (Array array : free) {
                base.put(array, next);
                next += array.size();
            }
            int count = next - 1 - 2 * slopes.size();
            return new Code(slopes.size(), count, slope(slopes, base, data), pull(slopes, weights, base, data));
        }

        private static CompiledProgram slope(List<Expr> slopes, Map<Array, Integer> base, Map<Array, double[]> data) {
            Map<Array, double[]> tables = new HashMap<>(data);
            Optimizer optimizer = new Optimizer(tables);
            List<Scatter> outputs = new ArrayList<>();
            for (int k = 0; k < slopes.size(); k++) {
                outputs.add(new Scatter(List.of(), k, Expr.of(0), optimizer.optimize(slopes.get(k))));
            }
            return Program.of(null, outputs, tables, base, optimizer.facts()).compile();
        }

        private static CompiledProgram pull(List<Expr> slopes, Array weights, Map<Array, Integer> base,
                Map<Array, double[]> data) {
            Map<Array, double[]> tables = new HashMap<>(data);
            Optimizer optimizer = new Optimizer(tables);
            Expr total = Expr.of(0);
            for (int k = 0; k < slopes.size(); k++) {
                total = total.plus(new Element(weights, Expr.of(k)).times(slopes.get(k)));
            }
            List<Scatter> outputs = Reverse.gradient(optimizer.optimize(total), optimizer.facts(), base::get).stream()
                    .map(one -> new Scatter(one.path().stream().map(optimizer::optimize).toList(), one.base(),
                            optimizer.optimize(one.offset()), optimizer.optimize(one.value())))
                    .toList();
            return Program.of(null, outputs, tables, base, optimizer.facts()).compile();
        }

        VectorField newInstance() {
            return new VectorField(this);
        }
    }

    int states() {
        return code.states;
    }

    int parameters() {
        return code.parameters;
    }

    /** Sets the parameters for all that follows. */
    void parameters(double[] p) {
        System.arraycopy(p, 0, x, 1 + code.states, code.parameters);
    }

    /** f(t, u, p). */
    void slope(double t, double[] u, double[] out) {
        x[0] = t;
        System.arraycopy(u, 0, x, 1, code.states);
        Arrays.fill(out, 0, code.states, 0);
        slope.run(x, out);
    }

    /**
     * The transposed Jacobians times weights.
     *
     * @param stateBar set to (df/du)' w
     * @param parameterBar (df/dp)' w is added to it
     */
    void pull(double t, double[] u, double[] w, double[] stateBar, double[] parameterBar) {
        x[0] = t;
        System.arraycopy(u, 0, x, 1, code.states);
        System.arraycopy(w, 0, x, 1 + code.states + code.parameters, code.states);
        Arrays.fill(gradient, 0);
        pull.run(x, gradient);
        System.arraycopy(gradient, 1, stateBar, 0, code.states);
        for (int k = 0; k < code.parameters; k++) {
            parameterBar[k] += gradient[1 + code.states + k];
        }
    }

    /** df_i/du_j at i * n + j; {@code unit} and {@code row} are scratch memory of n elements. */
    void jacobian(double t, double[] u, double[] out, double[] unit, double[] row, double[] unused) {
        int n = code.states;
        for (int i = 0; i < n; i++) {
            Arrays.fill(unit, 0, n, 0);
            unit[i] = 1;
            pull(t, u, unit, row, unused);
            System.arraycopy(row, 0, out, i * n, n);
        }
    }
}
