package org.penumbra.distribution.combinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.LogProbability;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * One of several distributions, chosen with probabilities that are weights divided by their sum, or whose logarithms
 * are logits up to one constant. Its parameters are the weights, those of the components one after the other, then
 * {@code lower} and {@code upper} as far as the support has bounds that follow from parameters of the components.
 */
public final class Mixture implements Distribution {

    private final List<Part> components;
    private final boolean logits;
    private final boolean discrete;

    private Mixture(List<Part> components, boolean logits, boolean discrete) {
        this.components = components;
        this.logits = logits;
        this.discrete = discrete;
    }

    /**
     * The signature of a mixture.
     *
     * @param logits whether the weights are given by their logarithms
     * @param inner signatures of the components, all continuous, or discrete and numbers with all of the mass
     * @param lower bound of all supports: a number, none, or the parameter {@code lower}
     * @param upper bound of all supports: a number, none, or the parameter {@code upper}
     */
    public static Signature signature(boolean logits, List<Signature> inner, Support.Bound lower,
            Support.Bound upper) {
        List<Signature.Parameter> parameters = new ArrayList<>();
        List<Part> components = new ArrayList<>();
        for (int k = 1; k <= inner.size(); k++) {
            parameters.add(logits ? Part.parameter("logits[" + k + "]", Support.REAL, "Log weight.")
                    : Part.parameter("weights[" + k + "]", Support.NONNEGATIVE, "Weight."));
        }
        for (int k = 1; k <= inner.size(); k++) {
            Signature component = inner.get(k - 1);
            components.add(new Part(component, parameters.size()));
            parameters.addAll(component.prefixed("components[" + k + "].").parameters());
        }
        bound(parameters, lower, "Smallest value.");
        bound(parameters, upper, "Largest value.");
        boolean discrete = inner.stream().anyMatch(Signature::discrete);
        return new Signature(parameters, support(inner, discrete, lower, upper), discrete, "", "",
                () -> new Mixture(components, logits, discrete));
    }

    private static void bound(List<Signature.Parameter> parameters, Support.Bound bound, String documentation) {
        if (bound.parameter() != null) {
            parameters.add(Part.parameter(bound.parameter(), Support.REAL, documentation));
        }
    }

    private static Support support(List<Signature> inner, boolean discrete, Support.Bound lower,
            Support.Bound upper) {
        Support first = inner.getFirst().support();
        boolean one = first.lower().parameter() == null && first.upper().parameter() == null
                && inner.stream().allMatch(component -> component.support().equals(first));
        return one ? first : discrete ? Support.integers(lower, upper)
                : Support.between(lower, upper);
    }

    private int size() {
        return components.size();
    }

    /** log of the sum over the components of weight times what {@code part} gives; empty when it is for one of them. */
    private Optional<Expr> weighted(List<Expr> parameters, BiFunction<Part, List<Expr>, Optional<Expr>> part) {
        List<Expr> weights = parameters.subList(0, size());
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < size(); k++) {
            Optional<Expr> term = part.apply(components.get(k), parameters);
            if (term.isEmpty()) {
                return Optional.empty();
            }
            terms.add(term.get().plus(logits ? weights.get(k) : weights.get(k).log()));
        }
        Expr total = logits ? LogProbability.sum(weights) : weights.stream().reduce(Expr::plus).orElseThrow().log();
        return Optional.of(LogProbability.sum(terms).minus(total));
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return weighted(parameters, (part, all) -> Optional.of(part.logDensity(x, all))).orElseThrow();
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return weighted(parameters, (part, all) -> part.logCdf(x, all));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return weighted(parameters, (part, all) -> part.logSurvival(x, all));
    }

    /** Probabilities of the components. */
    private double[] probabilities(double[] parameters) {
        double largest = IntStream.range(0, size()).mapToDouble(k -> parameters[k]).max().orElseThrow();
        double[] weights = IntStream.range(0, size())
                .mapToDouble(k -> logits ? Kernels.exp(parameters[k] - largest) : parameters[k]).toArray();
        double total = 0;
        for (double weight : weights) {
            total += weight;
        }
        for (int k = 0; k < size(); k++) {
            weights[k] /= total;
        }
        return weights;
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double[] weights = probabilities(parameters);
        double u = random.nextDouble();
        int chosen = 0;
        for (int k = 0; k < size() && u >= 0; k++) {
            chosen = weights[k] > 0 ? k : chosen;
            u -= weights[k];
        }
        Part part = components.get(chosen);
        return part.distribution().sample(part.own(parameters), random);
    }

    @Override
    public double mean(double[] parameters) {
        return average(parameters, part -> part.distribution().mean(part.own(parameters)));
    }

    /** The mean variance of the components and the variance of their means. */
    @Override
    public double variance(double[] parameters) {
        double mean = mean(parameters);
        return average(parameters, part -> {
            double distance = part.distribution().mean(part.own(parameters)) - mean;
            return part.distribution().variance(part.own(parameters)) + distance * distance;
        });
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return average(parameters, part -> part.cdf(x, parameters));
    }

    /** Over the components that have a weight. */
    private double average(double[] parameters, java.util.function.ToDoubleFunction<Part> value) {
        double[] weights = probabilities(parameters);
        double sum = 0;
        for (int k = 0; k < size(); k++) {
            sum += weights[k] == 0 ? 0 : weights[k] * value.applyAsDouble(components.get(k));
        }
        return sum;
    }

    /** By halving between the smallest and the largest quantile of a component. */
    @Override
    public double quantile(double p, double[] parameters) {
        double[] weights = probabilities(parameters);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < size(); k++) {
            if (weights[k] > 0) {
                double quantile = components.get(k).quantile(p, parameters);
                low = Math.min(low, quantile);
                high = Math.max(high, quantile);
            }
        }
        return Quantile.between(x -> cdf(x, parameters), p, low, high, discrete);
    }
}
