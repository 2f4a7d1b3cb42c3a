package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.Draw;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Term;
import org.penumbra.distribution.DistributionCatalog;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Annotation;
import org.penumbra.model.Expression;
import org.penumbra.model.Model;
import org.penumbra.model.Sample;

/**
 * Discrete latent sites with finite support: their elements stand in terms and subscripts until they are summed out.
 */
final class DiscreteLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Densities densities;
    private final Refusal refusal;
    private final FiniteSupport supports;
    /** Sites that are drawn element by element; known before their first statement. */
    private final Map<String, Array> chains = new LinkedHashMap<>();
    private final Map<String, Sample> declarations = new LinkedHashMap<>();
    private final Map<String, DiscreteSite> sites = new LinkedHashMap<>();
    private final List<Recurrence.Assignment> drawn = new ArrayList<>();

    DiscreteLowering(Binding binding, ExpressionLowering expressions, Densities densities, Refusal refusal) {
        this.binding = binding;
        this.expressions = expressions;
        this.densities = densities;
        this.refusal = refusal;
        this.supports = new FiniteSupport(binding, expressions, refusal);
    }

    /** One execution of a statement: its term, and how to draw it. */
    record Lowered(Term term, Draw draw) {
    }

    List<DiscreteSite> sites() {
        return List.copyOf(sites.values());
    }

    /** Finds discrete sites that are drawn element by element; their names are known from here on. */
    void declare(Model model, DistributionCatalog catalog, Scope scope) {
        Map<String, List<Sample>> found = new LinkedHashMap<>();
        for (TreeIterator<EObject> all = model.eAllContents(); all.hasNext();) {
            if (all.next() instanceof Sample sample && !binding.isData(sample.getName())
                    && !sample.getIndices().isEmpty() && FiniteSupport.isDiscrete(sample.getDistribution(), catalog)) {
                found.computeIfAbsent(sample.getName(), name -> new ArrayList<>()).add(sample);
            }
        }
        found.values().removeIf(samples -> samples.size() == 1 && !ChainLowering.isChained(samples.getFirst()));
        found.forEach((name, samples) -> {
            List<Integer> shape = new Extents(expressions, binding, refusal).of(samples.stream()
                    .map(one -> new Extents.Indexed(one, one.getName(), one.getIndices())).toList(), scope);
            Array array = new Array(name, Array.Role.DISCRETE, shape);
            chains.put(name, array);
            declarations.put(name, samples.getFirst());
            scope.define(name, Binding.value(array));
        });
    }

    boolean isChain(String name) {
        return chains.containsKey(name);
    }

    Lowered lower(Sample sample, Resolved distribution, List<Integer> own, Scope scope) {
        requireDiscrete(sample, distribution);
        return isChain(sample.getName()) ? element(sample, distribution, own, scope)
                : whole(sample, distribution, own, scope);
    }

    private void requireDiscrete(Sample sample, Resolved distribution) {
        if (!distribution.signature().discrete()) {
            throw refusal.at(sample, "PEN-2902", "The elements of '" + sample.getName()
                    + "' are drawn one after the other, so they must have one support: " + distribution.name()
                    + " is continuous and another statement's distribution is discrete.");
        }
        requireNumbers(sample, distribution, refusal);
        for (Annotation annotation : sample.getAnnotations()) {
            throw refusal.at(annotation, "PEN-2305", "'" + sample.getName() + "' is discrete: @" + annotation.getName()
                    + " is for continuous sites.");
        }
    }

    /** Vectors of counts are observed only: their values are too many to be summed over. */
    static void requireNumbers(Sample sample, Resolved distribution, Refusal refusal) {
        if (distribution.signature().isMultivariate()) {
            throw refusal.at(sample, "PEN-2345", "'" + sample.getName() + "' is a latent site, and "
                    + distribution.name() + " draws vectors of whole numbers, which cannot be summed out.",
                    "Observe it as data, or draw numbers, as in Categorical.");
        }
    }

    /** One statement of a site that is drawn element by element. */
    private Lowered element(Sample sample, Resolved distribution, List<Integer> own, Scope scope) {
        if (!own.isEmpty()) {
            throw refusal.notCompiled(sample, "A vector drawn element after element");
        }
        Array array = chains.get(sample.getName());
        List<Expr> subscripts = new ArrayList<>();
        for (int axis = 0; axis < sample.getIndices().size(); axis++) {
            Expression index = sample.getIndices().get(axis);
            Expr subscript = expressions.scalar(index, scope);
            expressions.subscripts().check(index, subscript, array.shape().get(axis), scope.loops(),
                    "'" + sample.getName() + "'");
            subscripts.add(subscript);
        }
        Element target = new Element(array, Shapes.offset(array.shape(), subscripts));
        drawn.add(new Recurrence.Assignment(scope.loops(), array, target.offset(), Expr.of(0)));
        List<Expr> parameters = distribution.arguments().stream().map(Value::expression).toList();
        return statement(sample, distribution, target, parameters, scope.loops(), scope);
    }

    /** A site with an axis for each plate around it, and those of its distribution. */
    private Lowered whole(Sample sample, Resolved distribution, List<Integer> own, Scope scope) {
        List<Loop> plates = PlateShape.of(sample, scope, refusal);
        List<Loop> axes = own.stream().map(binding::axis).toList();
        List<Loop> loops = new ArrayList<>(plates);
        loops.addAll(axes);
        List<Integer> shape = new ArrayList<>(PlateShape.extents(plates));
        shape.addAll(own);
        Array array = new Array(sample.getName(), Array.Role.DISCRETE, shape);
        Element target = new Element(array,
                Shapes.offset(shape, loops.stream().map(loop -> (Expr) loop.index()).toList()));
        List<Expr> at = axes.stream().map(axis -> (Expr) axis.index()).toList();
        List<Expr> parameters = distribution.arguments().stream().map(value -> Shapes.stretched(value, at)).toList();
        Lowered lowered = statement(sample, distribution, target, parameters, loops, scope);
        define(sample, array, plates, scope);
        return lowered;
    }

    private Lowered statement(Sample sample, Resolved distribution, Element target, List<Expr> parameters,
            List<Loop> loops, Scope scope) {
        FiniteSupport.Bounds bounds = supports.of(sample, distribution, parameters, loops, scope);
        DiscreteSite site = new DiscreteSite(target.array(), bounds.low(), bounds.high(), refusal.locate(sample));
        DiscreteSite first = sites.putIfAbsent(sample.getName(), site);
        if (first != null && (first.low() != site.low() || first.high() != site.high())) {
            throw refusal.at(sample, "PEN-2902", "The elements of '" + sample.getName() + "' are drawn one after the "
                    + "other, so they must have one support: found " + first.low() + ".." + first.high() + " and "
                    + site.low() + ".." + site.high() + ".",
                    "Give every statement a distribution with the same support.");
        }
        binding.bound(target.array(), bounds.low(), bounds.high());
        Expr density = densities.guarded(sample, distribution, target, parameters, loops);
        Term term = new Term(sample.getName(), refusal.locate(sample), loops, density,
                densities.checks(distribution, parameters));
        return new Lowered(term, new Draw(sample.getName(), refusal.locate(sample), loops, target, Bijector.IDENTITY,
                distribution.name(), within(distribution.signature(), bounds), parameters));
    }

    private static Signature within(Signature signature, FiniteSupport.Bounds bounds) {
        return new Signature(signature.parameters(), signature.support(), true, signature.location(),
                signature.scale(),
                () -> new WithinSupport(signature.distribution().get(), bounds.low(), bounds.high()));
    }

    /** The whole site is visible from now on; without subscripts in a plate, the name is this iteration's element. */
    private static void define(Sample sample, Array array, List<Loop> plates, Scope scope) {
        Value whole = Binding.value(array);
        if (sample.getIndices().isEmpty() && !plates.isEmpty()) {
            scope.define(sample.getName(), new Value(array.shape().subList(plates.size(), array.shape().size()), at -> {
                List<Expr> full = new ArrayList<>(plates.stream().map(loop -> (Expr) loop.index()).toList());
                full.addAll(at);
                return whole.at(full);
            }));
        }
        scope.outermost().define(sample.getName(), whole);
    }

    /** Every element has been drawn once. */
    void finish() {
        Coverage coverage = new Coverage(binding.data(), "drawn", chains.keySet());
        for (Recurrence.Assignment one : drawn) {
            coverage.run(new Recurrence(List.of(one))).ifPresent(this::refuse);
        }
        coverage.missing(chains.values()).ifPresent(this::refuse);
    }

    private void refuse(Coverage.Fault fault) {
        throw refusal.at(declarations.get(fault.array().name()), "PEN-2905", fault.message(),
                "Each element is drawn by one statement.");
    }
}
