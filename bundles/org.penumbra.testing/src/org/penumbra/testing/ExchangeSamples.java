package org.penumbra.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.penumbra.exchange.DrawSet;
import org.penumbra.exchange.DrawnVariable;
import org.penumbra.math.RandomStream;

/** Draws with everything that can occur, and damage. */
final class ExchangeSamples {

    private ExchangeSamples() {
    }

    static List<DrawSet> draws() {
        return List.of(chains(), weighted(), odd());
    }

    /** Three chains with statistics, a matrix and a cube. */
    private static DrawSet chains() {
        List<DrawnVariable> variables = List.of(variable("mu", List.of()), variable("Omega", List.of(2, 3)),
                variable("cube", List.of(2, 2, 2)), variable("v", List.of(12)));
        double[][] values = values(30, 27, RandomStream.of(1));
        return new DrawSet("Model", variables, values, 3, List.of(statistic("lp__", 30), statistic("energy__", 30),
                statistic("divergent__", 30)), equal(30), Map.of("seed", "7", "warmup", "100", "algorithm", "NUTS"),
                List.of(adaptation(), adaptation(), adaptation()));
    }

    private static DrawSet.Adaptation adaptation() {
        return new DrawSet.Adaptation(0.25, "diagonal", new double[] {1, 0.5});
    }

    private static DrawSet weighted() {
        double[] weights = Arrays.stream(uniform(40, RandomStream.of(2))).map(u -> u * u).toArray();
        double sum = Arrays.stream(weights).sum();
        return new DrawSet("Weighted", List.of(variable("x", List.of(2))), values(40, 2, RandomStream.of(3)), 1,
                List.of(statistic("lp__", 40), statistic("log_q", 40)),
                Arrays.stream(weights).map(weight -> weight / sum).toArray(), Map.of(), List.of());
    }

    /** Numbers that are hard to write, and a variable of which some elements are there. */
    private static DrawSet odd() {
        double[][] values = {{Double.NaN, 1e300, -0.0}, {Double.POSITIVE_INFINITY, Double.MIN_VALUE, 123456789012345.0},
            {Double.NEGATIVE_INFINITY, 1e22, 0.1}, {0, -1.0 / 3, Double.MAX_VALUE}};
        List<DrawnVariable> variables = List.of(variable("a", List.of()),
                new DrawnVariable("y", List.of(2), List.of("y[3]", "y[7]")));
        return new DrawSet("Odd", variables, values, 2, List.of(), equal(4), Map.of(), List.of());
    }

    private static DrawnVariable variable(String name, List<Integer> shape) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        return new DrawnVariable(name, shape, IntStream.range(0, size).mapToObj(k -> name + subscripts(k, shape))
                .toList());
    }

    private static String subscripts(int position, List<Integer> shape) {
        StringBuilder text = new StringBuilder();
        int rest = position;
        for (int axis = shape.size() - 1; axis >= 0; axis--) {
            text.insert(0, rest % shape.get(axis) + 1 + (axis == shape.size() - 1 ? "]" : ","));
            rest /= shape.get(axis);
        }
        return shape.isEmpty() ? "" : "[" + text;
    }

    private static double[][] values(int rows, int columns, RandomStream random) {
        return IntStream.range(0, rows).mapToObj(row -> Arrays.stream(uniform(columns, random))
                .map(u -> 6 * u - 3).toArray())
                .toArray(double[][]::new);
    }

    private static double[] uniform(int count, RandomStream random) {
        double[] numbers = new double[count];
        Arrays.setAll(numbers, k -> random.nextDouble());
        return numbers;
    }

    private static DrawSet.Statistic statistic(String name, int count) {
        return new DrawSet.Statistic(name, uniform(count, RandomStream.of(name.hashCode())));
    }

    private static double[] equal(int count) {
        double[] weights = new double[count];
        Arrays.fill(weights, 1.0 / count);
        return weights;
    }

    /** Cut, or with a few other bytes. */
    static byte[] damaged(byte[] whole, RandomStream random) {
        if (random.nextInt(4) == 0) {
            return Arrays.copyOf(whole, random.nextInt(whole.length + 1));
        }
        byte[] bytes = whole.clone();
        for (int k = random.nextInt(4); k >= 0 && bytes.length > 0; k--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
