package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.Recurrence.Assignment;
import org.penumbra.expression.Array;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.model.Assign;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Expression;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.JointSample;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Type;
import org.penumbra.model.Variable;

/**
 * Turns a guide block into programs over the coordinates of its parameters and of its model's sites. A guide sees the
 * data of the model, its own parameters and values, and the sites that it has drawn, as the model sees them.
 */
final class GuideLowering {

    private final GuideDeclaration guide;
    private final ModelProgram model;
    private final Scope modelScope;
    private final Binding binding;
    private final ExpressionLowering expressions;
    private final DistributionLowering distributions;
    private final SiteLowering sites;
    private final RecurrenceLowering recurrences;
    private final LoopLowering loops;
    private final Refusal refusal;
    private final GuideParameters parameters;
    private final GuideDraws draws;
    private final Map<String, SiteChart> charts = new LinkedHashMap<>();
    private final Set<Loop> sequential = new LinkedHashSet<>();

    GuideLowering(GuideDeclaration guide, ModelProgram model, Scope modelScope, Binding binding,
            ExpressionLowering expressions, DistributionLowering distributions, SiteLowering sites,
            RecurrenceLowering recurrences, LoopLowering loops, Refusal refusal) {
        this.guide = guide;
        this.model = model;
        this.modelScope = modelScope;
        this.binding = binding;
        this.expressions = expressions;
        this.distributions = distributions;
        this.sites = sites;
        this.recurrences = recurrences;
        this.loops = loops;
        this.refusal = refusal;
        this.parameters = new GuideParameters(binding, expressions, refusal);
        this.draws = new GuideDraws(binding, expressions, refusal);
    }

    GuideProgram lower() {
        chart();
        Scope scope = Scope.root();
        for (Statement statement : guide.getModel().getStatements()) {
            if (statement instanceof DataDeclaration data) {
                scope.define(data.getName(), modelScope.find(data.getName()).orElseThrow());
            }
        }
        requireOwnNames();
        recurrences.declare(guide, scope);
        guide.getStatements().forEach(statement -> lower(statement, scope));
        requireAllDrawn();
        return new GuideAssembly(guide, binding, refusal)
                .assemble(parameters, draws, charts.values(), recurrences.finish(), sequential);
    }

    /** The way to the coordinates of each latent site; of a site with several statements, the first one shows it. */
    private void chart() {
        for (LatentSite site : model.latents()) {
            if (!site.labels().isEmpty()) {
                throw refusal.at(guide, "PEN-2943", "Elements of '" + site.name() + "' are missing in the data, and a "
                        + "guide block does not draw them.", "Write 'missing = drop' after the data, or use an "
                                + "automatic guide.");
            }
            charts.computeIfAbsent(site.name(),
                    name -> new SiteChart(site, modelScope.find(name).orElseThrow()));
        }
    }

    /** Values that the model stores have their names for themselves. */
    private void requireOwnNames() {
        guide.eAllContents().forEachRemaining(element -> {
            if (element instanceof Assign assign && recurrences.isStored(assign.getName())) {
                throw refusal.at(assign, "PEN-2904", "'" + assign.getName() + "' is a value of the model.",
                        "Give it another name in the guide.");
            }
        });
    }

    private void lower(Statement statement, Scope scope) {
        switch (statement) {
            case ParamDeclaration param -> parameters.declare(param, scope);
            case Sample sample -> sample(sample, scope);
            case JointSample joint -> joint(joint, scope);
            case Assign assign -> assign(assign, scope);
            case org.penumbra.model.Loop loop -> loop(loop, scope);
            default -> throw refusal.notCompiled(statement, "This kind of statement in a guide");
        }
    }

    private void loop(org.penumbra.model.Loop loop, Scope scope) {
        Scope inner = loops.inside(loop, scope);
        if (scope.loops().isEmpty() && loop instanceof org.penumbra.model.For) {
            sequential.add(inner.loops().getFirst());
        }
        loop.getStatements().forEach(statement -> lower(statement, inner));
    }

