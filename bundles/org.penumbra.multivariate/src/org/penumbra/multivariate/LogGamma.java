package org.penumbra.multivariate;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.reparameterization.Reparameterization;
import org.penumbra.expression.Apply;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/** The logarithm of a gamma variate with rate 1, which has digits where the variate itself is too small for any. */
final class LogGamma implements Distribution {

    private static final Signature SIGNATURE = new Signature(List.of(new Signature.Parameter("concentration",
            Support.POSITIVE, "Shape.", null)), Support.REAL, false, "", "", LogGamma::new);

    /**
     * Independent draws that gradients can follow.
     *
     * @param standard standard normal numbers
     * @param concentration of the same shape
     */
    static ArrayExpr draws(ArrayExpr standard, ArrayExpr concentration) {
        return Reparameterization.draws(SIGNATURE, standard, List.of(concentration)).orElseThrow();
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr concentration = parameters.getFirst();
        return concentration.times(x).minus(x.exp()).minus(concentration.logGamma());
    }

    /** Far below, P(a, e^x) is e^(a x) / Gamma(a + 1), also where e^x is no number any more. */
    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        Expr concentration = parameters.getFirst();
        Expr tail = concentration.times(x).minus(concentration.plus(1).logGamma());
        return Optional.of(Expr.select(x.lessThan(Expr.of(-40)), tail,
                Apply.of(Op.LOG_GAMMA_P, concentration, x.exp())));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(Apply.of(Op.LOG_GAMMA_Q, parameters.getFirst(), x.exp()));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return Simplices.logGammaDraw(parameters[0], random);
    }

    @Override
    public double mean(double[] parameters) {
        return Kernels.digamma(parameters[0]);
    }

    @Override
    public double variance(double[] parameters) {
        return Kernels.trigamma(parameters[0]);
    }
}
