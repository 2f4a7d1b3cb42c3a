package org.penumbra.distribution.combinator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;

/**
 * A distribution inside of another one, which finds its own parameters among all of them.
 *
 * @param signature of the distribution inside
 * @param from position of its first parameter
 */
record Part(Signature signature, int from) {

    /** The position behind its last parameter. */
    int end() {
        return from + signature.parameters().size();
    }

    List<Expr> own(List<Expr> all) {
        return all.subList(from, end());
    }

    double[] own(double[] all) {
        return Arrays.copyOfRange(all, from, end());
    }

    Distribution distribution() {
        return signature.distribution().get();
    }

    Expr logDensity(Expr x, List<Expr> all) {
        return distribution().logDensity(x, own(all));
    }

    Optional<Expr> logCdf(Expr x, List<Expr> all) {
        return distribution().logCdf(x, own(all));
    }

    Optional<Expr> logSurvival(Expr x, List<Expr> all) {
        return distribution().logSurvival(x, own(all));
    }

    Optional<Expr> reparameterized(Expr standard, List<Expr> all) {
        return distribution().reparameterized(standard, own(all));
    }

    double cdf(double x, double[] all) {
        return distribution().cdf(x, own(all));
    }

    double quantile(double p, double[] all) {
        return distribution().quantile(p, own(all));
    }

    /** One list of parameters. */
    static List<Signature.Parameter> joined(List<Signature.Parameter> first, List<Signature.Parameter> second) {
        List<Signature.Parameter> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    static Signature.Parameter parameter(String name, Support support, String documentation) {
        return new Signature.Parameter(name, support, documentation, null);
    }

    static List<Expr> constants(double[] values) {
        return Arrays.stream(values).mapToObj(value -> (Expr) Expr.of(value)).toList();
    }
}
