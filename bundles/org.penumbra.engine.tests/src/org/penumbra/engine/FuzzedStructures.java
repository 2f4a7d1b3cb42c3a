package org.penumbra.engine;

import java.util.List;
import java.util.Random;

/**
 * Statements of random models that take more than one site: vectors in plates, random matrices, chains of discrete
 * sites and of vectors, mixtures by subscript, plates in plates.
 */
final class FuzzedStructures {

    private final Random random;
    private final FuzzedExpressions expressions;

    FuzzedStructures(Random random, FuzzedExpressions expressions) {
        this.random = random;
        this.expressions = expressions;
    }

    /** Statements that draw sites with names that begin like this one. */
    String next(String name) {
        return switch (random.nextInt(9)) {
            case 0 -> vectorsInAPlate(name);
            case 1 -> covariance(name);
            case 2 -> hidden(name);
            case 3 -> mixture(name);
            case 4 -> vectorChain(name);
            case 5 -> table(name);
            case 6 -> ordered(name);
            case 7 -> walk(name);
            default -> missing(name);
        };
    }

    private String real() {
        return expressions.real(random.nextInt(2));
    }

    private String positive() {
        return expressions.positive(random.nextInt(2));
    }

    private String vectorsInAPlate(String name) {
        String scale = expressions.pick(List.of("S", "scaleTril = cholesky(S)", "precision = S",
                "S + diagMatrix([" + positive() + ", " + positive() + "])"));
        String draw = name + "[i] ~ MultivariateNormal(" + expressions.vectorTwo(1) + ", " + scale + ")"
                + (random.nextBoolean() ? " @noncentered" : "");
        expressions.vectorOfTwo(name + "[2]");
        return "plate i in 1..n { " + draw + " }";
    }

    private String covariance(String name) {
        String matrix = expressions.pick(List.of("LKJ(2, " + positive() + ")", "Wishart(4 + " + positive() + ", S)",
                "InverseWishart(4 + " + positive() + ", S)", "LKJCholesky(2, " + positive() + ")"));
        expressions.vectorOfTwo(name + "[2]");
        expressions.number("logDet(identity(2) + " + name + " @ " + name + "')");
        return name + " ~ " + matrix;
    }

    private String hidden(String name) {
        String stay = "expit(" + real() + ")";
        return name + "[1] ~ Bernoulli(0.5)  for t in 2..n { " + name + "[t] ~ Bernoulli(if " + name
                + "[t - 1] == 1 then " + stay + " else 0.3) }  plate t in 1..n { y[t] ~ Normal(" + real() + " + "
                + name + "[t], " + positive() + ") }";
    }

    private String mixture(String name) {
        String probs = "softmax([" + real() + ", " + real() + "])";
        String vector = expressions.vectorTwo(1);
        return "plate i in 1..n { " + name + "[i] ~ Categorical(" + probs + ")  y[i] ~ Normal(" + vector + "[" + name
                + "[i]], " + positive() + ") }";
    }

    private String vectorChain(String name) {
        String step = "0.5 * " + name + "[t - 1] + " + expressions.vectorTwo(1);
        String draw = random.nextBoolean() ? "real[2] ~ Normal(" + step + ", " + positive() + ")"
                : "real[2] ~ MultivariateNormal(" + step + ", S)";
        String centring = random.nextBoolean() ? " @noncentered" : "";
        expressions.vectorOfTwo(name + "[n]");
        return name + "[1] : real[2] ~ " + expressions.pick(List.of("Normal(0, 1)", "MultivariateNormal([0, 0], S)"))
                + "  for t in 2..n { " + name + "[t] : " + draw + centring + " }";
    }

    private String table(String name) {
        expressions.open();
        expressions.number("x[i]");
        expressions.number("X[i, j]");
        String draw = name + "[i, j] ~ Normal(" + real() + ", " + positive() + ")"
                + (random.nextBoolean() ? " @noncentered" : "");
        expressions.close();
        expressions.vectorOfTwo(name + "[n]");
        expressions.vectorOfN(name + "[1..n, 2]");
        return "plate i in 1..n { plate j in 1..2 { " + draw + " } }";
    }

    private String ordered(String name) {
        String draw = name + " : ordered[2] ~ Normal(" + real() + ", " + positive() + ")";
        expressions.vectorOfTwo(name);
        return draw + "  plate i in 1..n { c[i] ~ Poisson(exp(tanh(" + name + "[g[i]]))) }";
    }

    private String walk(String name) {
        String draw = expressions.pick(List.of(name + " : real[n] ~ GaussianRandomWalk(" + positive() + ")",
                name + " : real[n] ~ GaussianRandomWalk(" + positive() + ") @noncentered",
                name + " : real[n] ~ AR([0.5, tanh(" + real() + ")], " + positive() + ")"));
        expressions.vectorOfN(name);
        return draw;
    }

    private String missing(String name) {
        String draw = name + " ~ Normal(" + real() + ", " + positive() + ")";
        expressions.number(name);
        return "data " + incomplete(name) + " : real[n]  " + draw + "  plate i in 1..n { " + incomplete(name)
                + "[i] ~ Normal(" + real() + ", " + positive() + ") }";
    }

    /** Data with missing elements that a statement of this name observes. */
    static String incomplete(String name) {
        return "m" + name;
    }
}
