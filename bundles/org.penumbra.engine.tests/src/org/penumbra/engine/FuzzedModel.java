package org.penumbra.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.penumbra.compiler.BoundArray;

/**
 * Random models that mean something, with data that fit them: sites of all supports, plates, recurrences, array
 * functions, combinators and discrete sites. The same seed gives the same models.
 */
final class FuzzedModel {

    private static final int N = 4;
    private static final int COLUMNS = 2;

    private static final String DATA = """
              data n : int(min = 1)
              data x : real[n]
              data X : real[n, 2]
              data S : real[2, 2]
              data p : positive[n]
              data u : unit[n]
              data g : int(min = 1, max = 2)[n]
              data b : bool[n]
              data c : int(min = 0)[n]
              data y : real[n]
              data Y : real[n, 2]
            """;

    private final Random random;
    private FuzzedExpressions expressions;
    private int sites;

    FuzzedModel(Random random) {
        this.random = random;
    }

    /** A file with a function and a model. */
    String next() {
        expressions = new FuzzedExpressions(random);
        sites = 0;
        expressions.vectorOfN("x");
        expressions.vectorOfN("log(p)");
        expressions.vectorOfTwo("X[1]");
        String latent = expressions.many(1, 5, this::latent, "\n  ");
        String values = expressions.many(0, 2, this::value, "\n  ");
        String observed = expressions.many(1, 3, this::observed, "\n  ");
        return "function bend(a : real, b : real) : real = a * expit(b) - tanh(a)\n\nmodel Fuzzed {\n" + DATA + "  "
                + latent + "\n  " + values + "\n  " + observed + "\n}\n";
    }

    /** Data that the last model takes. */
    Map<String, BoundArray> data() {
        Map<String, BoundArray> data = new LinkedHashMap<>();
        put(data, "n", List.of(), N);
        put(data, "x", List.of(N), values(N, -2, 2));
        put(data, "X", List.of(N, COLUMNS), values(N * COLUMNS, -2, 2));
        put(data, "S", List.of(COLUMNS, COLUMNS), 2, 0.5, 0.5, 1);
        put(data, "p", List.of(N), values(N, 0.1, 3));
        put(data, "u", List.of(N), values(N, 0.05, 0.95));
        put(data, "g", List.of(N), 1, 2, 2, 1);
        put(data, "b", List.of(N), 0, 1, 1, 0);
        put(data, "c", List.of(N), 0, 3, 1, 2);
        put(data, "y", List.of(N), values(N, -2, 2));
        put(data, "Y", List.of(N, COLUMNS), values(N * COLUMNS, -2, 2));
        for (int site = 1; site <= sites; site++) {
            put(data, FuzzedStructures.incomplete("s" + site), List.of(N), 0.5, Double.NaN, -1, Double.NaN);
        }
        return data;
    }

    private static void put(Map<String, BoundArray> data, String name, List<Integer> shape, double... values) {
        data.put(name, new BoundArray(shape, values, element -> "fuzzed.csv:" + (element + 2) + ":1"));
    }

    private double[] values(int count, double low, double high) {
        return DoubleStream.generate(() -> low + (high - low) * random.nextDouble()).limit(count).toArray();
    }

    private String real() {
        return expressions.real(random.nextInt(3));
    }

    private String positive() {
        return expressions.positive(random.nextInt(3));
    }

    private String latent() {
        String name = "s" + ++sites;
        String statement = switch (random.nextInt(15)) {
            case 0, 1, 2 -> number(name, name + " ~ " + continuous());
            case 3 -> number(name, name + " : interval(-1, 2) ~ " + onReals());
            case 4 -> number(name, name + " : positive ~ " + onReals());
            case 5 -> vector(name, name + " : " + expressions.pick(List.of("real", "positive", "unit", "ordered",
                    "positiveOrdered")) + "[2] ~ " + onReals());
            case 6 -> vector(name, joint(name));
            case 7, 8 -> plate(name);
            case 9 -> chain(name);
            case 10 -> number(name, name + " ~ Truncated(Normal(" + real() + ", " + positive()
                    + "), min = -1, max = " + expressions.pick(List.of("2", "0.5")) + ")");
            case 11, 12, 13 -> new FuzzedStructures(random, expressions).next(name);
            default -> discrete(name);
        };
        return statement;
    }

    private String number(String name, String statement) {
        expressions.number(name);
        return statement;
    }

    private String vector(String name, String statement) {
        expressions.vectorOfTwo(name);
        return statement;
    }

