package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Intervention;
import org.penumbra.model.Model;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Sample;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** Puts numbers in the place of data and sites, as the {@code do} and {@code condition} lines of a run ask. */
final class InterventionLowering {

    private final Interventions interventions;
    private final Binding binding;
    private final ExpressionLowering expressions;
    private final ObservationLowering observations;
    private final SiteLowering sites;
    private final DistributionLowering distributions;
    private final Refusal refusal;
    private final Facts facts = new Facts();
    private DataBinding given;

    InterventionLowering(Interventions interventions, Binding binding, ExpressionLowering expressions,
            ObservationLowering observations, SiteLowering sites, DistributionLowering distributions, Refusal refusal) {
        this.interventions = interventions;
        this.binding = binding;
        this.expressions = expressions;
        this.observations = observations;
        this.sites = sites;
        this.distributions = distributions;
        this.refusal = refusal;
    }

    /** Replaces data, after they are bound and before anything reads them. */
    void replaceData(Model model, DataBinding bound, Scope scope) {
        given = bound;
        for (Intervention intervention : interventions.all()) {
            Variable variable = intervention.getVariable();
            if (variable instanceof DataDeclaration declared) {
                requireNoSize(model, intervention);
                List<Integer> shape = binding.source(declared.getName()).shape();
                scope.define(declared.getName(),
                        binding.add(declared.getName(), numbers(intervention, shape, scope)));
                given.checkType(declared, declared.getType());
            } else if (!(variable instanceof Sample || variable instanceof ParamDeclaration)) {
                throw refusal.at(intervention, "PEN-2404", "'" + variable.getName() + "' is neither data, nor a site, "
                        + "nor a parameter: " + intervention.getKind() + " needs one.");
            }
        }
    }

    /**
     * Sites that are drawn element by element and that the run sets are data from here on: their statements observe
     * them, or say nothing when they are cut.
     */
    void replaceChains(Model model, Scope scope) {
        for (Intervention intervention : interventions.all()) {
            if (intervention.getVariable() instanceof Sample site && !binding.isData(site.getName())) {
                List<Sample> statements = statements(model, site.getName());
                if (statements.size() > 1 || ChainLowering.isChained(statements.getFirst())) {
                    replaceChain(intervention, statements, scope);
                }
            }
        }
    }

    private static List<Sample> statements(Model model, String name) {
        List<Sample> statements = new ArrayList<>();
        model.eAllContents().forEachRemaining(element -> {
            if (element instanceof Sample sample && sample.getName().equals(name)) {
                statements.add(sample);
            }
        });
        return statements;
    }

    private void replaceChain(Intervention intervention, List<Sample> statements, Scope scope) {
        Sample first = statements.getFirst();
        List<Integer> shape = new ArrayList<>(new Extents(expressions, binding, refusal).of(statements.stream()
                .map(one -> new Extents.Indexed(one, one.getName(), one.getIndices())).toList(), scope));
        shape.addAll(eventShape(intervention, first, shape.size(), scope));
        scope.define(first.getName(), binding.add(first.getName(), numbers(intervention, shape, scope)));
        statements.stream().filter(one -> one.getType() != null)
                .forEach(one -> given.checkType(one, one.getType()));
    }

    /** Of one element: declared, or that of the elements of the value. */
    private List<Integer> eventShape(Intervention intervention, Sample sample, int rank, Scope scope) {
        if (sample.getType() != null) {
            return expressions.types().shape(sample.getType(), scope);
        }
        if (!distributions.isMultivariate(sample.getDistribution())) {
            return List.of();
        }
        List<Integer> value = expressions.lower(intervention.getValue(), scope).shape();
        if (value.size() <= rank) {
            throw refusal.notCompiled(intervention, "One value for all elements of vectors that are drawn one after the"
                    + " other");
        }
        return value.subList(rank, value.size());
    }

    /** The intervention on what a sample statement is about. */
    Optional<Intervention> on(Sample sample) {
        return interventions.on(sample.getName());
    }

    /** The intervention on a parameter. */
    Optional<Intervention> on(ParamDeclaration parameter) {
        return interventions.on(parameter.getName());
    }

