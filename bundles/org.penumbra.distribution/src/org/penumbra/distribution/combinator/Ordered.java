package org.penumbra.distribution.combinator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Event;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * Independent draws of one continuous distribution in ascending order: each of the n! orders is as probable, so that
 * the density of the ordered vector is n! times the product (David and Nagaraja 2003, section 2.2). Its parameters are
 * those of the distribution inside.
 */
public final class Ordered implements MultivariateDistribution {

    private static final String LENGTH = "n";

    private final Signature inner;

    private Ordered(Signature inner) {
        this.inner = inner;
    }

    /** @param base continuous, on the reals or from 0 up */
    public static Signature signature(Signature base) {
        Signature inner = base.beside(LENGTH);
        Structure structure = structure(base).orElseThrow();
        return Signature.multivariate(inner.parameters(), structure.elements(), "", "",
                new Event(List.of(LENGTH), Optional.of(structure), () -> new Ordered(base)));
    }

    /** The ordered vectors whose elements such a distribution draws; empty when there is no type of them. */
    public static Optional<Structure> structure(Signature base) {
        Support support = base.support();
        if (base.discrete() || !support.upper().isNone()) {
            return Optional.empty();
        }
        return support.lower().isNone() ? Optional.of(Structure.ORDERED)
                : support.lower().equals(Support.POSITIVE.lower()) ? Optional.of(Structure.POSITIVE_ORDERED)
                : Optional.empty();
    }

    @Override
    public Expr logDensity(ArrayExpr x, List<ArrayExpr> parameters) {
        Distribution distribution = inner.distribution().get();
        List<Expr> own = parameters.stream().map(parameter -> parameter.at(List.of())).toList();
        return x.sum(element -> distribution.logDensity(element, own)).plus(Expr.of(x.size() + 1).logGamma());
    }

    @Override
    public void sample(double[][] parameters, RandomStream random, double[] out) {
        double[] own = Arrays.stream(parameters).mapToDouble(parameter -> parameter[0]).toArray();
        for (int i = 0; i < out.length; i++) {
            out[i] = inner.distribution().get().sample(own, random);
        }
        Arrays.sort(out);
    }
}
