package org.penumbra.compiler.target;

import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;

/** From the value of a latent site, a number, to its free coordinate. */
final class Inverse {

    private Inverse() {
    }

    /** @return NaN for a value outside of the support */
    static double of(LatentSite latent, double value, Evaluator at) {
        return isNonCentered(latent) ? solve(latent, value, at) : of(latent.bijector(), value, at);
    }

    static double of(Bijector bijector, double value, Evaluator at) {
        double low = bijector.lower() == null ? Double.NaN : at.evaluate(bijector.lower());
        double high = bijector.upper() == null ? Double.NaN : at.evaluate(bijector.upper());
        return bijector.inverse(value, low, high);
    }

    private static boolean isNonCentered(LatentSite latent) {
        return latent.bijector().kind() == Bijector.Kind.IDENTITY && !latent.value().equals(latent.free());
    }

    /** A non-centred site is affine in its free coordinate: two evaluations give the line. */
    private static double solve(LatentSite latent, double value, Evaluator at) {
        double intercept = at.evaluate(replaceFree(latent, 0));
        return (value - intercept) / (at.evaluate(replaceFree(latent, 1)) - intercept);
    }

    private static Expr replaceFree(LatentSite latent, double coordinate) {
        return new FreeReplacement(latent.free(), Expr.of(coordinate)).apply(latent.value());
    }
}
