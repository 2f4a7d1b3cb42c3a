package org.penumbra.distribution.combinator;

import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.LogProbability;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * A discrete distribution, or with a probability of {@code gate} the number 0. Its parameters are {@code gate}, or its
 * log odds {@code logits}, then those of the distribution inside.
 */
public final class ZeroInflated implements Distribution {

    private static final Expr ZERO = Expr.of(0);

    private final Part inner;
    private final boolean logits;

    private ZeroInflated(Part inner, boolean logits) {
        this.inner = inner;
        this.logits = logits;
    }

    /** @param inner discrete, with 0 in its support */
    public static Signature signature(boolean logits, Signature inner) {
        Signature.Parameter gate = logits ? Part.parameter("logits", Support.REAL, "Log odds of an extra zero.")
                : Part.parameter("gate", Support.UNIT, "Probability of an extra zero.");
        Signature beside = inner.beside(gate.name());
        return new Signature(Part.joined(List.of(gate), beside.parameters()), beside.support(), true, "", "",
                () -> new ZeroInflated(new Part(inner, 1), logits));
    }

    /** Whether zeros can be added: 0 is one of its values whatever the parameters are. */
    public static boolean isPossible(Signature inner) {
        Support support = inner.support();
        return inner.discrete() && support.lower().parameter() == null && !(support.lower().value() > 0)
                && !(support.upper().value() < 0);
    }

    private Expr logGate(List<Expr> parameters) {
        Expr gate = parameters.getFirst();
        return logits ? gate.negate().softplus().negate() : gate.log();
    }

    private Expr logRest(List<Expr> parameters) {
        Expr gate = parameters.getFirst();
        return logits ? gate.softplus().negate() : gate.negate().log1p();
    }

    private Expr withGate(Expr logInner, List<Expr> parameters) {
        return LogProbability.sum(List.of(logGate(parameters), logRest(parameters).plus(logInner)));
    }

    @Override
    public Expr logDensity(Expr x, List<Expr> parameters) {
        return Expr.select(x.equalTo(ZERO), withGate(inner.logDensity(ZERO, parameters), parameters),
                logRest(parameters).plus(inner.logDensity(x, parameters)));
    }

    @Override
    public Optional<Expr> logCdf(Expr x, List<Expr> parameters) {
        return inner.logCdf(x, parameters).map(logCdf -> Expr.select(ZERO.lessOrEqual(x),
                withGate(logCdf, parameters), logRest(parameters).plus(logCdf)));
    }

    @Override
    public Optional<Expr> logSurvival(Expr x, List<Expr> parameters) {
        return inner.logSurvival(x, parameters).map(logSurvival -> Expr.select(ZERO.lessOrEqual(x),
                logRest(parameters).plus(logSurvival), withGate(logSurvival, parameters)));
    }

    private double gate(double[] parameters) {
        return logits ? Kernels.expit(parameters[0]) : parameters[0];
    }

    private double rest(double[] parameters) {
        return logits ? Kernels.expit(-parameters[0]) : 1 - parameters[0];
    }

    @Override
    public double sample(double[] parameters, RandomStream random) {
        double draw = inner.distribution().sample(inner.own(parameters), random);
        return random.nextDouble() < gate(parameters) ? 0 : draw;
    }

    @Override
    public double mean(double[] parameters) {
        return rest(parameters) * inner.distribution().mean(inner.own(parameters));
    }

    @Override
    public double variance(double[] parameters) {
        double mean = inner.distribution().mean(inner.own(parameters));
        double variance = inner.distribution().variance(inner.own(parameters));
        return rest(parameters) * (variance + gate(parameters) * mean * mean);
    }

    @Override
    public double cdf(double x, double[] parameters) {
        return (x < 0 ? 0 : gate(parameters)) + rest(parameters) * inner.cdf(x, parameters);
    }

    @Override
    public double quantile(double p, double[] parameters) {
        double below = rest(parameters) * inner.cdf(-1, parameters);
        if (p > below && p <= cdf(0, parameters)) {
            return 0;
        }
        double of = p <= below ? p : p - gate(parameters);
        return inner.quantile(Math.clamp(of / rest(parameters), 0.0, 1.0), parameters);
    }
}
