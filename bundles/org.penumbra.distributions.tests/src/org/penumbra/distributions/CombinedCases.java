package org.penumbra.distributions;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.Truncated;
import org.penumbra.distribution.combinator.Mixture;
import org.penumbra.distribution.combinator.Transformation;
import org.penumbra.distribution.combinator.Transformed;
import org.penumbra.distribution.combinator.ZeroInflated;

/** Distributions that are made of others, for the tests that all distributions go through. */
final class CombinedCases {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private CombinedCases() {
    }

    static Stream<Case> all() {
        return Stream.of(mixtures(), transformed(), inflated()).flatMap(cases -> cases);
    }

    private static Stream<Case> mixtures() {
        Case normal = new Case(new Normal(), false, -INFINITY, INFINITY, 0, 1);
        Case wide = new Case(new Normal(), false, -INFINITY, INFINITY, 1, 3);
        Case positive = new Case(new Gamma(), false, 0, INFINITY, 2, 1);
        Case few = new Case(new Poisson(), true, 0, INFINITY, 2);
        Case many = new Case(new Poisson(), true, 0, INFINITY, 15);
        return Stream.of(mixture(false, new double[] {0.3, 0.7}, normal, wide),
                mixture(false, new double[] {3, 1, 0}, normal, wide, normal),
                mixture(true, new double[] {800, 801}, positive, positive),
                mixture(false, new double[] {0.4, 0.6}, few, many), mixture(true, new double[] {0, -900}, few, many));
    }

    private static Stream<Case> transformed() {
        Case normal = new Case(new Normal(), false, -INFINITY, INFINITY, 0.5, 0.7);
        return Stream.of(transformed(normal, Transformation.EXP, 0, INFINITY),
                transformed(normal, Transformation.EXPIT, 0, 1), transformed(normal, Transformation.TANH, -1, 1),
                transformed(normal, Transformation.PHI, 0, 1),
                transformed(normal, Transformation.SINH, -INFINITY, INFINITY),
                transformed(normal, Transformation.ASINH, -INFINITY, INFINITY),
                transformed(normal, Transformation.SOFTPLUS, 0, INFINITY),
                transformed(normal, Transformation.AFFINE, -INFINITY, INFINITY, -4, 0.2),
                transformed(normal, Transformation.INTERVAL, -3, 8, -3, 8),
                transformed(new Case(new Exponential(), false, 0, INFINITY, 2), Transformation.SQRT, 0, INFINITY),
                transformed(new Case(new Gamma(), false, 0, INFINITY, 3, 2), Transformation.LOG, -INFINITY, INFINITY),
                transformed(new Case(new Beta(), false, 0, 1, 3, 2), Transformation.LOGIT, -INFINITY, INFINITY));
    }

    private static Stream<Case> inflated() {
        Case poisson = new Case(new Poisson(), true, 0, INFINITY, 3);
        Signature cut = Truncated.signature(signature(poisson), Support.Bound.NONE, new Support.Bound(null, 4.5));
        Case truncated = new Case(cut.distribution().get(), true, 0, 4.5, 3, 4.5);
        return Stream.of(inflated(false, 0.2, poisson), inflated(true, -1.5, poisson), inflated(false, 0, poisson),
                inflated(false, 0.6, truncated), truncated);
    }

    private static Case mixture(boolean logits, double[] weights, Case... parts) {
        Signature signature = Mixture.signature(logits, Arrays.stream(parts).map(CombinedCases::signature).toList(),
                Support.Bound.NONE, Support.Bound.NONE);
        double[] parameters = DoubleStream.concat(Arrays.stream(weights),
                Arrays.stream(parts).flatMapToDouble(part -> Arrays.stream(part.parameters()))).toArray();
        return new Case(signature.distribution().get(), parts[0].discrete(), parts[0].low(), parts[0].high(),
                parameters);
    }

    private static Case transformed(Case inner, Transformation map, double low, double high, double... own) {
        Signature signature = Transformed.signature(signature(inner), map, Support.Bound.NONE, Support.Bound.NONE);
        return new Case(signature.distribution().get(), false, low, high,
                DoubleStream.concat(Arrays.stream(inner.parameters()), Arrays.stream(own)).toArray());
    }

    private static Case inflated(boolean logits, double gate, Case inner) {
        Signature signature = ZeroInflated.signature(logits, signature(inner));
        return new Case(signature.distribution().get(), true, inner.low(), inner.high(),
                DoubleStream.concat(DoubleStream.of(gate), Arrays.stream(inner.parameters())).toArray());
    }

    private static Signature signature(Case member) {
        List<Signature.Parameter> parameters = IntStream.range(0, member.parameters().length)
                .mapToObj(i -> new Signature.Parameter("p" + i, Support.REAL, "", null)).toList();
        return new Signature(parameters, member.discrete() ? Support.COUNT : Support.REAL, member.discrete(), "", "",
                member::distribution);
    }
}
