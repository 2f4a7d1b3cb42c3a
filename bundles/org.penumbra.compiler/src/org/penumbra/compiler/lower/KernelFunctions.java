package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.lower.ArrayCallLowering.Entry;
import org.penumbra.expression.function.Covariance;
import org.penumbra.expression.function.Kernel;
import org.penumbra.expression.function.SquaredDistances;
import org.penumbra.model.Call;

/**
 * Covariance matrices of Gaussian processes: of points with themselves or with others, points being numbers or rows of
 * a matrix. The distances of points that are data are computed once, at binding.
 */
final class KernelFunctions {

    private final Calls calls;
    private final Arguments shapes;
    private final Refusal refusal;

    KernelFunctions(Calls calls, Arguments shapes, Refusal refusal) {
        this.calls = calls;
        this.shapes = shapes;
        this.refusal = refusal;
    }

    Map<String, Entry> entries() {
        Map<String, Entry> entries = new HashMap<>();
        entries.put("expQuad", entry(Kernel.EXP_QUAD));
        entries.put("exponential", entry(Kernel.EXPONENTIAL));
        entries.put("matern32", entry(Kernel.MATERN32));
        entries.put("matern52", entry(Kernel.MATERN52));
        entries.put("periodic", entry(Kernel.PERIODIC));
        return entries;
    }

    private Entry entry(Kernel kernel) {
        int parameters = kernel.isPeriodic() ? 3 : 2;
        return new Entry(1 + parameters, 2 + parameters,
                (call, arguments) -> covariance(call, kernel, arguments, arguments.size() - parameters));
    }

    /** @param sets how many of the arguments are sets of points */
    private Value covariance(Call call, Kernel kernel, List<Value> arguments, int sets) {
        List<Value> points = arguments.subList(0, sets);
        Value distances = distances(call, points);
        List<Value> inputs = new ArrayList<>(List.of(distances));
        for (Value parameter : arguments.subList(sets, arguments.size())) {
            shapes.scalar(call, parameter);
            inputs.add(parameter);
        }
        return calls.callOn(new Covariance(kernel, distances.shape().get(0), distances.shape().get(1), sets == 1),
                distances.shape(), inputs);
    }

    private Value distances(Call call, List<Value> points) {
        Value x = points.getFirst();
        Value y = points.getLast();
        if (x.rank() < 1 || x.rank() > 2 || dimension(x) != dimension(y) || x.rank() != y.rank()) {
            throw refusal.shapes(call, call.getName() + " takes vectors of points, or matrices of as many columns", x,
                    y);
        }
        int rows = x.shape().getFirst();
        int others = y.shape().getFirst();
        return calls.callOn(points.size() == 1 ? new SquaredDistances(rows, dimension(x))
                : new SquaredDistances(rows, others, dimension(x)), List.of(rows, others), points);
    }

    private static int dimension(Value points) {
        return points.rank() == 1 ? 1 : points.shape().getLast();
    }
}
