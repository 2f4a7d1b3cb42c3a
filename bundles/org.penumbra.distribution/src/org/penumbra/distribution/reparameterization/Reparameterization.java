package org.penumbra.distribution.reparameterization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Apply;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;

/**
 * Draws that gradients can follow: as the distribution itself writes them, or implicitly. An implicit draw is a
 * quantile x of Phi(z); its derivative by a parameter is -(dF/dtheta) / f at x, which follows from F(x; theta) being
 * held still (Figurnov, Mohamed and Mnih, "Implicit reparameterization gradients", 2018, equation 5). Families of a
 * location and a scale take these out first.
 */
public final class Reparameterization {

    private Reparameterization() {
    }

    /** How many standard normal numbers each draw takes. */
    public static int noise(Signature signature) {
        return signature.discrete() ? 1 : signature.distribution().get().noise();
    }

    /**
     * Independent draws of a distribution of one number.
     *
     * @param standard as many blocks as {@link #noise} says, of standard normal numbers, one in each for each draw
     * @param parameters in the order of the signature, each a scalar or of the shape of the blocks
     * @return of the same shape; empty when the distribution has no draw that can be differentiated
     */
    public static Optional<ArrayExpr> draws(Signature signature, List<ArrayExpr> standard,
            List<ArrayExpr> parameters) {
        Distribution distribution = signature.distribution().get();
        if (signature.discrete() || distribution.hasAtoms()) {
            return Optional.empty();
        }
        return distribution.draws(standard, parameters)
                .or(() -> draws(signature, standard.getFirst(), parameters));
    }

    /**
     * Independent draws of a distribution of one number that takes one normal number for each.
     *
     * @param standard standard normal numbers, one for each draw
     * @param parameters in the order of the signature, each a scalar or of the shape of {@code standard}
     * @return of the same shape; empty when the distribution has no draw that can be differentiated
     */
    public static Optional<ArrayExpr> draws(Signature signature, ArrayExpr standard, List<ArrayExpr> parameters) {
        Distribution distribution = signature.distribution().get();
        if (signature.discrete() || distribution.hasAtoms()) {
            return Optional.empty();
        }
        if (distribution.reparameterized(Expr.of(0), numbers(signature)).isPresent()) {
            return Optional.of(standard.with(standard.shape(), at -> distribution
                    .reparameterized(standard.at(at), at(parameters, at)).orElseThrow()));
        }
        if (distribution.logCdf(Expr.of(0), numbers(signature)).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(isLocationScale(signature) ? moved(signature, standard, parameters)
                : implicit(signature, standard, parameters));
    }

    /** Something to ask a distribution with for what it has; its answer is not used. */
    private static List<Expr> numbers(Signature signature) {
        return signature.parameters().stream().map(parameter -> Expr.of(0.5)).toList();
    }

    private static boolean isLocationScale(Signature signature) {
        return signature.isLocationScale() && signature.support().kind() == Support.Kind.REAL;
    }

    private static List<Expr> at(List<ArrayExpr> parameters, List<Expr> subscripts) {
        return parameters.stream().map(one -> one.at(one.rank() == 0 ? List.of() : subscripts)).toList();
    }

    private static ArrayExpr moved(Signature signature, ArrayExpr standard, List<ArrayExpr> parameters) {
        int location = signature.indexOf(signature.location());
        int scale = signature.indexOf(signature.scale());
        List<ArrayExpr> others = new ArrayList<>(parameters);
        others.set(location, standard.with(List.of(), at -> Expr.of(0)));
        others.set(scale, standard.with(List.of(), at -> Expr.of(1)));
        ArrayExpr draws = implicit(signature, standard, others);
        return parameters.get(location).plus(parameters.get(scale).times(draws));
    }

    private static ArrayExpr implicit(Signature signature, ArrayExpr standard, List<ArrayExpr> parameters) {
        ArrayExpr[] blocks = parameters.stream().map(one -> standard.with(standard.shape(),
                at -> one.at(one.rank() == 0 ? List.of() : at))).toArray(ArrayExpr[]::new);
        ArrayExpr coordinates = standard.apply(new ImplicitDraw(signature, standard.size()), standard.shape(), blocks);
        return standard.with(standard.shape(), at -> followed(signature, detached(coordinates.at(at)),
                standard.at(at), at(parameters, at)));
    }

    private static Expr detached(Expr expression) {
        return Apply.of(Op.DETACH, expression);
    }

    /** The draw at a coordinate that is known: what is added to the coordinate is 0, but has the derivative. */
    private static Expr followed(Signature signature, Expr known, Expr z, List<Expr> parameters) {
        Distribution distribution = signature.distribution().get();
        Coordinate coordinate = Coordinate.of(signature, parameters);
        Expr x = coordinate.value(known);
        Expr logDensity = distribution.logDensity(x, parameters).plus(coordinate.logSlope(known));
        Expr below = step(distribution.logCdf(x, parameters).orElseThrow(), logDensity);
        Expr above = step(distribution.logSurvival(x, parameters).orElseThrow(), logDensity);
        return coordinate.value(known.plus(Expr.select(z.lessOrEqual(Expr.of(0)), below.negate(), above)));
    }

    /** 0, with the derivative of a tail probability, known by its logarithm, over the density. */
    private static Expr step(Expr logProbability, Expr logDensity) {
        return logProbability.minus(detached(logProbability))
                .times(detached(logProbability.minus(logDensity).exp()));
    }
}
