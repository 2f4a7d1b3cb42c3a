package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.InstalledParts;
import org.penumbra.compiler.Interventions;
import org.penumbra.compiler.discrete.Elimination;
import org.penumbra.compiler.ir.DiscreteDraw;
import org.penumbra.compiler.ir.Draw;
import org.penumbra.compiler.ir.Generation;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.compiler.ir.Summation;
import org.penumbra.compiler.ir.Term;
import org.penumbra.core.Location;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;
import org.penumbra.model.Assign;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Factor;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.Intervention;
import org.penumbra.model.Model;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.network.LayerWeight;

/** Turns a model and its data into a program of terms over free coordinates. */
final class ModelLowering {

    private final Refusal refusal;
    private final InstalledParts parts;
    private final Binding binding;
    private final ExpressionLowering expressions;
    private final DistributionLowering distributions;
    private final SiteLowering sites;
    private final ObservationLowering observations;
    private final RecurrenceLowering recurrences;
    private final ImputationLowering imputations;
    private final ChainLowering chains;
    private final InterventionLowering interventions;
    private final LoopLowering loops;
    private final DiscreteLowering discrete;
    private final ModelParameters parameters;
    private final List<LatentSite> latents = new ArrayList<>();
    private final List<ReportedValue> reported = new ArrayList<>();
    private final List<Term> terms = new ArrayList<>();
    /** Terms that are not of latent sites. */
    private final Set<Term> likelihood = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Draw> draws = new ArrayList<>();
    private final List<DiscreteDraw> discreteDraws = new ArrayList<>();
    private final Map<String, LayerWeight> drawnWeights = new LinkedHashMap<>();
    private final Plates plates;
    /** What the whole model sees. */
    private Scope root;

    ModelLowering(Interventions changes, InstalledParts parts, Function<EObject, Location> locations) {
        this(changes, parts, locations, new Binding());
    }

    ModelLowering(Interventions changes, InstalledParts parts, Function<EObject, Location> locations,
            Binding binding) {
        this.binding = binding;
        this.refusal = new Refusal(locations);
        this.parts = parts;
        this.plates = new Plates(refusal);
        StoredSteps steps = new StoredSteps();
        this.expressions = new ExpressionLowering(binding, new Calls(binding, steps), parts.layers(), refusal);
        this.loops = new LoopLowering(binding, expressions, refusal);
        this.recurrences = new RecurrenceLowering(binding, expressions, steps, refusal);
        this.distributions = new DistributionLowering(parts.distributions(), expressions, refusal);
        Densities densities = new Densities(binding, refusal);
        this.chains = new ChainLowering(binding, expressions, distributions, densities, recurrences, refusal);
        this.sites = new SiteLowering(binding, expressions, densities, refusal);
        this.observations = new ObservationLowering(binding, expressions, densities, refusal, draws);
        this.discrete = new DiscreteLowering(binding, expressions, densities, refusal);
        this.imputations = new ImputationLowering(binding, expressions, observations, recurrences, densities, refusal);
        this.parameters = new ModelParameters(binding, expressions, refusal, site -> {
            latents.add(site);
            draws.add(Draw.of(site, "a starting value"));
        });
        expressions.networks().makeWeights(this::weight);
        this.interventions = new InterventionLowering(changes, binding, expressions, observations, sites,
                distributions, refusal);
    }

    void requireLatent(Model model, ModelProgram program) {
        if (program.latents().isEmpty()) {
            throw refusal.at(model, "PEN-2401", "The model '" + model.getName() + "' has no "
                    + (program.summation().isEmpty() ? "" : "continuous ") + "latent site: there is nothing to infer.",
                    "Every name before '~' is data; declare a parameter with a prior.");
        }
    }

    /** The program without its discrete sites. */
    ModelProgram marginal(ModelProgram program) {
        return program.summation().isEmpty() ? program : new Elimination(program, binding::loop).program();
    }

    JointModel joint(ModelProgram program) {
        return new JointModel(program, binding.bounds(), binding::loop, binding.matrices());
    }

    /** Terms that are densities of data. */
    Set<Term> likelihood() {
        return likelihood;
    }

    /** @param program with data that are drawn */
    Generation generation(ModelProgram program) {
        return new Generation(program, draws, binding.drawn());
    }

    GuideProgram guide(GuideDeclaration guide, Map<String, BoundArray> data) {
        Scope scope = Scope.root();
        ModelProgram model = run(guide.getModel(), data, Set.of(), scope);
        return new GuideLowering(guide, model, scope, binding, expressions, distributions, sites, recurrences, loops,
                drawnWeights, refusal).lower();
    }

