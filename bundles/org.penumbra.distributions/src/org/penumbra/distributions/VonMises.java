package org.penumbra.distributions;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.penumbra.distribution.Distribution;
import org.penumbra.expression.Apply;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Op;
import org.penumbra.math.GaussLegendre;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * The von Mises distribution of an angle in radians on [-pi, pi]: loc (any angle), concentration (0 is uniform). Mean
 * and variance are those of the angle as a number, not those of a direction on the circle.
 */
public final class VonMises implements Distribution {

    private static final double LOG_2_PI = 1.8378770664093454836;
    private static final double TURN = 2 * Math.PI;
    /** Where the density is smaller by e^-40, its tail adds nothing any more. */
    private static final double NEGLIGIBLE = 40;
    /** Below this concentration uniform proposals are accepted more often than normal ones. */
    private static final double FLAT = 0.5;

    /**
     * k cos(d) - log I0(k) as -2 k sin(d / 2)^2 - log(exp(-k) I0(k)): the two parts grow no faster than log k where the
     * mass is.
     */
    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        Expr concentration = parameters.get(1);
        Expr sine = Apply.of(Op.SIN, x.minus(parameters.get(0)).times(0.5));
        Expr density = concentration.times(sine.square()).times(-2)
                .minus(Apply.of(Op.LOG_BESSEL_I0E, concentration)).minus(LOG_2_PI);
        return Expr.within(x.abs().lessOrEqual(Expr.of(Math.PI)), density);
    }

    /** The log density relative to its maximum, at a distance from loc. */
    private static double decline(double distance, double concentration) {
        double sine = StrictMath.sin(0.5 * distance);
        return -2 * concentration * sine * sine;
    }

    /**
     * Rejection from an envelope: sin(d/2) is at least d/pi on [0, pi], so that the density lies below that of a normal
     * draw with variance pi^2 / (4 k); it also lies below its maximum. One of the two is accepted in most cases.
     */
    @Override
    public double sample(double[] parameters, RandomStream random) {
        double concentration = parameters[1];
        boolean flat = concentration < FLAT;
        double width = Math.PI / (2 * Math.sqrt(concentration));
        double distance;
        double excess;
        do {
            distance = flat ? Math.PI * (2 * random.nextDouble() - 1) : width * random.nextGaussian();
            double envelope = flat ? 0 : -0.5 * (distance / width) * (distance / width);
            excess = decline(distance, concentration) - envelope;
        } while (Math.abs(distance) > Math.PI || Exponential.standard(random) < -excess);
        return Math.IEEEremainder(parameters[0] + distance, TURN);
    }

    /** Quantiles on the interval that ends at -pi and pi: a density that knows no circle takes them as numbers. */
    @Override
    public Optional<ArrayExpr> draws(List<ArrayExpr> standard, List<ArrayExpr> parameters) {
        ArrayExpr z = standard.getFirst();
        ArrayExpr[] blocks = parameters.stream().map(one -> z.with(z.shape(),
                at -> one.at(one.rank() == 0 ? List.of() : at))).toArray(ArrayExpr[]::new);
        return Optional.of(z.apply(new VonMisesDraw(z.size()), z.shape(), blocks)
                .map(y -> y.expit().times(TURN).minus(Math.PI)));
    }

    @Override
    public double mean(double[] parameters) {
        return expectation(x -> x, Math.PI, parameters);
    }

    @Override
    public double variance(double[] parameters) {
        double mean = mean(parameters);
        return expectation(x -> (x - mean) * (x - mean), Math.PI, parameters);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return x <= -Math.PI ? 0 : x >= Math.PI ? 1 : Math.min(expectation(angle -> 1, x, parameters), 1);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        return Bisection.quantile(x -> cdf(x, parameters), p, -Math.PI, Math.PI);
    }

    /** The integral of f times the density from -pi to {@code to}: half turns on both sides of each image of loc. */
    private static double expectation(DoubleUnaryOperator f, double to, double[] parameters) {
        double loc = Math.IEEEremainder(parameters[0], TURN);
        double sum = 0;
        for (int turn = -1; turn <= 1; turn++) {
            double centre = loc + turn * TURN;
            sum += half(f, centre, -1, Math.max(0, centre - to), Math.min(Math.PI, centre + Math.PI), parameters[1]);
            sum += half(f, centre, 1, Math.max(0, -Math.PI - centre), Math.min(Math.PI, to - centre), parameters[1]);
        }
        return sum;
    }

    /** On one side of a centre, between two distances from it; nothing when they are reversed. */
    private static double half(DoubleUnaryOperator f, double centre, int side, double near, double far,
            double concentration) {
        if (near >= far) {
            return 0;
        }
        double sine = StrictMath.sin(0.5 * near);
        double reach = 2 * StrictMath.asin(Math.min(1, Math.sqrt(sine * sine + 0.5 * NEGLIGIBLE / concentration)));
        double logNormaliser = Kernels.logBesselI0e(concentration) + LOG_2_PI;
        return GaussLegendre.integrate(distance -> f.applyAsDouble(centre + side * distance)
                * Kernels.exp(decline(distance, concentration) - logNormaliser), near, Math.min(far, reach));
    }
}
