package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Term;
import org.penumbra.core.PenumbraException;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.model.Expression;
import org.penumbra.model.For;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.Model;
import org.penumbra.model.Sample;
import org.penumbra.model.VariableRef;

/**
 * Latent sites that are drawn element by element, where later elements depend on earlier ones: random walks, state-
 * space models. All elements have one support, whose bounds are numbers; so each is a function of its own free
 * coordinate, and nothing needs to be stored. With {@code @noncentered}, elements are functions of earlier ones, too:
 * then the site is a recurrence.
 */
final class ChainLowering {

    private final Binding binding;
    private final ExpressionLowering expressions;
    private final Densities densities;
    private final Refusal refusal;
    private final Map<String, Array> arrays = new LinkedHashMap<>();
    private final Map<String, Bijector> bijectors = new HashMap<>();
    private final Map<String, Sample> declarations = new HashMap<>();
    private final List<Recurrence.Assignment> drawn = new ArrayList<>();
    /** Of sites with elements that are not centred: where all their elements are stored. */
    private final Map<String, Array> stored = new HashMap<>();
    private final RecurrenceLowering recurrences;
    private final DistributionLowering distributions;
    /** Sites whose elements are vectors or matrices, and whether any of them is not centred. */
    private final Map<String, Boolean> vectors = new HashMap<>();
    private final BlockChains blocks;

    ChainLowering(Binding binding, ExpressionLowering expressions, DistributionLowering distributions,
            Densities densities, RecurrenceLowering recurrences, Refusal refusal) {
        this.distributions = distributions;
        this.blocks = new BlockChains(binding, expressions, densities, recurrences, refusal);
        this.recurrences = recurrences;
        this.binding = binding;
        this.expressions = expressions;
        this.densities = densities;
        this.refusal = refusal;
    }

    /**
     * Finds such sites and how many elements they have; their names are known from here on.
     *
     * @param elsewhere names of sites that are drawn element by element in another way
     */
    void declare(Model model, Scope scope, Predicate<String> elsewhere) {
        Map<String, List<Sample>> chains = new LinkedHashMap<>();
        for (TreeIterator<EObject> all = model.eAllContents(); all.hasNext();) {
            if (all.next() instanceof Sample sample && !binding.isData(sample.getName())
                    && !sample.getIndices().isEmpty() && !elsewhere.test(sample.getName())) {
                chains.computeIfAbsent(sample.getName(), name -> new ArrayList<>()).add(sample);
            }
        }
        chains.values().removeIf(samples -> samples.size() == 1 && !isChained(samples.getFirst()));
        chains.forEach((name, samples) -> {
            List<Integer> shape = new Extents(expressions, binding, refusal).of(samples.stream()
                    .map(one -> new Extents.Indexed(one, one.getName(), one.getIndices())).toList(), scope);
            Array array = new Array(name, Array.Role.FREE, shape);
            arrays.put(name, array);
            declarations.put(name, samples.getFirst());
            boolean moved = samples.stream().anyMatch(this::isNonCentered);
            if (samples.stream().anyMatch(this::drawsBlock)) {
                vectors.put(name, moved);
                recurrences.declare(name, samples.getFirst());
                return;
            }
            scope.define(name, moved ? store(name, shape, samples.getFirst())
                    : new Value(shape, at -> value(array, at)));
        });
    }

    private boolean isNonCentered(Sample sample) {
        return SiteLowering.isNonCentered(sample, refusal) && !binding.hasOwnCoordinates();
    }

    private Value store(String name, List<Integer> shape, Sample first) {
        Array array = new Array(name, Array.Role.STATE, shape);
        stored.put(name, array);
        recurrences.declare(name, first);
        return Binding.value(array);
    }

    static boolean isChained(Sample sample) {
        for (EObject around = sample.eContainer(); around != null; around = around.eContainer()) {
            if (around instanceof For) {
                return true;
            }
        }
        return !sample.getIndices().stream().allMatch(ChainLowering::isPlain);
    }

    private static boolean isPlain(Expression index) {
        return index instanceof VariableRef ref && ref.getVariable() instanceof IndexVariable;
    }

    boolean isChain(String name) {
        return arrays.containsKey(name);
    }

    private Expr value(Array array, List<Expr> subscripts) {
        Bijector bijector = bijectors.get(array.name());
        if (bijector == null) {
            throw refusal.at(declarations.get(array.name()), "PEN-2905",
                    "'" + array.name() + "' is read before its first element is drawn.",
                    "Draw the first element, such as " + array.name() + "[1], before the loop.");
        }
        Element element = new Element(array, Shapes.offset(array.shape(), subscripts));
        return binding.hasOwnCoordinates() ? element : bijector.forward(element);
    }

    /** One statement of such a site. */
    SiteLowering.Lowered lower(Sample sample, Resolved distribution, Scope scope) {
        Array array = arrays.get(sample.getName());
        if (vectors.containsKey(sample.getName())) {
            return vector(sample, distribution, array, scope);
        }
        requireScalar(sample, distribution);
        List<Expr> parameters = distribution.arguments().stream().map(Value::expression).toList();
        Element free = new Element(array, Shapes.offset(array.shape(), subscripts(sample, array, scope)));
        drawn.add(new Recurrence.Assignment(scope.loops(), array, free.offset(), Expr.of(0)));
        boolean centred = !isNonCentered(sample);
        SiteLowering.Lowered lowered = centred ? centred(sample, distribution, parameters, free, scope)
                : nonCentred(sample, distribution, parameters, free, scope);
        if (stored.containsKey(sample.getName())) {
            recurrences.add(new Recurrence.Assignment(scope.loops(), stored.get(sample.getName()), free.offset(),
                    lowered.site().value()));
        }
        return lowered;
    }