    /** @param drawn names of data that are drawn instead of read */
    ModelProgram run(Model model, Map<String, BoundArray> data, Set<String> drawn) {
        return run(model, data, drawn, Scope.root());
    }

    private ModelProgram run(Model model, Map<String, BoundArray> data, Set<String> drawn, Scope scope) {
        root = scope;
        DataBinding given = new DataBinding(data, drawn, binding, scope, expressions, refusal);
        given.bind(model);
        interventions.replaceData(model, given, scope);
        interventions.replaceChains(model, scope);
        recurrences.declare(model, scope);
        discrete.declare(model, parts.distributions(), scope);
        chains.declare(model, scope, discrete::isChain);
        model.getStatements().forEach(statement -> lower(statement, scope));
        chains.finish();
        discrete.finish();
        imputations.finish(model);
        return new ModelProgram(latents, recurrences.finish(), reported, terms, binding.data(),
                new Summation(discrete.sites(), List.of(), List.of(), discreteDraws), plates.all(),
                binding.streams());
    }

    private void lower(Statement statement, Scope scope) {
        switch (statement) {
            case DataDeclaration data -> requireOutermost(data, scope);
            case Sample sample -> sample(sample, scope);
            case ParamDeclaration param -> parameter(param, scope);
            case Assign assign -> assign(assign, scope);
            case Factor factor -> factor(factor, scope);
            case org.penumbra.model.Loop loop -> loop(loop, scope);
            default -> throw refusal.notCompiled(statement, "This kind of statement");
        }
    }

    private void requireOutermost(DataDeclaration data, Scope scope) {
        if (!scope.loops().isEmpty()) {
            throw refusal.at(data, "PEN-2903", "Data are declared outside of plates.");
        }
    }

    private void parameter(ParamDeclaration param, Scope scope) {
        Optional<Intervention> set = interventions.on(param);
        if (set.isPresent()) {
            interventions.fix(param, set.get(), scope);
        } else {
            parameters.declare(param, scope);
        }
    }

    private void sample(Sample sample, Scope scope) {
        Resolved distribution = distributions.ofSite(sample.getDistribution(), scope);
        if (interventions.isCut(sample) && binding.isData(sample.getName())) {
            return;
        }
        if (binding.isIncomplete(sample.getName())) {
            imputed(sample, distribution, scope);
            return;
        }
        if (binding.isData(sample.getName())) {
            observe(List.of(interventions.on(sample).isPresent() ? observations.ofSet(sample, distribution, scope)
                    : observations.lower(sample, distribution, scope)));
            return;
        }
        if (discrete.isChain(sample.getName())) {
            add(discrete.lower(sample, distribution, sites.ownShape(sample, distribution, scope), scope));
            return;
        }
        if (chains.isChain(sample.getName())) {
            add(chains.lower(sample, distribution, scope), distribution);
            return;
        }
        if (scope.find(sample.getName()).isPresent()) {
            throw refusal.at(sample, "PEN-2904", "'" + sample.getName() + "' is defined already.",
                    "Give every site and value a name of its own.");
        }
        Optional<Intervention> set = interventions.on(sample);
        if (set.isPresent()) {
            observe(interventions.fix(sample, set.get(), distribution, scope));
            return;
        }
        if (distribution.signature().discrete()) {
            add(discrete.lower(sample, distribution, sites.ownShape(sample, distribution, scope), scope));
            return;
        }
        if (distribution.signature().isPoint()) {
            point(sample, distribution, scope);
            return;
        }
        add(sites.lower(sample, distribution, scope), distribution);
    }

    private void add(DiscreteLowering.Lowered lowered) {
        draws.add(lowered.draw());
        discreteDraws.add(new DiscreteDraw(lowered.draw(), latents.size()));
        terms.add(lowered.term());
    }

    private void imputed(Sample sample, Resolved distribution, Scope scope) {
        ImputationLowering.Lowered lowered = imputations.lower(sample, distribution, scope);
        lowered.site().ifPresent(site -> {
            latents.add(site);
            draws.add(Draw.of(site, distribution.name()));
        });
        terms.addAll(lowered.latent());
        observe(lowered.observed());
    }

    private Value weight(WeightSites.Weight weight) {
        Value value = weight.prior().isPresent() ? drawn(weight) : parameters.weights(weight.name(),
                weight.described().shape(), Initialising.of(weight.described()), List.of(),
                refusal.locate(weight.where()));
        root.define(weight.name(), value);
        return value;
    }

