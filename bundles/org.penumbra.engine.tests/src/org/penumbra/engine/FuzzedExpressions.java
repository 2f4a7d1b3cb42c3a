package org.penumbra.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random expressions over the names that are there at a place. Their values are moderate and defined everywhere, so
 * that a density that is not a number is a fault.
 */
final class FuzzedExpressions {

    /** What is there: numbers, vectors of length n and 2, in blocks that open and close. */
    private static final class Names {
        private final List<String> numbers = new ArrayList<>();
        private final List<String> ofN = new ArrayList<>();
        private final List<String> ofTwo = new ArrayList<>();
    }

    private final Random random;
    private final Deque<Names> blocks = new ArrayDeque<>(List.of(new Names()));

    FuzzedExpressions(Random random) {
        this.random = random;
    }

    void open() {
        blocks.push(new Names());
    }

    void close() {
        blocks.pop();
    }

    void number(String name) {
        blocks.peek().numbers.add(name);
    }

    void vectorOfN(String name) {
        blocks.peek().ofN.add(name);
    }

    void vectorOfTwo(String name) {
        blocks.peek().ofTwo.add(name);
    }

    private List<String> all(Function<Names, List<String>> which) {
        return blocks.stream().flatMap(names -> which.apply(names).stream()).toList();
    }

    private String name(List<String> names, Supplier<String> otherwise) {
        return names.isEmpty() ? otherwise.get() : pick(names);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A number of any sign. */
    String real(int depth) {
        if (depth <= 0) {
            return random.nextInt(4) == 0 ? pick(List.of("0", "1", "-0.5", "2", "0.25"))
                    : name(all(names -> names.numbers), () -> "0.75");
        }
        return switch (random.nextInt(16)) {
            case 0 -> "(" + real(depth - 1) + " + " + real(depth - 1) + ")";
            case 1 -> "(" + real(depth - 1) + " - " + real(depth - 1) + ")";
            case 2 -> "0.5 * " + real(depth - 1);
            case 3 -> "tanh(" + real(depth - 1) + ") * " + real(depth - 1);
            case 4 -> real(depth - 1) + " / (1 + square(" + real(depth - 1) + "))";
            case 5 -> pick(List.of("tanh", "sin", "cos", "expit", "erf", "Phi", "softplus", "atan", "abs"))
                    + "(" + real(depth - 1) + ")";
            case 6 -> pick(List.of("log", "sqrt", "lgamma", "digamma", "log1p")) + "(" + positive(depth - 1) + ")";
            case 7 -> pick(List.of("min", "max")) + "(" + real(depth - 1) + ", " + real(depth - 1) + ")";
            case 8 -> "(if " + real(depth - 1) + " > " + real(depth - 1) + " then " + real(depth - 1) + " else "
                    + real(depth - 1) + ")";
            case 9 -> "bend(" + real(depth - 1) + ", " + real(depth - 1) + ")";
            case 10 -> pick(List.of("sum", "mean", "sd", "logSumExp", "max", "min")) + "(" + vector(depth - 1) + ")";
            case 11 -> vectorN(depth - 1) + "[" + pick(List.of("1", "2", "n", "n - 1")) + "]";
            case 12 -> "dot(" + vectorTwo(depth - 1) + ", " + vectorTwo(depth - 1) + ")";
            case 13 -> pick(List.of("softmax", "cumsum", "logSoftmax", "reverse")) + "(" + vector(depth - 1) + ")[2]";
            case 14 -> matrix(depth - 1);
            default -> real(0);
        };
    }

    /** A number of linear algebra. */
    private String matrix(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> "sum(cholesky(S + " + positive(depth) + " * identity(2))[2])";
            case 1 -> "sum(solve(S, " + vectorTwo(depth) + "))";
            case 2 -> "logDet(S + diagMatrix(exp(tanh(" + vectorTwo(depth) + "))))";
            case 3 -> "quadForm(S, " + vectorTwo(depth) + ")";
            default -> "(X @ " + vectorTwo(depth) + ")[1]";
        };
    }

    /** A number well above 0. */
    String positive(int depth) {
        return switch (random.nextInt(4)) {
            case 0 -> "exp(tanh(" + real(depth - 1) + "))";
            case 1 -> "(0.1 + expit(" + real(depth - 1) + "))";
            case 2 -> "(0.1 + square(" + real(depth - 1) + "))";
            default -> pick(List.of("0.5", "1", "2.5"));
        };
    }

    private String vector(int depth) {
        return random.nextBoolean() ? vectorN(depth) : vectorTwo(depth);
    }

    /** A vector of length n. */
    String vectorN(int depth) {
        if (depth <= 0) {
            return name(all(names -> names.ofN), () -> "x");
        }
        return switch (random.nextInt(6)) {
            case 0 -> "(" + vectorN(depth - 1) + " + " + real(depth - 1) + ")";
            case 1 -> "(tanh(" + vectorN(depth - 1) + ") * " + vectorN(depth - 1) + ")";
            case 2 -> "(X @ " + vectorTwo(depth - 1) + ")";
            case 3 -> "append(" + vectorN(depth - 1) + "[2..n], " + real(depth - 1) + ")";
            default -> vectorN(0);
        };
    }

    /** A vector of length 2. */
    String vectorTwo(int depth) {
        if (depth <= 0) {
            return name(all(names -> names.ofTwo), () -> "[0.5, -0.5]");
        }
        return switch (random.nextInt(5)) {
            case 0 -> "[" + real(depth - 1) + ", " + real(depth - 1) + "]";
            case 1 -> "(" + vectorTwo(depth - 1) + " - " + real(depth - 1) + ")";
            case 2 -> "(X' @ " + vectorN(depth - 1) + " / n)";
            default -> vectorTwo(0);
        };
    }

    String many(int least, int most, Supplier<String> part, String separator) {
        return IntStream.range(0, least + random.nextInt(most - least + 1)).mapToObj(i -> part.get())
                .collect(Collectors.joining(separator));
    }
}
