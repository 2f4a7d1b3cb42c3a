package org.penumbra.compiler.lower;

import java.util.List;
import org.penumbra.compiler.lower.Range.Interval;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.Truncated;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Call;
import org.penumbra.model.Expression;
import org.penumbra.model.Sample;

/** The values that a discrete site can take: those of its distribution that its declared type leaves. */
final class FiniteSupport {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Refusal refusal;

    FiniteSupport(Binding binding, ExpressionLowering expressions, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    /** The smallest and the largest value, both included. */
    record Bounds(int low, int high) {
    }

    /** Whether a call names a distribution of integers; false for what is unknown, which is refused elsewhere. */
    static boolean isDiscrete(Expression distribution, DistributionCatalog catalog) {
        if (!(distribution instanceof Call call)) {
            return false;
        }
        if (call.getName().equals(Truncated.NAME) && !call.getArguments().isEmpty()) {
            return isDiscrete(call.getArguments().getFirst().getValue(), catalog);
        }
        return catalog.find(call.getName())
                .filter(entry -> entry.signatures().stream().allMatch(Signature::discrete)).isPresent();
    }

    /**
     * Numbers that hold in every iteration of the loops.
     *
     * @throws org.penumbra.core.PenumbraException when there are none: an infinite support cannot be summed over
     */
    Bounds of(Sample sample, Resolved distribution, List<Expr> parameters, List<Loop> loops, Scope scope) {
        Support natural = distribution.signature().support();
        Support declared = sample.getType() == null ? natural
                : expressions.types().supportOf(sample.getType(), scope);
        Range range = new Range(binding, loops);
        double low = Math.max(bound(natural.lower(), distribution, parameters, range).low(),
                sample.getType() == null ? Double.NEGATIVE_INFINITY : low(declared.lower()));
        double high = Math.min(bound(natural.upper(), distribution, parameters, range).high(),
                sample.getType() == null ? Double.POSITIVE_INFINITY : high(declared.upper()));
        if (!(high - low < Integer.MAX_VALUE)) {
            throw refusal.at(sample, "PEN-2920", "'" + sample.getName() + "' cannot be summed out: "
                    + distribution.name() + " has " + (Double.isInfinite(high - low)
                            ? "no largest or no smallest value" : "too many values")
                    + " that is known from the data.", "Cut it, as in Truncated(" + distribution.name()
                            + "(...), max = 50), or declare a type such as int(min = 0, max = 50).");
        }
        if (high < low) {
            throw refusal.at(sample, "PEN-2921", "'" + sample.getName() + "' has no possible value: "
                    + distribution.name() + " and the declared type leave " + (long) low + ".." + (long) high + ".");
        }
        return new Bounds((int) Math.ceil(low), (int) Math.floor(high));
    }

    private static double low(Support.Bound bound) {
        return bound.isNone() ? Double.NEGATIVE_INFINITY : bound.value();
    }

    private static double high(Support.Bound bound) {
        return bound.isNone() ? Double.POSITIVE_INFINITY : bound.value();
    }

    private static Interval bound(Support.Bound bound, Resolved distribution, List<Expr> parameters, Range range) {
        if (bound.isNone()) {
            return Interval.ALL;
        }
        return bound.parameter() == null ? new Interval(bound.value(), bound.value(), false)
                : range.of(parameters.get(distribution.signature().indexOf(bound.parameter())));
    }
}
