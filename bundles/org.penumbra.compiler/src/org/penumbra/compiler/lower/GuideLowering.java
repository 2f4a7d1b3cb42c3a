package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.GuideProgram;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.PlateLoop;
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
import org.penumbra.model.Variable;
import org.penumbra.network.LayerWeight;

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
    private final Map<String, LayerWeight> weights;
    private final Refusal refusal;
    private final GuideParameters parameters;
    private final GuideDraws draws;
    private final GuideRequirements requirements;
    private final Map<String, SiteChart> charts = new LinkedHashMap<>();
    private final Set<Loop> sequential = new LinkedHashSet<>();
    private final Plates plates;

    GuideLowering(GuideDeclaration guide, ModelProgram model, Scope modelScope, Binding binding,
            ExpressionLowering expressions, DistributionLowering distributions, SiteLowering sites,
            RecurrenceLowering recurrences, LoopLowering loops, Map<String, LayerWeight> weights, Refusal refusal) {
        this.guide = guide;
        this.weights = weights;
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
        this.plates = new Plates(refusal);
        this.requirements = new GuideRequirements(guide, binding, refusal);
    }

    GuideProgram lower() {
        chart();
        Scope scope = Scope.root();
        for (Statement statement : guide.getModel().getStatements()) {
            if (statement instanceof DataDeclaration data) {
                scope.define(data.getName(), modelScope.find(data.getName()).orElseThrow());
            }
        }
        requirements.ownNames(recurrences);
        expressions.networks().makeWeights(parameters::weight);
        recurrences.declare(guide, scope);
        new GuideWeights(weights, parameters, draws).draw(charts, guide);
        guide.getStatements().forEach(statement -> lower(statement, scope));
        requirements.allDrawn(charts, draws.drawn());
        List<PlateLoop> all = new ArrayList<>(model.plates());
        all.addAll(plates.all());
        GuideProgram program = new GuideAssembly(guide, binding, all, refusal)
                .assemble(parameters, draws, charts.values(), recurrences.finish(), sequential);
        requirements.noParametersOf(model, program);
        return program;
    }

    /** The way to the coordinates of each latent site; of a site with several statements, the first one shows it. */
    private void chart() {
        for (LatentSite site : model.latents()) {
            if (site.isParameter()) {
                continue; // a point stands beside the guide
            }
            if (!site.labels().isEmpty()) {
                throw refusal.at(guide, "PEN-2943", "Elements of '" + site.name() + "' are missing in the data, and a "
                        + "guide block does not draw them.", "Write 'missing = drop' after the data, or use an "
                                + "automatic guide.");
            }
            charts.computeIfAbsent(site.name(),
                    name -> new SiteChart(site, modelScope.find(name).orElseThrow()));
        }
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
        if (inner.loops().size() > scope.loops().size()) {
            plates.add(loop, inner.loops().getLast());
        }
        loop.getStatements().forEach(statement -> lower(statement, inner));
    }

    private void assign(Assign assign, Scope scope) {
        if (recurrences.isStored(assign.getName())) {
            recurrences.lower(assign, scope);
            return;
        }
        if (expressions.networks().define(assign, scope)) {
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
            scope.outermost().define(sample.getName(), requirements.fixed(sample, modelScope));
            return;
        }
        requirements.invertible(sample, chart);
        Resolved distribution = distribution(sample, sample.getDistribution(), sample.getName(), scope);
        requirements.whole(sample, distribution);
        List<Expr> outer = subscripts(sample, chart, scope);
        List<Integer> own = chart.whole().shape().subList(outer.size(), chart.whole().rank());
        if (!distribution.signature().isMultivariate()) {
            requirements.shape(sample, own, sites.ownShape(sample, distribution, scope));
        }
        GuideDraws.Statement statement = new GuideDraws.Statement(sample, sample.getName(), distribution,
                scope.loops());
        if (distribution.signature().isMultivariate()) {
            draws.block(statement, chart, outer, own);
        } else {
            requirements.noStructure(sample, chart, distribution);
            draws.numbers(statement, chart, outer, own);
        }
        define(sample, chart, outer, scope);
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
            throw refusal.at(joint, "PEN-2943", "'" + name + "' is set by the run or no latent site, and cannot be "
                    + "drawn jointly with others.");
        }
        requirements.invertible(joint, chart);
        if (!chart.whole().isScalar()) {
            throw refusal.shapes(joint, "Sites that are drawn jointly are one number each, as '" + name + "' is not",
                    Value.scalar(0), chart.whole());
        }
        return chart;
    }
}