    /** Whether the run cuts what a sample statement is about from its distribution. */
    boolean isCut(Sample sample) {
        return on(sample).filter(Interventions::cuts).isPresent();
    }

    /** A latent site that the run sets: known from now on, with its density when the run conditions on it. */
    List<Term> fix(Sample sample, Intervention intervention, Resolved distribution, Scope scope) {
        List<Loop> plates = PlateShape.of(sample, scope, refusal);
        List<Integer> own = sites.ownShape(sample, distribution, scope);
        List<Integer> shape = new ArrayList<>(PlateShape.extents(plates));
        shape.addAll(own);
        Value whole = binding.add(sample.getName(), numbers(intervention, shape, scope.outermost()));
        if (sample.getType() != null) {
            given.checkType(sample, sample.getType());
        }
        scope.outermost().define(sample.getName(), whole);
        Value here = here(whole, own, plates);
        if (sample.getIndices().isEmpty()) {
            scope.define(sample.getName(), here);
        }
        return Interventions.cuts(intervention) ? List.of()
                : List.of(observations.term(sample, distribution, here, scope));
    }

    /** A parameter that the run sets is a number like data. */
    void fix(ParamDeclaration parameter, Intervention intervention, Scope scope) {
        List<Loop> plates = PlateShape.of(parameter, parameter.getName(), List.of(), scope, refusal);
        List<Integer> own = expressions.types().shape(parameter.getType(), scope);
        List<Integer> shape = new ArrayList<>(PlateShape.extents(plates));
        shape.addAll(own);
        Value whole = binding.add(parameter.getName(), numbers(intervention, shape, scope.outermost()));
        given.checkType(parameter, parameter.getType());
        scope.outermost().define(parameter.getName(), whole);
        if (!plates.isEmpty()) {
            scope.define(parameter.getName(), here(whole, own, plates));
        }
    }

    private static Value here(Value whole, List<Integer> own, List<Loop> plates) {
        return new Value(own, at -> {
            List<Expr> all = new ArrayList<>(plates.stream().map(loop -> (Expr) loop.index()).toList());
            all.addAll(at);
            return whole.at(all);
        });
    }

    private BoundArray numbers(Intervention intervention, List<Integer> shape, Scope scope) {
        Value value = expressions.lower(intervention.getValue(), scope);
        Value target = new Value(shape, at -> null);
        if (Shapes.broadcast(shape, value.shape()).filter(shape::equals).isEmpty()) {
            throw refusal.shapes(intervention.getValue(), "The value of " + intervention.getKind() + " "
                    + intervention.getVariable().getName() + " does not fit", target, value);
        }
        double[] numbers = new double[Reductions.count(target)];
        Evaluator evaluator = new Evaluator(binding.data()::get);
        for (int k = 0; k < numbers.length; k++) {
            Expr element = Shapes.stretched(value, subscripts(shape, k));
            if (facts.isLatent(element)) {
                throw refusal.at(intervention.getValue(), "PEN-2402", "Expected a value of " + intervention.getKind()
                        + " " + intervention.getVariable().getName() + " that is known from the data.");
            }
            numbers[k] = evaluator.evaluate(element);
        }
        String place = String.valueOf(refusal.locate(intervention));
        return new BoundArray(shape, numbers, k -> place);
    }

    /** The 1-based subscripts of the element at a row-major position. */
    private static List<Expr> subscripts(List<Integer> shape, int position) {
        List<Expr> subscripts = new ArrayList<>();
        int rest = position;
        for (int extent : shape.reversed()) {
            subscripts.addFirst(Expr.of(rest % extent + 1));
            rest /= extent;
        }
        return subscripts;
    }

    private void requireNoSize(Model model, Intervention intervention) {
        model.eAllContents().forEachRemaining(element -> {
            if (element instanceof DataDeclaration declared && declared.getType().getDimensions().stream().anyMatch(
                    size -> size instanceof VariableRef use && use.getVariable() == intervention.getVariable())) {
                throw refusal.at(intervention, "PEN-2405", "'" + intervention.getVariable().getName()
                        + "' is a size of '" + declared.getName() + "', which " + intervention.getKind()
                        + " cannot change.", "Bind other data.");
            }
        });
    }
}