    private String onReals() {
        return expressions.pick(List.of("Normal", "Cauchy", "Laplace", "Logistic")) + "(" + real() + ", " + positive()
                + ")";
    }

    private String continuous() {
        return switch (random.nextInt(10)) {
            case 0 -> "StudentT(" + positive() + " + 2, " + real() + ", " + positive() + ")";
            case 1 -> expressions.pick(List.of("HalfNormal", "HalfCauchy", "Exponential")) + "(" + positive() + ")";
            case 2 -> expressions.pick(List.of("Gamma", "InverseGamma", "Beta")) + "(" + positive() + ", " + positive()
                    + ")";
            case 3 -> "Uniform(-1, 1 + " + positive() + ")";
            case 4 -> "Mixture([0.3, 0.7], [" + onReals() + ", " + onReals() + "])";
            case 5 -> "Transformed(" + onReals() + ", " + expressions.pick(List.of("exp", "expit")) + ")";
            case 6 -> "LogNormal(tanh(" + real() + "), " + positive() + ")";
            default -> onReals() + expressions.pick(List.of("", "", " @noncentered"));
        };
    }

    private String joint(String name) {
        return switch (random.nextInt(5)) {
            case 0 -> name + " : simplex[2] ~ Flat()";
            case 1 -> name + " ~ Dirichlet([" + positive() + ", " + positive() + "])";
            case 2 -> name + " ~ MultivariateNormal(" + expressions.vectorTwo(1) + ", S)";
            case 3 -> name + " ~ Normal(" + expressions.vectorTwo(1) + ", " + positive() + ")";
            default -> name + " : simplex[2] ~ Dirichlet(ones(2))";
        };
    }

    private String plate(String name) {
        expressions.open();
        expressions.number("x[i]");
        expressions.number("u[i]");
        String body = name + "[i] ~ " + continuous();
        expressions.close();
        expressions.vectorOfN(name);
        return "plate i in 1..n { " + body + " }";
    }

    private String chain(String name) {
        expressions.open();
        expressions.number("tanh(" + name + "[t - 1])");
        expressions.number("x[t]");
        boolean site = random.nextBoolean();
        String step = site ? name + "[t] ~ Normal(0.5 * " + name + "[t - 1] + " + real() + ", " + positive() + ")"
                : name + "[t] = 0.5 * " + name + "[t - 1] + tanh(" + real() + ")";
        expressions.close();
        String first = site ? name + "[1] ~ Normal(0, 1)" : name + "[1] = " + real();
        expressions.vectorOfN(name);
        return first + "  for t in 2..n { " + step + " }";
    }

    private String discrete(String name) {
        return number(name, name + " ~ " + expressions.pick(List.of("Bernoulli(expit(" + real() + "))",
                "Bernoulli(logits = " + real() + ")", "Categorical(softmax([" + real() + ", 0.5]))",
                "Binomial(2, expit(" + real() + "))")));
    }

    private String value() {
        if (random.nextInt(4) == 0) {
            return "factor -square(tanh(" + real() + "))";
        }
        String name = "v" + ++sites;
        return number(name, (random.nextBoolean() ? "deterministic " : "") + name + " = " + expressions.real(3));
    }

    private String observed() {
        expressions.open();
        boolean whole = random.nextInt(3) == 0;
        if (!whole) {
            expressions.number("x[i]");
            expressions.number("p[i]");
            expressions.number(expressions.vectorTwo(0) + "[g[i]]");
            expressions.number(expressions.vectorN(0) + "[i]");
        }
        String statement = whole ? "y ~ Normal(" + expressions.vectorN(2) + ", " + positive() + ")"
                : "plate i in 1..n { " + element() + " }";
        expressions.close();
        return statement;
    }

    private String element() {
        return switch (random.nextInt(8)) {
            case 0 -> "b[i] ~ Bernoulli(logits = " + real() + ")";
            case 1 -> "c[i] ~ Poisson(" + positive() + ")";
            case 2 -> "c[i] ~ ZeroInflated(0.2, Poisson(" + positive() + "))";
            case 3 -> "u[i] ~ Beta(" + positive() + ", " + positive() + ")";
            case 4 -> "p[i] ~ Gamma(" + positive() + ", " + positive() + ")";
            case 5 -> "Y[i] ~ Normal(" + expressions.vectorTwo(1) + ", " + positive() + ")";
            case 6 -> "y[i] ~ Mixture([0.5, 0.5], [" + onReals() + ", Normal(0, 1)])";
            default -> "y[i] ~ " + onReals();
        };
    }
}
