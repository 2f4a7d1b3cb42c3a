package org.penumbra.distribution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/**
 * A distribution cut to an interval and scaled to 1 there. Its parameters are those of the distribution inside, then
 * {@code min} and {@code max} as far as there are such bounds, both included.
 */
public final class Truncated implements Distribution {

    /** Name in models. */
    public static final String NAME = "Truncated";

    /** A discrete distribution without a distribution function is summed over at most so many values. */
    private static final int MOST_TERMS = 200;

    private final Signature inner;
    private final boolean hasMin;
    private final boolean hasMax;

    private Truncated(Signature inner, boolean hasMin, boolean hasMax) {
        this.inner = inner;
        this.hasMin = hasMin;
        this.hasMax = hasMax;
    }

    /**
     * The signature of a truncated distribution.
     *
     * @param base of the distribution inside
     * @param min a number, or the parameter {@code min}; {@link Support.Bound#NONE} when there is no lower bound
     * @param max a number, or the parameter {@code max}; {@link Support.Bound#NONE} when there is no upper bound
     */
    public static Signature signature(Signature base, Support.Bound min, Support.Bound max) {
        Signature inner = base.beside("min", "max");
        List<Signature.Parameter> parameters = new ArrayList<>(inner.parameters());
        if (!min.isNone()) {
            parameters.add(new Signature.Parameter("min", Support.REAL, "Smallest value.", null));
        }
        if (!max.isNone()) {
            parameters.add(new Signature.Parameter("max", Support.REAL, "Largest value.", null));
        }
        Support.Bound lower = min.isNone() ? inner.support().lower() : min;
        Support.Bound upper = max.isNone() ? inner.support().upper() : max;
        Support support = inner.discrete() ? Support.integers(lower, upper) : Support.between(lower, upper);
        return new Signature(parameters, support, inner.discrete(), "", "",
                () -> new Truncated(inner, !min.isNone(), !max.isNone()));
    }

    /** Whether the distribution function is an expression, so that any bounds will do. */
    public static boolean hasCdf(Signature inner) {
        if (inner.event().isPresent()) {
            return false;
        }
        List<Expr> some = inner.parameters().stream().map(parameter -> (Expr) Expr.of(0.5)).toList();
        Distribution distribution = inner.distribution().get();
        return !distribution.hasAtoms() && distribution.logCdf(Expr.of(0.5), some).isPresent();
    }

    /**
     * Whether the mass between the bounds is a sum over few values, which serves a discrete distribution without a
     * distribution function.
     */
    public static boolean isSummable(Signature inner, Support.Bound min, Support.Bound max) {
        Support.Bound first = inner.support().lower();
        boolean known = inner.event().isEmpty() && inner.discrete() && !first.isNone() && first.parameter() == null
                && min.parameter() == null && max.parameter() == null;
        double last = max.isNone() ? min.value() - 1 : max.value();
        return known && last - first.value() < MOST_TERMS;
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr density = inner.distribution().get().logDensity(x, own(parameters)).minus(logMass(parameters));
        Expr upper = hasMax ? Expr.within(x.lessOrEqual(max(parameters)), density) : density;
        return hasMin ? Expr.within(min(parameters).lessOrEqual(x), upper) : upper;
    }

    private List<Expr> own(List<Expr> parameters) {
        return parameters.subList(0, inner.parameters().size());
    }

    private Expr min(List<Expr> parameters) {
        return parameters.get(inner.parameters().size());
    }

    private Expr max(List<Expr> parameters) {
        return parameters.getLast();
    }

    /** The logarithm of the probability between the bounds. */
    private Expr logMass(List<Expr> parameters) {
        List<Expr> own = own(parameters);
        Optional<Expr> cdf = inner.distribution().get().logCdf(Expr.of(0.5), own);
        if (cdf.isEmpty()) {
            return summed(parameters);
        }
        if (!hasMin) {
            return innerCdf(max(parameters), own);
        }
        Expr below = below(parameters);
        return hasMax ? logBetween(below, max(parameters), own) : innerSurvival(below, own);
    }

    /** log P(below < X <= x), from the tail that is the smaller one at the lower bound. */
    private Expr logBetween(Expr below, Expr x, List<Expr> own) {
        Expr lower = innerCdf(below, own);
        return Expr.select(lower.lessThan(Expr.of(LogProbability.LOG_HALF)),
                LogProbability.difference(innerCdf(x, own), lower),
                LogProbability.difference(innerSurvival(below, own), innerSurvival(x, own)));
    }

