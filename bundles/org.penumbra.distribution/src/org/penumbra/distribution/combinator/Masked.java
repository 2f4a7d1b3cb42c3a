package org.penumbra.distribution.combinator;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * A distribution that adds nothing to the log density where {@code mask} is 0; it is drawn from all the same, as in
 * Pyro. Its parameters are those of the distribution inside, then {@code mask}.
 */
public final class Masked implements Distribution {

    private final Part inner;

    private Masked(Part inner) {
        this.inner = inner;
    }

    public static Signature signature(Signature inner) {
        Signature beside = inner.beside("mask");
        List<Signature.Parameter> mask = List.of(Part.parameter("mask", Support.BOOL, "Whether the draw counts."));
        return new Signature(Part.joined(beside.parameters(), mask), beside.support(), inner.discrete(), "", "",
                () -> new Masked(new Part(inner, 0)));
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return Expr.select(parameters.getLast(), inner.logDensity(x, parameters), Expr.of(0));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return inner.distribution().sample(inner.own(parameters), random);
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.empty();
    }

    @Override
    public boolean hasAtoms() {
        return inner.distribution().hasAtoms();
    }

    @Override
    public double mean(double[] parameters) {
        return inner.distribution().mean(inner.own(parameters));
    }

    @Override
    public double variance(double[] parameters) {
        return inner.distribution().variance(inner.own(parameters));
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return inner.cdf(x, parameters);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return inner.quantile(p, parameters);
    }
}
