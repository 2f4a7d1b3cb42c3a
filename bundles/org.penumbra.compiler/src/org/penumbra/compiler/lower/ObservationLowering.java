package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.Draw;
import org.penumbra.compiler.ir.Term;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Support;
import org.penumbra.distribution.combinator.Masked;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Expression;
import org.penumbra.model.Sample;

/** Observed sites: data on the left of '~'. */
final class ObservationLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Densities densities;
    private final Refusal refusal;
    private final List<Draw> draws;
    private final BlockObservations blocks;

    ObservationLowering(Binding binding, ExpressionLowering expressions, Densities densities, Refusal refusal,
            List<Draw> draws) {
        this.binding = binding;
        this.expressions = expressions;
        this.densities = densities;
        this.refusal = refusal;
        this.draws = draws;
        this.blocks = new BlockObservations(binding, expressions, densities, refusal, draws);
    }

    Term lower(Sample sample, Resolved distribution, Scope scope) {
        if (!sample.getAnnotations().isEmpty()) {
            throw refusal.at(sample.getAnnotations().getFirst(), "PEN-2305",
                    "'" + sample.getName() + "' is observed: @noncentered is for latent sites.");
        }
        return ofSet(sample, distribution, scope);
    }

    /** The same for a latent site that the run sets, which may have been non-centred. */
    Term ofSet(Sample sample, Resolved distribution, Scope scope) {
        return term(sample, distribution, observed(sample, scope.find(sample.getName()).orElseThrow(), scope), scope);
    }

    /** The density of what one execution of the statement observes. */
    Term term(Sample sample, Resolved distribution, Value observed, Scope scope) {
        if (distribution.signature().isMultivariate()) {
            requireWithinSupport(sample, distribution);
            return blocks.term(sample, distribution, observed, scope);
        }
        Elements elements = elements(sample, distribution, observed, scope);
        List<Loop> loops = elements.loops();
        if (binding.drawn().containsKey(sample.getName()) && elements.value() instanceof Element target) {
            draws.add(new Draw(sample.getName(), refusal.locate(sample), loops, target, Bijector.IDENTITY,
                    distribution.name(), distribution.signature(), elements.parameters()));
        }
        Expr density = densities.guarded(sample, distribution, elements.value(), elements.parameters(), loops);
        return new Term(sample.getName(), refusal.locate(sample), loops, density,
                densities.checks(distribution, elements.parameters()));
    }

    /**
     * What a statement observes, element by element.
     *
     * @param loops around it, and over the axes of what one execution observes
     * @param value the element that the loops are at
     * @param parameters of its distribution
     */
    record Elements(List<Loop> loops, Expr value, List<Expr> parameters) {
    }

    Elements elements(Sample sample, Resolved distribution, Value observed, Scope scope) {
        requireWithinSupport(sample, distribution);
        List<Loop> axes = observed.shape().stream().map(binding::axis).toList();
        List<Expr> at = axes.stream().map(axis -> (Expr) axis.index()).toList();
        List<Expr> parameters = new ArrayList<>();
        for (Value argument : distribution.arguments()) {
            requireFit(sample, distribution, observed, argument);
            parameters.add(Shapes.stretched(argument, at));
        }
        List<Loop> loops = new ArrayList<>(scope.loops());
        loops.addAll(axes);
        return new Elements(loops, observed.at(at), parameters);
    }

    private void requireFit(Sample sample, Resolved distribution, Value observed, Value argument) {
        boolean fits = Shapes.broadcast(observed.shape(), argument.shape())
                .filter(observed.shape()::equals).isPresent();
        if (!fits) {
            throw refusal.shapes(sample, "A parameter of " + distribution.name() + " does not fit '" + sample.getName()
                    + "'", observed, argument);
        }
    }

    /** The part of {@code whole} that one execution of the statement observes. */
    Value observed(Sample sample, Value whole, Scope scope) {
        List<Expression> indices = sample.getIndices();
        if (indices.isEmpty() && !scope.loops().isEmpty() && !whole.isScalar()) {
            throw refusal.at(sample, "PEN-2101", "'" + sample.getName() + "' has " + Shapes.describe(whole.shape())
                    + " and stands in a plate: every iteration would observe all of it.",
                    "Subscript it with the plate's index, or move the statement out of the plate.");
        }
        if (indices.size() > whole.rank()) {
            throw refusal.at(sample, "PEN-2101", indices.size() + " subscripts for "
                    + Shapes.describe(whole.shape()) + ".");
        }
        List<Expr> fixed = new ArrayList<>();
        for (int axis = 0; axis < indices.size(); axis++) {
            Expr subscript = expressions.scalar(indices.get(axis), scope);
            expressions.subscripts().check(indices.get(axis), subscript, whole.shape().get(axis), scope.loops(),
                    "'" + sample.getName() + "'");
            fixed.add(subscript);
        }
        return new Value(whole.shape().subList(fixed.size(), whole.rank()), rest -> {
            List<Expr> all = new ArrayList<>(fixed);
            all.addAll(rest);
            return whole.at(all);
        });
    }

    /** An observation that its distribution cannot produce makes the density 0 everywhere: say so, and where. */
    private void requireWithinSupport(Sample sample, Resolved distribution) {
        boolean masked = !distribution.signature().isMultivariate()
                && distribution.signature().distribution().get() instanceof Masked;
        if (binding.drawn().containsKey(sample.getName()) || masked) {
            return; // what stands where the mask is 0 may be anything
        }
        Support support = distribution.signature().support();
        BoundArray data = binding.source(sample.getName());
        for (int k = 0; k < data.values().length; k++) {
            double value = data.values()[k];
            boolean imputed = Double.isNaN(value) && binding.isIncomplete(sample.getName());
            if (!imputed && !closed(support, value)) {
                throw PenumbraException.badInput(Problem.error("PEN-2203", "'" + sample.getName() + "' has the value "
                        + value + " (" + data.place().apply(k) + "), which " + distribution.name()
                        + " cannot produce: its support is " + support + ".").at(refusal.locate(sample))
                        .about(sample.getName()));
            }
        }
    }

    /** Bounds that are parameters are left to the density. */
    private static boolean closed(Support support, double value) {
        boolean whole = !support.isDiscrete() || value == Math.rint(value);
        return whole && !(value < support.lower().value()) && !(value > support.upper().value())
                && !(support.kind() == Support.Kind.POSITIVE && value <= 0);
    }
}
