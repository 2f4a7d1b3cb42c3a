package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.Vectors;
import org.penumbra.compiler.gradient.Reverse;
import org.penumbra.compiler.gradient.Scatter;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.expression.Array;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;

/** Checks an expression every way there is: evaluator, optimised, compiled, symbolic gradient, finite differences. */
final class Check {

    private final Map<Array, double[]> data = new HashMap<>();
    private final Map<Array, Integer> base = new LinkedHashMap<>();
    private int dimension;

    Array data(String name, double... values) {
        Array array = new Array(name, Array.Role.DATA, List.of(values.length));
        data.put(array, values);
        return array;
    }

    Array free(String name, int size) {
        Array array = new Array(name, Array.Role.FREE, List.of(size));
        base.put(array, dimension);
        dimension += size;
        return array;
    }

    int dimension() {
        return dimension;
    }

    double evaluate(Expr expression, double[] x) {
        Map<Array, double[]> memory = new HashMap<>(data);
        base.forEach((array, first) -> memory.put(array, Arrays.copyOfRange(x, first, first + array.size())));
        return new Evaluator(memory::get).evaluate(expression);
    }

    CompiledProgram compile(Expr expression) {
        return compile(expression, Vectors.NONE);
    }

    CompiledProgram compile(Expr expression, Vectors vectors) {
        Map<Array, double[]> tables = new HashMap<>(data);
        Optimizer optimizer = new Optimizer(tables);
        Expr optimized = optimizer.optimize(expression);
        List<Scatter> gradient = Reverse.gradient(optimized, optimizer.facts(), base::get).stream()
                .map(output -> new Scatter(output.path().stream().map(optimizer::optimize).toList(), output.base(),
                        optimizer.optimize(output.offset()), optimizer.optimize(output.value())))
                .toList();
        return Program.of(optimized, gradient, tables, base, optimizer.facts()).compile(vectors);
    }

    /** Value to 1e-10, gradient against central differences of the evaluator to {@code tolerance}, both relative. */
    void all(Expr expression, double[] x, double tolerance) {
        double[] gradient = new double[dimension];
        double value = compile(expression).newInstance().run(x, gradient);
        assertClose(evaluate(expression, x), value, 1e-10, "value of " + expression);
        for (int i = 0; i < dimension; i++) {
            assertClose(difference(expression, x, i), gradient[i], tolerance, "d/dx" + i + " of " + expression);
        }
    }

    /** Central difference with one Richardson step: error O(h^4). */
    private double difference(Expr expression, double[] x, int i) {
        double h = 1e-3 * Math.max(1, Math.abs(x[i]));
        return (4 * slope(expression, x, i, h / 2) - slope(expression, x, i, h)) / 3;
    }

    private double slope(Expr expression, double[] x, int i, double h) {
        double[] up = x.clone();
        double[] down = x.clone();
        up[i] += h;
        down[i] -= h;
        return (evaluate(expression, up) - evaluate(expression, down)) / (up[i] - down[i]);
    }

    static void assertClose(double expected, double actual, double tolerance, String what) {
        assertEquals(expected, actual, tolerance * Math.max(1, Math.abs(expected)),
                () -> what.length() > 500 ? what.substring(0, 500) : what);
    }
}
