package org.penumbra.lang.ide;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the words of the language mean, and how they are written: what no registration says. */
final class Words {

    /**
     * A word that begins something.
     *
     * @param meaning one sentence
     * @param snippet what is inserted for it, with places to fill in
     */
    record Entry(String meaning, String snippet) {
    }

    /** What a text declares. */
    static final Map<String, Entry> DECLARATIONS = table(
            "model", "A probabilistic model: data, latent sites and how they depend on each other.",
            "model ${1:Name} {\n  data ${2:n} : int(min = 1)\n  $0\n}",
            "guide", "A variational family written out: one statement for each latent site of a model.",
            "guide ${1:Name} for ${2:Model} {\n  $0\n}",
            "function", "A function of the file: its value follows from its parameters.",
            "function ${1:name}(${2:x} : real) : ${3:real} = $0",
            "network", "A neural network: layers applied to its inputs.",
            "network ${1:Name}(${2:x} : real[${3:d}]) : real[${4:k}] {\n  return Dense(${4:k})(${2:x})$0\n}",
            "infer", "A run: a model, its data, and how it is fitted.",
            "infer ${1:name} of ${2:Model} {\n  data \"${3:data.csv}\"\n  algorithm ${4:Auto}()\n  seed 1$0\n}");

    /** Statements of models and guides. */
    static final Map<String, Entry> STATEMENTS = table(
            "data", "Declares what is observed or given, with its type and shape; checked when it is bound.",
            "data ${1:x} : ${2:real}$0",
            "param", "Declares a parameter that is optimised, with its type and where it starts.",
            "param ${1:p} : ${2:real} = ${3:0}$0",
            "plate", "Independent repetitions: one for each value of the index.",
            "plate ${1:i} in 1..${2:n} {\n  $0\n}",
            "for", "Repetitions one after the other: each may use those before.",
            "for ${1:t} in ${2:2}..${3:n} {\n  $0\n}",
            "deterministic", "A value that results report.", "deterministic ${1:name} = $0",
            "factor", "Adds a value to the log density.", "factor $0",
            "return", "The result of a network.", "return $0");

    /** Settings of a run. */
    static final Map<String, Entry> SETTINGS = table(
            "data", "A file and what its columns or keys are bound to; those of equal name bind themselves.",
            "data \"${1:data.csv}\" ($0)",
            "algorithm", "How the posterior is found.", "algorithm ${1:Auto}($0)",
            "guide", "The variational family, or a guide of the file.", "guide ${1:AutoNormal}($0)",
            "objective", "What variational inference maximises.", "objective ${1:TraceELBO}($0)",
            "optimizer", "How a gradient becomes a step.", "optimizer ${1:Adam}($0)",
            "seed", "The seed: the same seed gives the same numbers.", "seed ${1:1}$0",
            "subsample", "Minibatches: how many elements of a plate each step looks at.",
            "subsample ${1:plate} = ${2:128}$0",
            "do", "Sets a variable and cuts it off from what it depends on.", "do ${1:x} = $0",
            "condition", "Observes a variable at a value.", "condition ${1:x} = $0");

    /** What can be written inside of expressions. */
    static final Map<String, Entry> EXPRESSIONS = table(
            "if", "One of two values.", "if ${1:condition} then ${2:a} else ${3:b}$0",
            "true", "The truth value true; counts as 1.", "true",
            "false", "The truth value false; counts as 0.", "false");

    /** Settings of data in a run. */
    static final Map<String, Entry> BINDING = table(
            "missing", "What happens to rows with missing values: drop, error or impute.", "missing = ${1:drop}$0",
            "where", "The rows to keep.", "where $0");

    /** Words between others. */
    static final Map<String, Entry> CONNECTIVES = table(
            "in", "What an index runs over.", "in ",
            "of", "The model of a run.", "of ",
            "then", "The value where the condition holds.", "then ",
            "else", "The value where the condition does not hold.", "else ");

