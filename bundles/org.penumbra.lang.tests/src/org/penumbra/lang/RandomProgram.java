package org.penumbra.lang;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penumbra.lang.types.BuiltIns;

/** Random programs that the grammar accepts; few of them mean anything, which is the point. */
final class RandomProgram {

    private static final List<String> NAMES = List.of("a", "b", "n", "x", "y", "data", "factor", "seed", "model", "z");
    private static final List<String> FUNCTIONS = functions();
    private static final List<String> DISTRIBUTIONS = List.of("Normal", "Beta", "Uniform", "Categorical", "Bernoulli",
            "Flat", "Truncated", "Nowhere", "StudentT", "Binomial", "Poisson", "Mixture", "MixtureSameFamily",
            "ZeroInflated", "Censored", "Transformed", "Ordered", "Masked", "Dirichlet", "MultivariateNormal");
    private static final List<String> TYPES = List.of("real", "int", "positive", "simplex", "cov", "bool", "interval",
            "nothing", "nonnegative", "unit", "ordered", "positiveOrdered", "corrCholesky", "covCholesky", "corr");
    private static final List<String> OPERATORS = List.of("+", "-", "*", "/", "^", "%", "@", "<", "<=", ">", ">=", "==",
            "!=", "&&", "||");

    private final Random random;

    /** All of the table, and some that are none. */
    private static List<String> functions() {
        List<String> names = new ArrayList<>(BuiltIns.names());
        names.addAll(List.of("Normal", "f", "a", "model"));
        return names;
    }

    RandomProgram(Random random) {
        this.random = random;
    }

    String next() {
        return many(1, 3, this::declaration, "\n");
    }

    private String declaration() {
        return switch (random.nextInt(6)) {
            case 0 -> "guide " + name() + " for " + name() + guide();
            case 1 -> "function " + name() + "(" + many(0, 2, this::parameter, ", ") + ") = " + expression(3);
            case 2 -> "network " + name() + "(" + parameter() + ") : " + type() + block();
            case 3 -> "infer " + name() + " of " + name() + " { " + many(0, 4, this::setting, " ") + " }";
            default -> "model " + name() + block();
        };
    }

    private String setting() {
        return switch (random.nextInt(6)) {
            case 0 -> "data \"a.csv\" (" + many(0, 2, () -> name() + " = " + expression(2), ", ") + ")";
            case 1 -> "algorithm SVI(" + many(0, 2, () -> name() + " = " + random.nextInt(9), ", ") + ")";
            case 2 -> "seed " + random.nextInt();
            case 3 -> "subsample " + name() + " = " + expression(1);
            case 4 -> "do " + name() + " = " + expression(1);
            default -> "optimizer Adam(0.1, cosine)";
        };
    }

    private String guide() {
        return " {\n" + many(0, 3, () -> random.nextInt(3) == 0 ? many(2, 3, this::name, ", ") + " ~ "
                + distribution() : statement(1), "\n") + "\n}";
    }

    private String block() {
        return " {\n" + many(0, 6, () -> statement(2), "\n") + "\n}";
    }

    private String statement(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> "data " + parameter();
            case 1, 2 -> target() + " ~ " + distribution() + (random.nextInt(5) == 0 ? " @noncentered" : "");
            case 3, 4 -> (random.nextInt(4) == 0 ? "deterministic " : "") + target() + " = " + expression(3);
            case 5 -> "factor " + (random.nextBoolean() ? "exp(" + expression(2) + ")" : "1 + " + expression(2));
            case 6 -> "param " + parameter() + " = " + expression(1);
            case 7 -> "for " + name() + loop(depth);
            default -> "plate " + (random.nextBoolean() ? name() + ": " : "") + name() + loop(depth);
        };
    }

    private String loop(int depth) {
        return " in " + expression(1) + ".." + expression(1) + " { " + many(0, 3, () -> statement(depth - 1), " ")
                + " }";
    }

    private String target() {
        return name() + (random.nextInt(3) == 0 ? "[" + many(1, 2, () -> expression(1), ", ") + "]" : "")
                + (random.nextInt(4) == 0 ? " : " + type() : "");
    }

    private String parameter() {
        return name() + " : " + type();
    }

    private String type() {
        return pick(TYPES) + (random.nextInt(3) == 0 ? "(" + arguments(1) + ")" : "")
                + (random.nextInt(2) == 0 ? "[" + many(1, 2, () -> expression(1), ", ") + "]" : "");
    }

    private String distribution() {
        return pick(DISTRIBUTIONS) + "(" + (random.nextInt(8) == 0 ? "" : arguments(2)) + ")";
    }

    private String arguments(int depth) {
        List<String> names = List.of("loc = ", "scale = ", "probs = ", "min = ", "max = ", "x = ", "weights = ",
                "distribution = ", "matrix = ");
        return many(1, 4, () -> (random.nextInt(5) == 0 ? pick(names) : "") + argument(depth), ", ");
    }

    private String argument(int depth) {
        return switch (random.nextInt(8)) {
            case 0 -> depth > 0 ? pick(DISTRIBUTIONS) + "(" + arguments(depth - 1) + ")" : expression(0);
            case 1 -> depth > 0 ? "[" + many(1, 3, () -> pick(DISTRIBUTIONS) + "(" + arguments(depth - 1) + ")", ", ")
                    + "]" : expression(0);
            case 2 -> pick(List.of("exp", "floor", "f", "expit", "intervalTransform(0, 1)"));
            default -> expression(depth);
        };
    }

    private String expression(int depth) {
        if (depth == 0) {
            return pick(List.of(name(), name(), Integer.toString(random.nextInt(4)), "0.5", "1e3", "true", "\"t\""));
        }
        return switch (random.nextInt(10)) {
            case 0 -> "(" + expression(depth - 1) + ")";
            case 1 -> "-" + expression(0);
            case 2 -> pick(FUNCTIONS) + "(" + arguments(depth - 1) + ")";
            case 3 -> name() + "[" + many(1, 2, () -> subscript(depth - 1), ", ") + "]";
            case 4 -> "(if " + expression(depth - 1) + " then " + expression(depth - 1) + " else "
                    + expression(depth - 1) + ")";
            case 5 -> "[" + many(0, 3, () -> expression(depth - 1), ", ") + "]";
            case 6 -> name() + pick(List.of("'", ".loc", "(1)"));
            default -> "(" + expression(depth - 1) + " " + pick(OPERATORS) + " " + expression(depth - 1) + ")";
        };
    }

    private String subscript(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> expression(depth) + ".." + expression(depth);
            default -> expression(depth);
        };
    }

    private String name() {
        return pick(NAMES);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private String many(int least, int most, Supplier<String> part, String separator) {
        int count = least + random.nextInt(most - least + 1);
        return IntStream.range(0, count).mapToObj(i -> part.get()).collect(Collectors.joining(separator));
    }
}
