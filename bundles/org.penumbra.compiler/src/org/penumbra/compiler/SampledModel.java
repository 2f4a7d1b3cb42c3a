package org.penumbra.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.code.CompiledProgram;
import org.penumbra.compiler.code.Program;
import org.penumbra.compiler.discrete.FactorGraph;
import org.penumbra.compiler.discrete.JointFactors;
import org.penumbra.compiler.discrete.Neighbourhoods;
import org.penumbra.compiler.discrete.Workspace;
import org.penumbra.compiler.gradient.Effect;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.ir.ArrayReplacement;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.DiscreteSite;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.ir.ModelProgram;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.ir.ReportedValue;
import org.penumbra.compiler.ir.Summation;
import org.penumbra.compiler.ir.Term;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.optimize.Optimizer;
import org.penumbra.compiler.target.JointTarget;
import org.penumbra.compiler.target.Layout;
import org.penumbra.core.Workers;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.inference.Target;

/**
 * A model whose discrete sites are drawn with the others. Generated code reads them as data that change between runs,
 * as it reads the rows of a minibatch, so nothing is differentiated by them; they have coordinates behind the
 * continuous ones.
 */
final class SampledModel {

    private final Vectors vectors;
    private final ModelProgram joint;
    private final List<DiscreteSite> sites;
    private final Batch batch = new Batch(List.of());
    private final ArrayReplacement given;
    private final Layout layout;
    private final CompiledModel code;
    private final JointTarget.Shared shared;

    SampledModel(JointModel model, Vectors vectors) {
        this.vectors = vectors;
        this.joint = model.program();
        this.sites = joint.summation().sites();
        Map<Array, Array> arrays = new LinkedHashMap<>();
        sites.forEach(site -> arrays.put(site.array(),
                batch.given(site.name(), site.array().shape(), site.low())));
        this.given = new ArrayReplacement(arrays);
        ModelProgram program = program(arrays, model.loops());
        this.layout = Layout.of(program);
        this.code = CompiledModel.given(program, vectors, batch);
        this.shared = shared(JointFactors.of(joint, model.loops()), program);
    }

    /** Code of the density and of what is reported. */
    CompiledModel code() {
        return code;
    }

    Target target() {
        return new JointTarget(shared, Workers.SEQUENTIAL);
    }

    private ModelProgram program(Map<Array, Array> arrays, Workspace.Loops loops) {
        List<LatentSite> latents = new ArrayList<>();
        joint.latents().forEach(site -> latents.add(new LatentSite(site.name(), site.shape(), site.support(),
                site.loops(), site.free(), given.apply(site.value()), site.bijector(), site.signature(),
                site.parameters(), site.location(), site.labels(), site.block(),
                site.role())));
        sites.forEach(site -> latents.add(latent(site, arrays.get(site.array()), loops)));
        return new ModelProgram(latents, joint.recurrences().stream().map(given::apply).toList(),
                joint.reported().stream().map(one -> new ReportedValue(one.name(), one.shape(), one.loops(),
                        given.apply(one.value()))).toList(),
                joint.terms().stream().map(this::given).toList(), joint.data());
    }

    private Term given(Term term) {
        return new Term(term.site(), term.location(), term.loops(), given.apply(term.value()), List.of());
    }

    private LatentSite latent(DiscreteSite site, Array array, Workspace.Loops loops) {
        List<Loop> axes = site.array().shape().stream()
                .map(extent -> loops.loop(site.name(), Expr.of(1), Expr.of(extent))).toList();
        Expr offset = Expr.of(0);
        for (int axis = 0; axis < axes.size(); axis++) {
            offset = offset.times(array.shape().get(axis)).plus(axes.get(axis).index().minus(1));
        }
        Element element = new Element(array, offset);
        Signature signature = joint.summation().draws().stream().map(one -> one.draw())
                .filter(draw -> draw.site().equals(site.name())).findFirst().orElseThrow().signature();
        return new LatentSite(site.name(), array.shape(), signature.support().toString(), axes, element, element,
                Bijector.IDENTITY, signature, List.of(), site.location());
    }

    private JointTarget.Shared shared(JointFactors factors, ModelProgram program) {
        int continuous = layout.dimension() - sites.stream().mapToInt(site -> site.array().size()).sum();
        FactorGraph graph = new FactorGraph(factors.tables());
        Neighbourhoods.Plan plan = new Neighbourhoods.Plan(graph, continuous);
        CompiledProgram tables = compiled(null, factors.tables(), new ArrayList<>(graph.outputs()));
        List<JointTarget.DirectCode> direct = factors.direct().stream()
                .map(term -> new JointTarget.DirectCode(compiled(given(term), program, List.of()), mentions(term)))
                .toList();
        return new JointTarget.Shared(slow(), slowLayout(continuous), layout, batch, code.programs(), plan, tables,
                direct);
    }

    /** The program in which sites are drawn one after the other, discrete ones among the others. */
    private ModelProgram slow() {
        return new ModelProgram(joint.summation().drawn(joint.latents()), joint.recurrences(), joint.reported(),
                joint.terms(), joint.data(), Summation.NONE);
    }

    private Layout slowLayout(int continuous) {
        Map<Array, Integer> base = new LinkedHashMap<>();
        joint.latents().forEach(site -> base.put(site.array(), layout.freeBase().get(site.array())));
        int next = continuous;
        for (DiscreteSite site : sites) {
            base.put(site.array(), next);
            next += site.array().size();
        }
        return new Layout(layout.sites(), base, layout.dimension(), layout.valueCount());
    }

    private CompiledProgram compiled(Term term, ModelProgram program, List<Effect> outputs) {
        Map<Array, double[]> data = new HashMap<>(program.data());
        Optimizer optimizer = new Optimizer(data);
        Expr result = term == null ? null : optimizer.optimize(term.total());
        Stage last = CompiledModel.optimized(new Stage(result == null ? List.of() : List.of(result), outputs),
                optimizer);
        List<Recurrence> recurrences = Recurrences.optimized(program.recurrences(), optimizer);
        List<Stage> all = new ArrayList<>(Recurrences.stagesFor(List.of(last), recurrences, optimizer.facts()));
        all.add(last);
        return new Program(result, all, data, layout.freeBase(), optimizer.facts(), batch).compile(vectors);
    }

    /** Which elements a term may read: all of the sites that occur in it, or in what it reads that is stored. */
    private boolean[] mentions(Term term) {
        Set<Array> reached = new Reached(joint).from(term.value());
        boolean[] mentions = new boolean[sites.stream().mapToInt(site -> site.array().size()).sum()];
        int next = 0;
        for (DiscreteSite site : sites) {
            for (int within = 0; within < site.array().size(); within++) {
                mentions[next++] = reached.contains(site.array());
            }
        }
        return mentions;
    }
}
