package org.penumbra.distribution.combinator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.math.RandomStream;

/**
 * The distribution of f(y) for y from a continuous distribution and an increasing smooth f: its density is that of y,
 * times the slope of the inverse of f. Its parameters are those of the distribution inside, those of f, then
 * {@code lower} and {@code upper} as far as the support has bounds that follow from parameters.
 */
public final class Transformed implements Distribution {

    private final Part inner;
    private final Transformation map;

    private Transformed(Part inner, Transformation map) {
        this.inner = inner;
        this.map = map;
    }

    /**
     * The signature of a transformed distribution.
     *
     * @param inner continuous, with its support in the domain of the map
     * @param lower of the image of the support: a number, none, or the parameter {@code lower}
     * @param upper of the image of the support: a number, none, or the parameter {@code upper}
     */
    public static Signature signature(Signature inner, Transformation map, Support.Bound lower, Support.Bound upper) {
        List<String> names = new ArrayList<>(map.parameters().stream().map(Signature.Parameter::name).toList());
        names.addAll(List.of("lower", "upper"));
        Signature beside = inner.beside(names.toArray(String[]::new));
        List<Signature.Parameter> parameters = new ArrayList<>(beside.parameters());
        parameters.addAll(map.parameters());
        if (lower.parameter() != null) {
            parameters.add(Part.parameter(lower.parameter(), Support.REAL, "Lower end of the support."));
        }
        if (upper.parameter() != null) {
            parameters.add(Part.parameter(upper.parameter(), Support.REAL, "Upper end of the support."));
        }
        return new Signature(parameters, image(map, lower, upper), false, "", "",
                () -> new Transformed(new Part(inner, 0), map));
    }

    private static Support image(Transformation map, Support.Bound lower, Support.Bound upper) {
        boolean open = map.image().equals(Support.POSITIVE) && lower.equals(Support.POSITIVE.lower());
        return open && upper.isNone() ? Support.POSITIVE : Support.between(lower, upper);
    }

    /** Whether the map is defined wherever the distribution has mass, whatever the parameters are. */
    public static boolean isPossible(Signature inner, Transformation map) {
        Support support = inner.support();
        Support domain = map.domain();
        return !inner.discrete() && !inner.distribution().get().hasAtoms()
                && (domain.lower().isNone() || support.lower().value() >= domain.lower().value())
                && (domain.upper().isNone() || support.upper().value() <= domain.upper().value());
    }

    private List<Expr> own(List<Expr> parameters) {
        return parameters.subList(inner.end(), inner.end() + map.parameters().size());
    }

    /** {@code inside} where x is an image, else what belongs on its side of the image. */
    private Expr within(Expr x, List<Expr> parameters, double below, Expr inside, double above) {
        Expr lower = map.bound(map.image().lower(), own(parameters));
        Expr upper = map.bound(map.image().upper(), own(parameters));
        Expr upTo = upper == null ? inside : Expr.select(x.lessThan(upper), inside, Expr.of(above));
        return lower == null ? upTo : Expr.select(lower.lessThan(x), upTo, Expr.of(below));
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr y = map.inverse(x, own(parameters));
        Expr density = inner.logDensity(y, parameters).plus(map.logSlope(x, own(parameters)));
        return map.isImage(x, own(parameters)) ? density
                : within(x, parameters, Double.NEGATIVE_INFINITY, density, Double.NEGATIVE_INFINITY);
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return inner.logCdf(map.inverse(x, own(parameters)), parameters)
                .map(inside -> within(x, parameters, Double.NEGATIVE_INFINITY, inside, 0));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return inner.logSurvival(map.inverse(x, own(parameters)), parameters)
                .map(inside -> within(x, parameters, 0, inside, Double.NEGATIVE_INFINITY));
    }

    @Override
    public Optional<Expr> reparameterized(Expr standard, List<Expr> parameters) {
        return inner.reparameterized(standard, parameters).map(y -> map.forward(y, own(parameters)));
    }

    @Override
    public int noise() {
        return inner.distribution().noise();
    }

    @Override
    public Optional<ArrayExpr> draws(List<ArrayExpr> standard, List<ArrayExpr> parameters) {
        return inner.distribution().draws(standard, parameters.subList(inner.from(), inner.end()))
                .map(draws -> draws.with(draws.shape(), at -> map.forward(draws.at(at), own(parameters.stream()
                        .map(one -> one.at(one.rank() == 0 ? List.of() : at)).toList()))));
    }

    private double forward(double y, double[] parameters) {
        return map.forward(Expr.of(y), own(Part.constants(parameters))).constantValue().orElseThrow();
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return forward(inner.distribution().sample(inner.own(parameters), random), parameters);
    }

    /** That of an affine map; NaN otherwise. */
    @Override
    public double mean(double[] parameters) {
        return map == Transformation.AFFINE ? forward(inner.distribution().mean(inner.own(parameters)), parameters)
                : Double.NaN;
    }

    /** That of an affine map; NaN otherwise. */
    @Override
    public double variance(double[] parameters) {
        double scale = map == Transformation.AFFINE ? parameters[inner.end() + 1] : Double.NaN;
        return scale * scale * inner.distribution().variance(inner.own(parameters));
    }

    @Override
    public double cdf(double x, double[] parameters) {
        List<Expr> all = Part.constants(parameters);
        Expr at = Expr.of(x);
        double y = map.inverse(at, own(all)).constantValue().orElseThrow();
        return within(at, all, 0, Expr.of(inner.cdf(y, parameters)), 1).constantValue().orElseThrow();
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return forward(inner.quantile(p, parameters), parameters);
    }
}
