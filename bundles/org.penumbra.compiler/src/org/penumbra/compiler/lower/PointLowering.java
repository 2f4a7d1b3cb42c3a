package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.ir.Term;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Sample;

/** {@code x ~ Delta(v)}: a site with one possible value is that value, and has no coordinate of its own. */
final class PointLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final SiteLowering sites;
    private final Refusal refusal;

    PointLowering(Binding binding, ExpressionLowering expressions, SiteLowering sites, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.sites = sites;
        this.refusal = refusal;
    }

    /** What the site is in one iteration of the plates around it. */
    Value value(Sample sample, Resolved distribution, Scope scope) {
        if (!sample.getAnnotations().isEmpty()) {
            throw refusal.at(sample.getAnnotations().getFirst(), "PEN-2304",
                    "@noncentered needs a location-scale distribution on the reals, found " + distribution.name()
                            + ".");
        }
        Value value = distribution.bound(distribution.signature().support().lower()).orElseThrow();
        return new Value(sites.ownShape(sample, distribution, scope), at -> Shapes.stretched(value, at));
    }

    /** The density is 0 where the value is not of the declared type; empty when that cannot be. */
    Optional<Term> restriction(Sample sample, Value value, Scope scope) {
        Support declared = sample.getType() == null ? Support.REAL
                : expressions.types().supportOf(sample.getType(), scope);
        if (declared.equals(Support.REAL)) {
            return Optional.empty();
        }
        List<Loop> axes = value.shape().stream().map(binding::axis).toList();
        Expr element = value.at(axes.stream().map(axis -> (Expr) axis.index()).toList());
        List<Loop> loops = new ArrayList<>(scope.loops());
        loops.addAll(axes);
        Term.Check check = new Term.Check(sample.getName(), declared, element);
        return Optional.of(new Term(sample.getName(), refusal.locate(sample), loops,
                Expr.within(Densities.condition(check), Expr.of(0)), List.of(check)));
    }
}