    private static final Map<String, Entry> COMBINATORS = table(
            "Truncated", "A distribution cut to an interval and scaled to 1 there.",
            "Truncated(${1:Normal(0, 1)}, ${2:min = 0})$0",
            "Mixture", "One of several distributions, chosen with probabilities that are the weights divided by their "
                    + "sum.", "Mixture(${1:weights}, [${2:Normal(0, 1)}, ${3:Normal(2, 1)}])$0",
            "MixtureSameFamily", "A mixture of one family: the last axis of a parameter runs over the components.",
            "MixtureSameFamily(${1:weights}, ${2:Normal(mu, sigma)})$0",
            "ZeroInflated", "0 with the probability `gate`, else a draw of a distribution of integers.",
            "ZeroInflated(${1:gate}, ${2:Poisson(rate)})$0",
            "Censored", "Draws beyond a bound are recorded as the bound.",
            "Censored(${1:Normal(mu, sigma)}, ${2:max = 0})$0",
            "Transformed", "A draw of a distribution sent through an invertible function such as exp.",
            "Transformed(${1:Normal(0, 1)}, ${2:exp})$0",
            "Masked", "Contributes nothing to the log density where the mask is false or 0.",
            "Masked(${1:Normal(mu, sigma)}, ${2:mask})$0",
            "Ordered", "A vector of independent draws in ascending order.", "Ordered(${1:Normal(0, 1)})$0",
            "Sequential", "Layers applied one after the other.", "Sequential(${1:Dense(20), tanh})(${2:x})$0");

    private static final Map<String, Entry> TYPES = table(
            "int", "Whole numbers, with bounds where `min` or `max` is given.", "int",
            "real", "Real numbers, with bounds where `min` or `max` is given.", "real",
            "bool", "Truth values; they count as 0 and 1.", "bool",
            "positive", "Real numbers above 0.", "positive",
            "nonnegative", "Real numbers from 0 on.", "nonnegative",
            "unit", "Real numbers from 0 to 1.", "unit",
            "interval", "Real numbers between two bounds: `interval(lo, hi)`.", "interval(${1:0}, ${2:1})$0",
            "simplex", "A vector of probabilities that sum to 1.", "simplex[${1:k}]$0",
            "ordered", "A vector in ascending order.", "ordered[${1:k}]$0",
            "positiveOrdered", "A vector of positive numbers in ascending order.", "positiveOrdered[${1:k}]$0",
            "corrCholesky", "The lower Cholesky factor of a correlation matrix.", "corrCholesky[${1:k}]$0",
            "covCholesky", "The lower Cholesky factor of a covariance matrix.", "covCholesky[${1:k}]$0",
            "corr", "A correlation matrix.", "corr[${1:k}]$0",
            "cov", "A covariance matrix.", "cov[${1:k}]$0");

    private static final Map<String, Entry> ANNOTATIONS = table(
            "noncentered", "Samples the site as location + scale * a standard variate: funnels become easy.",
            "noncentered");

    private Words() {
    }

    private static Map<String, Entry> table(String... cells) {
        Map<String, Entry> table = new LinkedHashMap<>();
        for (int i = 0; i < cells.length; i += 3) {
            table.put(cells[i], new Entry(cells[i + 1], cells[i + 2]));
        }
        return table;
    }

    static Map<String, Entry> combinators() {
        return COMBINATORS;
    }

    static Map<String, Entry> annotations() {
        return ANNOTATIONS;
    }

    static Optional<Entry> typeEntry(String name) {
        return Optional.ofNullable(TYPES.get(name));
    }

    static Optional<String> combinator(String name) {
        return Optional.ofNullable(COMBINATORS.get(name)).map(entry -> Reference.code(plain(entry.snippet()))
                + entry.meaning());
    }

    static Optional<String> type(String name) {
        return typeEntry(name).map(entry -> Reference.code(plain(entry.snippet())) + entry.meaning());
    }

    static Optional<String> annotation(String name) {
        return Optional.ofNullable(ANNOTATIONS.get(name)).map(entry -> Reference.code("@" + name) + entry.meaning());
    }

    /** A snippet without its places. */
    static String plain(String snippet) {
        return snippet.replaceAll("\\$\\{\\d+:([^}]*)}", "$1").replaceAll("\\$\\d", "");
    }
}