    private Value drawn(WeightSites.Weight weight) {
        WeightPrior prior = new WeightPrior(weight, distributions, refusal);
        drawnWeights.put(weight.name(), weight.described());
        add(sites.lower(prior.sample(), prior.distribution(), prior.scope()), prior.distribution());
        return prior.scope().find(weight.name()).orElseThrow();
    }

    private void observe(List<Term> observed) {
        terms.addAll(observed);
        likelihood.addAll(observed);
    }

    private void point(Sample sample, Resolved distribution, Scope scope) {
        PointLowering points = new PointLowering(binding, expressions, sites, refusal);
        Value value = points.value(sample, distribution, scope);
        List<Loop> plates = PlateShape.of(sample, scope, refusal);
        define(sample.getName(), !sample.getIndices().isEmpty(), value, plates, scope);
        if (sample.getIndices().isEmpty() && !plates.isEmpty()) {
            scope.outermost().define(sample.getName(), whole(value, plates).remembered());
        }
        report(sample.getName(), value, plates);
        points.restriction(sample, value, scope).ifPresent(terms::add);
    }

    private void add(SiteLowering.Lowered lowered, Resolved distribution) {
        latents.add(lowered.site());
        draws.add(Draw.of(lowered.site(), distribution.name()));
        terms.add(lowered.term());
    }

    private void factor(Factor factor, Scope scope) {
        Value value = expressions.lower(factor.getValue(), scope);
        Expr total = new Reductions(binding).sum(value);
        observe(List.of(new Term("factor", refusal.locate(factor), scope.loops(), total, List.of())));
    }

    private void loop(org.penumbra.model.Loop loop, Scope scope) {
        Scope inner = loops.inside(loop, scope);
        if (inner.loops().size() > scope.loops().size()) {
            plates.add(loop, inner.loops().getLast()); // else it varies with a plate, which is the one to subsample
        }
        loop.getStatements().forEach(statement -> lower(statement, inner));
    }

    private void assign(Assign assign, Scope scope) {
        if (recurrences.isStored(assign.getName())) {
            stored(assign, scope);
            return;
        }
        if (expressions.networks().define(assign, scope)) {
            return;
        }
        if (scope.isDefinedHere(assign.getName()) || binding.isData(assign.getName())) {
            throw refusal.at(assign, "PEN-2904", "'" + assign.getName() + "' is defined already.",
                    "Give every site and value a name of its own.");
        }
        Value value = expressions.lower(assign.getValue(), scope).remembered();
        List<Loop> plates = assign.getIndices().isEmpty() && !assign.isDeterministic() ? List.of()
                : PlateShape.of(assign, assign.getName(), assign.getIndices(), scope, refusal);
        define(assign.getName(), !assign.getIndices().isEmpty(), value, plates, scope);
        if (assign.isDeterministic()) {
            report(assign.getName(), value, plates);
        }
    }

    static void define(String name, boolean indexed, Value value, List<Loop> plates, Scope scope) {
        if (indexed) {
            scope.outermost().define(name, whole(value, plates).remembered());
        } else {
            scope.define(name, value);
        }
    }

    private void stored(Assign assign, Scope scope) {
        if (assign.getIndices().isEmpty()) {
            throw refusal.at(assign, "PEN-2904", "'" + assign.getName() + "' is assigned element by element elsewhere.",
                    "Give every site and value a name of its own.");
        }
        recurrences.lower(assign, scope);
        boolean isReported = reported.stream().anyMatch(value -> value.name().equals(assign.getName()));
        if (assign.isDeterministic() && !isReported) {
            report(assign.getName(), scope.outermost().find(assign.getName()).orElseThrow(), List.of());
        }
    }

    /** A value assigned element by element in plates, as seen from outside of them. */
    private static Value whole(Value element, List<Loop> plates) {
        List<Integer> shape = new ArrayList<>(PlateShape.extents(plates));
        shape.addAll(element.shape());
        return new Value(shape, at -> {
            Map<Index, Expr> replacements = new HashMap<>();
            for (int axis = 0; axis < plates.size(); axis++) {
                replacements.put(plates.get(axis).index(), at.get(axis));
            }
            return new Substitution(replacements).apply(element.at(at.subList(plates.size(), at.size())));
        });
    }

    private void report(String name, Value value, List<Loop> plates) {
        List<Loop> axes = value.shape().stream().map(binding::axis).toList();
        List<Loop> loops = new ArrayList<>(plates);
        loops.addAll(axes);
        List<Integer> shape = new ArrayList<>(PlateShape.extents(plates));
        shape.addAll(value.shape());
        Expr element = value.at(axes.stream().map(axis -> (Expr) axis.index()).toList());
        reported.add(new ReportedValue(name, shape, loops, element));
    }
}
