package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.statistics.distribution.ContinuousDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.RandomStream;

/** The gamma distribution: concentration (shape), rate (inverse scale). */
public final class Gamma extends ContinuousFamily {

    /** A draw with rate 1; positive, although draws of a tiny concentration are smaller than any double. */
    static double standard(double concentration, RandomStream random) {
        double draw = AhrensDieterMarsagliaTsangGammaSampler.of(random.generator(), concentration, 1).sample();
        return Math.max(draw, Double.MIN_VALUE);
    }

    static Expr logDensity(Expr x, Expr concentration, Expr rate) {
        Expr density = concentration.times(rate.log()).minus(concentration.logGamma())
                .plus(concentration.minus(1).times(x.log())).minus(rate.times(x));
        return Expr.within(Expr.of(0).lessThan(x), density);
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return logDensity(x, parameters.get(0), parameters.get(1));
    }

    private static Expr log(Op tail, Expr x, List<Expr> parameters) {
        return Apply.of(tail, parameters.get(0), parameters.get(1).times(x));
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.within(Expr.of(0).lessThan(x), log(Op.LOG_GAMMA_P, x, parameters)));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return Optional.of(Expr.select(Expr.of(0).lessThan(x), log(Op.LOG_GAMMA_Q, x, parameters), Expr.of(0)));
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        return Math.max(standard(parameters[0], random) / parameters[1], Double.MIN_VALUE);
    }

    @Override
    ContinuousDistribution member(double[] parameters) {
        return GammaDistribution.of(parameters[0], 1 / parameters[1]);
    }
}
