package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.compiler.ir.Term;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.model.Annotation;
import org.penumbra.model.Sample;

/**
 * Latent sites: shape from plates and distribution, support from the distribution, free coordinates from a bijector.
 */
final class SiteLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Densities densities;
    private final Refusal refusal;
    private final BlockLowering blocks;

    SiteLowering(Binding binding, ExpressionLowering expressions, Densities densities, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.densities = densities;
        this.refusal = refusal;
        this.blocks = new BlockLowering(binding, expressions, densities, refusal);
    }

    /**
     * A latent site with its term; the site's name is defined in the outermost scope, or in the plate it belongs to.
     */
    record Lowered(LatentSite site, Term term) {
    }

    Lowered lower(Sample sample, Resolved distribution, Scope scope) {
        List<Loop> plates = PlateShape.of(sample, scope, refusal);
        if (BlockLowering.isBlock(sample, distribution)) {
            Lowered block = blocks.lower(sample, distribution, isNonCentered(sample, refusal), scope);
            define(sample, block.site(), plates, scope);
            return block;
        }
        requireDensity(sample, distribution, refusal);
        List<Integer> own = ownShape(sample, distribution, scope);
        List<Loop> axes = own.stream().map(binding::axis).toList();
        List<Loop> loops = new ArrayList<>(plates);
        loops.addAll(axes);
        List<Integer> shape = new ArrayList<>(PlateShape.extents(plates));
        shape.addAll(own);
        List<Expr> inner = axes.stream().map(axis -> (Expr) axis.index()).toList();
        List<Expr> parameters = distribution.arguments().stream().map(value -> Shapes.stretched(value, inner)).toList();
        Lowered lowered = element(sample, distribution, parameters, loops, shape, scope);
        define(sample, lowered.site(), plates, scope);
        return lowered;
    }

    /** The shape that one execution of a sample statement draws: declared, or that of its parameters. */
    List<Integer> ownShape(Sample sample, Resolved distribution, Scope scope) {
        if (BlockLowering.isBlock(sample, distribution)) {
            return blocks.ownShape(sample, distribution, scope);
        }
        List<Integer> shape = sample.getType() == null ? List.of()
                : expressions.types().extents(sample.getType(), scope);
        for (Value argument : distribution.arguments()) {
            List<Integer> declared = shape;
            List<Integer> joint = Shapes.broadcast(shape, argument.shape()).orElseThrow(
                    () -> refusal.shapes(sample, "A parameter of " + distribution.name() + " does not fit '"
                            + sample.getName() + "'", new Value(declared, at -> null), argument));
            if (sample.getType() != null && !joint.equals(shape)) {
                throw refusal.shapes(sample, "A parameter of " + distribution.name() + " has more elements than '"
                        + sample.getName() + "'", new Value(declared, at -> null), argument);
            }
            shape = joint;
        }
        return shape;
    }

    private Lowered element(Sample sample, Resolved distribution, List<Expr> parameters, List<Loop> loops,
            List<Integer> shape, Scope scope) {
        List<Expr> subscripts = loops.stream().map(loop -> (Expr) loop.index()).toList();
        Element free = new Element(new Array(sample.getName(), Array.Role.FREE, shape),
                Shapes.offset(shape, subscripts));
        boolean moved = isNonCentered(sample, refusal) && !binding.hasOwnCoordinates();
        return moved ? nonCentered(sample, distribution, parameters, loops, shape, free, scope)
                : centered(sample, distribution, parameters, loops, shape, free, scope);
    }

    private Lowered centered(Sample sample, Resolved distribution, List<Expr> parameters, List<Loop> loops,
            List<Integer> shape, Element free, Scope scope) {
        Restriction restriction = new Restriction(expressions, refusal);
        Bijector bijector = restriction.bijector(sample, distribution.signature(), parameters, scope);
        if (binding.hasOwnCoordinates()) {
            binding.within(free.array(), bijector);
        }
        Expr value = binding.hasOwnCoordinates() ? free : bijector.forward(free);
        Expr jacobian = binding.hasOwnCoordinates() ? Expr.of(0) : bijector.logJacobian(free);
        Expr density = densities.guarded(sample, distribution, value, parameters, around(loops, scope)).plus(jacobian);
        LatentSite site = new LatentSite(sample.getName(), shape, restriction.describe(), loops, free, value, bijector,
                distribution.signature(), parameters, refusal.locate(sample));
        return new Lowered(site, term(sample, loops, density, densities.checks(distribution, parameters)));
    }

    /** x = loc + scale * u with u drawn from the standard distribution (Papaspiliopoulos, Roberts, Skold 2007). */
    private Lowered nonCentered(Sample sample, Resolved distribution, List<Expr> parameters, List<Loop> loops,
            List<Integer> shape, Element free, Scope scope) {
        Signature signature = distribution.signature();
        requireLocationScale(sample, distribution, refusal);
        List<Expr> standard = standard(signature, parameters);
        Expr value = moved(signature, parameters, free);
        Expr density = densities.guarded(sample, distribution, free, standard, around(loops, scope));
        LatentSite site = new LatentSite(sample.getName(), shape, "real", loops, free, value,
                new Bijector(Bijector.Kind.IDENTITY, null, null), signature, standard, refusal.locate(sample));
        return new Lowered(site, term(sample, loops, density, densities.checks(distribution, parameters)));
    }

    static void requireLocationScale(Sample sample, Resolved distribution, Refusal refusal) {
        Signature signature = distribution.signature();
        if (!signature.isLocationScale() || signature.support().kind() != Support.Kind.REAL
                || sample.getType() != null && !sample.getType().getName().equals("real")) {
            throw refusal.at(sample, "PEN-2304", "@noncentered needs a location-scale distribution on the reals, found "
                    + distribution.name() + ".");
        }
    }

    /** The parameters of the standard distribution of a location-scale family. */
    static List<Expr> standard(Signature signature, List<Expr> parameters) {
        List<Expr> standard = new ArrayList<>(parameters);
        standard.set(signature.indexOf(signature.location()), Expr.of(0));
        standard.set(signature.indexOf(signature.scale()), Expr.of(1));
        return standard;
    }

    /** A standard draw moved to where the parameters say. */
    static Expr moved(Signature signature, List<Expr> parameters, Expr draw) {
        return parameters.get(signature.indexOf(signature.location()))
                .plus(parameters.get(signature.indexOf(signature.scale())).times(draw));
    }

    static void requireDensity(Sample sample, Resolved distribution, Refusal refusal) {
        if (distribution.signature().distribution().get().hasAtoms()) {
            throw refusal.at(sample, "PEN-2326", "'" + sample.getName() + "' is a latent site, and "
                    + distribution.name() + " gives single numbers a probability of their own: it has no density.",
                    "Use it for data; for a latent site take the distribution inside.");
        }
    }

    private static List<Loop> around(List<Loop> loops, Scope scope) {
        List<Loop> all = new ArrayList<>(scope.loops());
        loops.stream().filter(loop -> !all.contains(loop)).forEach(all::add);
        return all;
    }

    static boolean isNonCentered(Sample sample, Refusal refusal) {
        for (Annotation annotation : sample.getAnnotations()) {
            if (!annotation.getName().equals("noncentered")) {
                throw refusal.at(annotation, "PEN-2305", "Unknown annotation '@" + annotation.getName()
                        + "', expected @noncentered.");
            }
        }
        return !sample.getAnnotations().isEmpty();
    }

    private Term term(Sample sample, List<Loop> loops, Expr density, List<Term.Check> checks) {
        return new Term(sample.getName(), refusal.locate(sample), loops, density, checks);
    }

    /** The whole site is visible from now on; without subscripts in a plate, the name is this iteration's element. */
    private void define(Sample sample, LatentSite site, List<Loop> plates, Scope scope) {
        Value whole = new Value(site.shape(), at -> substitute(site, at));
        if (sample.getIndices().isEmpty() && !plates.isEmpty()) {
            List<Integer> own = site.shape().subList(plates.size(), site.shape().size());
            scope.define(sample.getName(), new Value(own, at -> {
                List<Expr> full = new ArrayList<>(plates.stream().map(loop -> (Expr) loop.index()).toList());
                full.addAll(at);
                return substitute(site, full);
            }));
        }
        scope.outermost().define(sample.getName(), whole);
    }

    private static Expr substitute(LatentSite site, List<Expr> subscripts) {
        Map<Index, Expr> replacements = new HashMap<>();
        for (int axis = 0; axis < subscripts.size(); axis++) {
            replacements.put(site.loops().get(axis).index(), subscripts.get(axis));
        }
        return new Substitution(replacements).apply(site.value());
    }
}
