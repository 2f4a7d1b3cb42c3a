package org.penumbra.distribution.combinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/**
 * A distribution whose draws below {@code min} or above {@code max} are recorded as the bound: at or beyond a bound,
 * the log density is the log of the probability of the whole tail. Its parameters are those of the distribution
 * inside, then {@code min} and {@code max} as far as there are such bounds; an infinite bound does not censor.
 */
public final class Censored implements Distribution {

    private final Part inner;
    private final boolean hasMin;
    private final boolean hasMax;

    private Censored(Part inner, boolean hasMin, boolean hasMax) {
        this.inner = inner;
        this.hasMin = hasMin;
        this.hasMax = hasMax;
    }

    public static Signature signature(Signature inner, boolean hasMin, boolean hasMax) {
        Signature beside = inner.beside("min", "max");
        List<Signature.Parameter> parameters = new ArrayList<>(beside.parameters());
        if (hasMin) {
            parameters.add(Part.parameter("min", Support.REAL, "Smaller values are recorded as this one."));
        }
        if (hasMax) {
            parameters.add(Part.parameter("max", Support.REAL, "Larger values are recorded as this one."));
        }
        return new Signature(parameters, recorded(beside, hasMin, hasMax), inner.discrete(), "", "",
                () -> new Censored(new Part(inner, 0), hasMin, hasMax));
    }

    /** A bound may lie outside of what the distribution inside can produce. */
    private static Support recorded(Signature inner, boolean hasMin, boolean hasMax) {
        Support.Bound lower = hasMin ? Support.Bound.NONE : inner.support().lower();
        Support.Bound upper = hasMax ? Support.Bound.NONE : inner.support().upper();
        return inner.discrete() ? Support.integers(lower, upper) : Support.between(lower, upper);
    }

    private Expr min(List<Expr> parameters) {
        return parameters.get(inner.end());
    }

    private Expr max(List<Expr> parameters) {
        return parameters.getLast();
    }

    /** P(X <= min) at or below min, P(X >= max) at or above max. */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr density = inner.logDensity(x, parameters);
        if (hasMax) {
            Expr last = inner.signature().discrete() ? Apply.of(Op.CEIL, max(parameters)).minus(1) : max(parameters);
            density = Expr.select(max(parameters).lessOrEqual(x),
                    inner.logSurvival(last, parameters).orElseThrow(), density);
        }
        return hasMin ? Expr.select(x.lessOrEqual(min(parameters)),
                inner.logCdf(min(parameters), parameters).orElseThrow(), density) : density;
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return inner.logCdf(x, parameters).map(logCdf -> {
            Expr upper = hasMax ? Expr.select(max(parameters).lessOrEqual(x), Expr.of(0), logCdf) : logCdf;
            return hasMin ? Expr.within(min(parameters).lessOrEqual(x), upper) : upper;
        });
    }

    @Override
    public boolean hasAtoms() {
        return !inner.signature().discrete();
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return recorded(inner.distribution().sample(inner.own(parameters), random), parameters);
    }

    private double recorded(double x, double[] parameters) {
        double below = hasMax ? Math.min(x, parameters[parameters.length - 1]) : x;
        return hasMin ? Math.max(below, parameters[inner.end()]) : below;
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

    @Override
    public double cdf(double x, double[] parameters) {
        if (hasMin && x < parameters[inner.end()]) {
            return 0;
        }
        return hasMax && x >= parameters[parameters.length - 1] ? 1 : inner.cdf(x, parameters);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return recorded(inner.quantile(p, parameters), parameters);
    }
}