    private void assign(Assign assign, Scope scope) {
        if (recurrences.isStored(assign.getName())) {
            recurrences.lower(assign, scope);
            return;
        }
        Value value = expressions.lower(assign.getValue(), scope).remembered();
        List<Loop> plates = assign.getIndices().isEmpty() ? List.of()
                : PlateShape.of(assign, assign.getName(), assign.getIndices(), scope, refusal);
        ModelLowering.define(assign.getName(), !assign.getIndices().isEmpty(), value, plates, scope);
    }

    private void sample(Sample sample, Scope scope) {
        SiteChart chart = charts.get(sample.getName());
        if (chart == null) {
            scope.outermost().define(sample.getName(), fixed(sample, sample.getName()));
            return;
        }
        requireInvertible(sample, chart);
        Resolved distribution = distribution(sample, sample.getDistribution(), sample.getName(), scope);
        requireWhole(sample, distribution);
        List<Expr> outer = subscripts(sample, chart, scope);
        List<Integer> own = chart.whole().shape().subList(outer.size(), chart.whole().rank());
        requireShape(sample, distribution, own, scope);
        GuideDraws.Statement statement = new GuideDraws.Statement(sample, sample.getName(), distribution,
                scope.loops());
        if (distribution.signature().isMultivariate()) {
            draws.block(statement, chart, outer, own);
        } else {
            requireNoStructure(sample, chart, distribution);
            draws.numbers(statement, chart, outer, own);
        }
        define(sample, chart, outer, scope);
    }

    /** A site that the run sets: its value stands for it. */
    private Value fixed(EObject where, String name) {
        boolean sampled = guide.getModel().getStatements().stream().anyMatch(statement -> draws(statement, name));
        boolean observed = guide.getModel().getStatements().stream().anyMatch(statement ->
                statement instanceof DataDeclaration data && data.getName().equals(name));
        return modelScope.find(name).filter(value -> sampled && !observed).orElseThrow(
                () -> refusal.at(where, "PEN-2943", "'" + name + "' is no latent site of the model '"
                        + guide.getModel().getName() + "'."));
    }

    private static boolean draws(Statement statement, String name) {
        return statement instanceof Sample sample && name.equals(sample.getName())
                || statement instanceof org.penumbra.model.Loop loop
                && loop.getStatements().stream().anyMatch(inner -> draws(inner, name));
    }

    private Resolved distribution(EObject where, Expression written, String name, Scope scope) {
        Resolved distribution = distributions.ofSite(written, scope);
        if (distribution.signature().discrete() || distribution.signature().isPoint()) {
            throw draws.notDifferentiable(new GuideDraws.Statement(where, name, distribution, List.of()));
        }
        return distribution;
    }

    private List<Expr> subscripts(Sample sample, SiteChart chart, Scope scope) {
        if (sample.getIndices().isEmpty()) {
            return Frame.indices(scope.loops());
        }
        List<Expr> subscripts = new ArrayList<>();
        for (int axis = 0; axis < sample.getIndices().size(); axis++) {
            Expression index = sample.getIndices().get(axis);
            Expr subscript = expressions.scalar(index, scope);
            expressions.subscripts().check(index, subscript, chart.whole().shape().get(axis), scope.loops(),
                    "'" + sample.getName() + "'");
            subscripts.add(subscript);
        }
        return subscripts;
    }

    private void requireShape(Sample sample, Resolved distribution, List<Integer> own, Scope scope) {
        List<Integer> found = distribution.signature().isMultivariate() ? own
                : sites.ownShape(sample, distribution, scope);
        if (!found.equals(own)) {
            throw refusal.shapes(sample, "The guide draws '" + sample.getName() + "' with another shape than the model",
                    new Value(own, at -> null), new Value(found, at -> null));
        }
    }