    /** Empty when the mass between the bounds is summed. */
    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        if (!hasCdf(inner)) {
            return Optional.empty();
        }
        List<Expr> own = own(parameters);
        Expr upTo = hasMin ? logBetween(below(parameters), x, own) : innerCdf(x, own);
        return Optional.of(withinBounds(x, parameters, Double.NEGATIVE_INFINITY, upTo.minus(logMass(parameters)), 0));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        if (!hasCdf(inner)) {
            return Optional.empty();
        }
        List<Expr> own = own(parameters);
        Expr beyond = hasMax ? logBetween(x, max(parameters), own) : innerSurvival(x, own);
        return Optional.of(withinBounds(x, parameters, 0, beyond.minus(logMass(parameters)),
                Double.NEGATIVE_INFINITY));
    }

    private Expr withinBounds(Expr x, List<Expr> parameters, double left, Expr inside, double right) {
        Expr upper = hasMax ? Expr.select(max(parameters).lessOrEqual(x), Expr.of(right), inside) : inside;
        return hasMin ? Expr.select(x.lessThan(min(parameters)), Expr.of(left), upper) : upper;
    }

    /** The largest number that is cut away below. */
    private Expr below(List<Expr> parameters) {
        return inner.discrete() ? Apply.of(Op.CEIL, min(parameters)).minus(1) : min(parameters);
    }

    private Expr innerCdf(Expr x, List<Expr> own) {
        return inner.distribution().get().logCdf(x, own).orElseThrow();
    }

    private Expr innerSurvival(Expr x, List<Expr> own) {
        return inner.distribution().get().logSurvival(x, own).orElseThrow();
    }

    /** Term by term over the integers between the bounds, or over those below the lower one. */
    private Expr summed(List<Expr> parameters) {
        List<Expr> own = own(parameters);
        double first = inner.support().lower().value();
        double min = hasMin ? min(parameters).constantValue().orElseThrow() : first;
        if (hasMax) {
            return summed(Math.max(first, min), max(parameters).constantValue().orElseThrow(), own);
        }
        return min <= first ? Expr.of(0) : LogProbability.complement(summed(first, Math.ceil(min) - 1, own));
    }

    private Expr summed(double first, double last, List<Expr> own) {
        Expr total = Expr.of(Double.NEGATIVE_INFINITY);
        for (double k = Math.ceil(first); k <= last; k++) {
            total = LogProbability.sum(inner.distribution().get().logDensity(Expr.of(k), own), total);
        }
        return total;
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return quantile(random.nextDouble(), parameters);
    }

    /**
     * By the quantiles of the distribution inside, or by halving where too little of its mass is between the bounds.
     */
    @Override
    public double quantile(double p, double[] parameters) {
        double[] own = Arrays.copyOf(parameters, inner.parameters().size());
        double low = hasMin ? parameters[own.length] : Double.NEGATIVE_INFINITY;
        double high = hasMax ? parameters[parameters.length - 1] : Double.POSITIVE_INFINITY;
        Distribution distribution = inner.distribution().get();
        double below = hasMin ? distribution.cdf(inner.discrete() ? Math.ceil(low) - 1 : low, own) : 0;
        double mass = (hasMax ? distribution.cdf(high, own) : 1) - below;
        if (mass > Inversion.SMALLEST_MASS) {
            return Math.clamp(distribution.quantile(below + p * mass, own), low, high);
        }
        if (inner.discrete()) {
            throw new UnsupportedOperationException("nothing can be drawn between " + low + " and " + high);
        }
        return new Inversion(x -> cdf(x, parameters), low, high).quantile(p);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        List<Expr> all = Arrays.stream(parameters).mapToObj(value -> (Expr) Expr.of(value)).toList();
        if (inner.discrete()) {
            return discreteCdf(x, parameters);
        }
        List<Expr> own = own(all);
        Expr at = Expr.of(x);
        Expr upTo = hasMin ? logBetween(min(all), at, own) : innerCdf(at, own);
        double below = hasMin && x <= parameters[own.size()] ? 0
                : upTo.minus(logMass(all)).exp().constantValue().orElseThrow();
        return hasMax && x >= parameters[parameters.length - 1] ? 1 : below;
    }

    private double discreteCdf(double x, double[] parameters) {
        double[] own = Arrays.copyOf(parameters, inner.parameters().size());
        Distribution distribution = inner.distribution().get();
        double below = hasMin ? distribution.cdf(Math.ceil(parameters[own.length]) - 1, own) : 0;
        double all = hasMax ? distribution.cdf(parameters[parameters.length - 1], own) : 1;
        return Math.clamp((distribution.cdf(x, own) - below) / (all - below), 0.0, 1.0);
    }

    /** Not implemented: NaN. */
    @Override
    public double mean(double[] parameters) {
        return Double.NaN;
    }

    /** Not implemented: NaN. */
    @Override
    public double variance(double[] parameters) {
        return Double.NaN;
    }
}