    private SiteLowering.Lowered vector(Sample sample, Resolved distribution, Array array, Scope scope) {
        List<Expr> subscripts = subscripts(sample, array, scope);
        drawn.add(new Recurrence.Assignment(scope.loops(), array, Shapes.offset(array.shape(), subscripts),
                Expr.of(0)));
        return blocks.lower(sample, distribution, array.shape(), subscripts,
                new BlockChains.Moved(isNonCentered(sample), vectors.get(sample.getName())), scope);
    }

    private SiteLowering.Lowered centred(Sample sample, Resolved distribution, List<Expr> parameters, Element free,
            Scope scope) {
        Restriction restriction = new Restriction(expressions, refusal);
        Bijector bijector = restriction.bijector(sample, distribution.signature(), parameters, scope);
        requireOneSupport(sample, bijector);
        if (binding.hasOwnCoordinates()) {
            binding.within(free.array(), bijector);
        }
        Expr value = binding.hasOwnCoordinates() ? free : bijector.forward(free);
        Expr jacobian = binding.hasOwnCoordinates() ? Expr.of(0) : bijector.logJacobian(free);
        Expr density = densities.guarded(sample, distribution, value, parameters, scope.loops()).plus(jacobian);
        LatentSite site = new LatentSite(sample.getName(), free.array().shape(), restriction.describe(), scope.loops(),
                free, value, bijector, distribution.signature(), parameters, refusal.locate(sample));
        return new SiteLowering.Lowered(site, term(sample, distribution, parameters, density, scope));
    }

    private SiteLowering.Lowered nonCentred(Sample sample, Resolved distribution, List<Expr> parameters, Element free,
            Scope scope) {
        requireOneSupport(sample, Bijector.IDENTITY);
        SiteLowering.requireLocationScale(sample, distribution, refusal);
        List<Expr> standard = SiteLowering.standard(distribution.signature(), parameters);
        Expr density = densities.guarded(sample, distribution, free, standard, scope.loops());
        LatentSite site = new LatentSite(sample.getName(), free.array().shape(), "real", scope.loops(), free,
                SiteLowering.moved(distribution.signature(), parameters, free), Bijector.IDENTITY,
                distribution.signature(), standard, refusal.locate(sample));
        return new SiteLowering.Lowered(site, term(sample, distribution, parameters, density, scope));
    }

    private Term term(Sample sample, Resolved distribution, List<Expr> parameters, Expr density, Scope scope) {
        return new Term(sample.getName(), refusal.locate(sample), scope.loops(), density,
                densities.checks(distribution, parameters));
    }

    /** Whether what a statement draws is a vector or matrix, as far as can be said before others are read. */
    private boolean drawsBlock(Sample sample) {
        return sample.getType() != null && !sample.getType().getDimensions().isEmpty()
                || distributions.isMultivariate(sample.getDistribution());
    }

    private void requireScalar(Sample sample, Resolved distribution) {
        boolean vector = distribution.arguments().stream().anyMatch(argument -> !argument.isScalar());
        if (vector) {
            throw refusal.notCompiled(sample, "A vector drawn element after element");
        }
        SiteLowering.requireDensity(sample, distribution, refusal);
    }

    private void requireOneSupport(Sample sample, Bijector bijector) {
        boolean numbers = isNumber(bijector.lower()) && isNumber(bijector.upper());
        Bijector first = bijectors.putIfAbsent(sample.getName(), bijector);
        if (!numbers || first != null && !first.equals(bijector)) {
            throw mixedSupport(sample, refusal);
        }
    }

    static boolean isNumber(Expr bound) {
        return bound == null || bound instanceof Constant;
    }

    static PenumbraException mixedSupport(Sample sample, Refusal refusal) {
        return refusal.at(sample, "PEN-2902", "The elements of '" + sample.getName()
                + "' are drawn one after the other, so they must have one support whose bounds are numbers.",
                "Give every statement a distribution with the same support, or declare the type.");
    }

    private List<Expr> subscripts(Sample sample, Array array, Scope scope) {
        List<Expr> subscripts = new ArrayList<>();
        for (int axis = 0; axis < sample.getIndices().size(); axis++) {
            Expression index = sample.getIndices().get(axis);
            Expr subscript = expressions.scalar(index, scope);
            expressions.subscripts().check(index, subscript, array.shape().get(axis), scope.loops(),
                    "'" + sample.getName() + "'");
            subscripts.add(subscript);
        }
        return subscripts;
    }

    /** Every element has been drawn once. */
    void finish() {
        Coverage coverage = new Coverage(binding.data(), "drawn", arrays.keySet());
        for (Recurrence.Assignment one : drawn) {
            coverage.run(new Recurrence(List.of(one))).ifPresent(this::refuse);
        }
        coverage.missing(arrays.values()).ifPresent(this::refuse);
    }

    private void refuse(Coverage.Fault fault) {
        throw refusal.at(declarations.get(fault.array().name()), "PEN-2905", fault.message(),
                "Each element is drawn by one statement.");
    }
}