    /** A type that cuts a distribution does not scale it to 1, which a guide has to be. */
    private void requireWhole(Sample sample, Resolved distribution) {
        Type type = sample.getType();
        boolean plain = type == null || type.getName().equals("real") && type.getArguments().isEmpty()
                || type.getName().equals(distribution.signature().support().toString())
                || distribution.signature().structure().filter(kind -> kind.toString().equals(type.getName()))
                        .isPresent();
        if (!plain) {
            throw refusal.at(type, "PEN-2942", "The density of a guide has mass 1, and the type " + type.getName()
                    + " of '" + sample.getName() + "' cuts " + distribution.name() + ".",
                    "Write Truncated(...) or Transformed(...) instead.");
        }
    }

    private void requireNoStructure(Sample sample, SiteChart chart, Resolved distribution) {
        if (chart.structure().isPresent()) {
            throw refusal.at(sample, "PEN-2942", "'" + sample.getName() + "' is " + chart.site().support()
                    + " in the model, and " + distribution.name() + " draws independent numbers.",
                    "Use a distribution of such values.");
        }
    }

    private void requireInvertible(EObject where, SiteChart chart) {
        if (!chart.isInvertible()) {
            throw refusal.at(where, "PEN-2943", "'" + chart.site().name() + "' has @noncentered in the model in a way "
                    + "that a guide block cannot undo yet.", "Remove @noncentered: the guide draws the site itself.");
        }
    }

    /** As the model does: the whole site from now on, in a plate without subscripts this iteration's element. */
    private static void define(Sample sample, SiteChart chart, List<Expr> outer, Scope scope) {
        scope.outermost().define(sample.getName(), chart.whole());
        if (sample.getIndices().isEmpty() && !outer.isEmpty()) {
            scope.define(sample.getName(), new Value(chart.whole().shape().subList(outer.size(),
                    chart.whole().rank()), within -> {
                        List<Expr> all = new ArrayList<>(outer);
                        all.addAll(within);
                        return chart.whole().at(all);
                    }));
        }
    }

    private void joint(JointSample joint, Scope scope) {
        List<String> names = joint.getSites().stream().map(Variable::getName).toList();
        List<SiteChart> together = names.stream().map(name -> jointly(joint, name)).toList();
        String all = String.join(", ", names);
        Resolved distribution = distribution(joint, joint.getDistribution(), all, scope);
        GuideDraws.Statement statement = new GuideDraws.Statement(joint, all, distribution, scope.loops());
        if (distribution.signature().isMultivariate()) {
            draws.joint(statement, together);
        } else {
            draws.side(statement, together);
        }
        together.forEach(chart -> scope.outermost().define(chart.site().name(), chart.whole()));
    }

    private SiteChart jointly(JointSample joint, String name) {
        SiteChart chart = charts.get(name);
        if (chart == null) {
            throw refusal.at(joint, "PEN-2943", "'" + name + "' is set by the run or no latent site, and cannot be drawn "
                    + "jointly with others.");
        }
        requireInvertible(joint, chart);
        if (!chart.whole().isScalar()) {
            throw refusal.shapes(joint, "Sites that are drawn jointly are one number each, as '" + name + "' is not",
                    Value.scalar(0), chart.whole());
        }
        return chart;
    }

    /** Each element of each site is drawn once. */
    private void requireAllDrawn() {
        Set<String> missing = new LinkedHashSet<>(charts.keySet());
        draws.drawn().forEach(one -> missing.remove(one.array().name()));
        if (!missing.isEmpty()) {
            throw refusal.at(guide, "PEN-2943", "The guide '" + guide.getName() + "' does not draw "
                    + missing.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + ".",
                    "Write a statement " + missing.iterator().next() + " ~ ... in the guide.");
        }
        List<Array> arrays = charts.values().stream().map(SiteChart::array).toList();
        Coverage coverage = new Coverage(binding.data(), "drawn",
                arrays.stream().map(Array::name).collect(Collectors.toSet()));
        for (Assignment one : draws.drawn()) {
            coverage.run(new Recurrence(List.of(new Assignment(one.loops(), one.array(), one.offset(), Expr.of(0)))))
                    .ifPresent(this::refuse);
        }
        coverage.missing(arrays).ifPresent(this::refuse);
    }

    private void refuse(Coverage.Fault fault) {
        throw refusal.at(guide, "PEN-2905", fault.message(), "A guide draws each element once.");
    }
}
