package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.ir.Recurrence.Assignment;
import org.penumbra.compiler.ir.Term;
import org.penumbra.core.PenumbraException;
import org.penumbra.distribution.reparameterization.Reparameterization;
import org.penumbra.distribution.structure.StructuredBijector;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayExpr;
import org.penumbra.expression.Element;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;

/**
 * The draws of a guide, twice: as a density at given coordinates of the model's sites, and as coordinates that follow
 * from standard normal numbers.
 */
final class GuideDraws {

    private static final double LOG_SQRT_2_PI = 0.9189385332046727418;

    private final Binding binding;
    private final Densities densities;
    private final BlockChecks checks;
    private final EventShapes shapes;
    private final Calls calls;
    private final Refusal refusal;
    private final List<Term> terms = new ArrayList<>();
    private final List<Assignment> drawn = new ArrayList<>();
    private final Map<String, Array> noise = new LinkedHashMap<>();

    GuideDraws(Binding binding, ExpressionLowering expressions, Refusal refusal) {
        this.binding = binding;
        this.densities = new Densities(binding, refusal);
        this.checks = new BlockChecks(binding, refusal);
        this.shapes = new EventShapes(binding, refusal);
        this.calls = expressions.arrayCalls();
        this.refusal = refusal;
    }

    /**
     * One statement of a guide.
     *
     * @param where it stands
     * @param names of the sites, for terms and messages
     * @param distribution that they are drawn from
     * @param loops around the statement
     */
    record Statement(EObject where, String names, Resolved distribution, List<Loop> loops) {
    }

    List<Term> terms() {
        return terms;
    }

    /** Coordinates of the model's sites, in the order in which they are drawn. */
    List<Assignment> drawn() {
        return drawn;
    }

    List<Array> noise() {
        return List.copyOf(noise.values());
    }

    private static <T> List<T> join(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private Expr standard(String name, List<Integer> shape, List<Expr> at) {
        Array array = noise.computeIfAbsent(name, key -> new Array("z." + key, Array.Role.FREE, shape));
        return new Element(array, Shapes.offset(array.shape(), at));
    }

    /**
     * Independent numbers.
     *
     * @param outer subscripts of the statement
     * @param own axes of what it draws
     */
    void numbers(Statement statement, SiteChart chart, List<Expr> outer, List<Integer> own) {
        List<Loop> axes = own.stream().map(binding::axis).toList();
        List<Expr> inner = Frame.indices(axes);
        List<Expr> at = join(outer, inner);
        List<Loop> loops = join(statement.loops(), axes);
        List<Expr> parameters = statement.distribution().arguments().stream()
                .map(value -> Shapes.stretched(value, inner)).toList();
        number(statement, chart, at, parameters, loops,
                standards(statement, chart.site().name(), chart.whole().shape(), at));
    }

    /** Independent normals for the free coordinates of a site that is drawn element by element. */
    void coordinates(EObject where, SiteChart chart, Value loc, Value scale) {
        List<Loop> axes = chart.whole().shape().stream().map(binding::axis).toList();
        List<Expr> at = Frame.indices(axes);
        Element free = new Element(chart.array(), chart.offset(at, List.of()));
        Expr z = free.minus(loc.at(at)).over(scale.at(at));
        terms.add(new Term(chart.site().name(), refusal.locate(where), axes,
                z.square().times(-0.5).minus(scale.at(at).log()).minus(LOG_SQRT_2_PI), List.of()));
        drawn.add(new Assignment(axes, chart.array(), free.offset(), loc.at(at)
                .plus(scale.at(at).times(standard(chart.site().name(), chart.whole().shape(), at)))));
    }

    /** As many normal numbers as the draw of one number takes. */
    private List<Expr> standards(Statement statement, String name, List<Integer> shape, List<Expr> at) {
        List<Expr> standards = new ArrayList<>(List.of(standard(name, shape, at)));
        for (int k = 2; k <= Reparameterization.noise(statement.distribution().signature()); k++) {
            standards.add(standard(name + "#" + k, shape, at));
        }
        return standards;
    }

    /** One number, with its parameters and the standard normal numbers that it is made of. */
    private void number(Statement statement, SiteChart chart, List<Expr> at, List<Expr> parameters, List<Loop> loops,
            List<Expr> standard) {
        Resolved distribution = statement.distribution();
        Expr density = densities.guarded(statement.where(), distribution, chart.whole().at(at), parameters, loops)
                .plus(chart.logJacobian(at));
        term(statement, loops, density, densities.checks(distribution, parameters));
        List<ArrayExpr> arguments = parameters.stream().map(value -> calls.expression(Value.scalar(value))).toList();
        ArrayExpr draw = Reparameterization.draws(distribution.signature(),
                standard.stream().map(one -> calls.expression(Value.scalar(one))).toList(), arguments)
                .orElseThrow(() -> notDifferentiable(statement));
        assign(loops, chart, at, Calls.value(draw));
    }

    private void term(Statement statement, List<Loop> loops, Expr density, List<Term.Check> asked) {
        terms.add(new Term(statement.names(), refusal.locate(statement.where()), loops, density, asked));
    }

    PenumbraException notDifferentiable(Statement statement) {
        return refusal.at(statement.where(), "PEN-2941", "'" + statement.names() + "' is drawn from "
                + statement.distribution().name() + ", whose draws are no differentiable function of its parameters, "
                + "and a score-function objective is not available for it.",
                "Use a distribution with a distribution function, such as Transformed(Normal(m, s), ...).");
    }

    /** Stores the coordinates of elements that go together. */
    private void assign(List<Loop> loops, SiteChart chart, List<Expr> at, Value elements) {
        Value coordinates = chart.coordinates(at, elements, calls);
        List<Loop> axes = coordinates.shape().stream().map(binding::axis).toList();
        List<Expr> within = Frame.indices(axes);
        drawn.add(new Assignment(join(loops, axes), chart.array(), chart.offset(at, within), coordinates.at(within)));
    }

    /** A vector or matrix, and as many of them as its parameters or the site repeat. */
    void block(Statement statement, SiteChart chart, List<Expr> outer, List<Integer> own) {
        EventCall call = shapes.resolve(statement.where(), statement.distribution(), Optional.of(own));
        requireStructure(statement, chart, call);
        List<Loop> batch = call.batch().stream().map(binding::axis).toList();
        List<Loop> loops = join(statement.loops(), batch);
        List<Expr> at = join(outer, Frame.indices(batch));
        List<Value> parameters = call.parameters(Frame.indices(batch));
        Value x = new Value(call.event(), within -> chart.whole().at(join(at, within)));
        Expr change = chart.event().isEmpty() ? sum(call.event(), within -> chart.logJacobian(join(at, within)))
                : chart.logJacobian(at);
        density(statement, call, x, parameters, loops, change);
        Value z = new Value(call.event(),
                within -> standard(chart.site().name(), chart.whole().shape(), join(at, within)));
        assignBlock(loops, chart, at, draw(statement, call, z, parameters));
    }

    private void assignBlock(List<Loop> loops, SiteChart chart, List<Expr> at, Value draw) {
        if (!chart.event().isEmpty()) {
            assign(loops, chart, at, draw);
            return;
        }
        List<Loop> axes = draw.shape().stream().map(binding::axis).toList();
        List<Expr> within = Frame.indices(axes);
        assign(join(loops, axes), chart, join(at, within), Value.scalar(draw.at(within)));
    }

    private void density(Statement statement, EventCall call, Value x, List<Value> parameters, List<Loop> loops,
            Expr change) {
        List<Term.Check> asked = checks.checks(call, parameters);
        Expr density = call.logDensity(x, parameters, calls);
        term(statement, loops, checks.guarded(statement.where(), call, density, asked, loops).plus(change), asked);
    }

    private Value draw(Statement statement, EventCall call, Value z, List<Value> parameters) {
        List<ArrayExpr> arguments = parameters.stream().map(calls::expression).toList();
        return calls.storedIfSummed(Calls.value(call.signature().event().orElseThrow().distribution().get()
                .reparameterized(calls.expression(z), arguments).orElseThrow(() -> notDifferentiable(statement))));
    }

    private Expr sum(List<Integer> shape, Function<List<Expr>, Expr> element) {
        return calls.expression(new Value(shape, element)).sum();
    }

    private void requireStructure(Statement statement, SiteChart chart, EventCall call) {
        Optional<StructuredBijector> expected = chart.structure();
        Optional<StructuredBijector> found = call.signature().structure()
                .map(kind -> kind.bijector(call.event().getFirst()));
        if (!expected.equals(found)) {
            throw refusal.at(statement.where(), "PEN-2942", "'" + statement.names() + "' is "
                    + expected.map(StructuredBijector::name).orElse("a block of numbers") + " in the model, found "
                    + call.distribution().name() + ", which draws "
                    + found.map(StructuredBijector::name).orElse("a block of numbers") + ".");
        }
    }

    /** Sites that are one number each, as the elements of one vector. */
    void joint(Statement statement, List<SiteChart> charts) {
        List<Integer> shape = List.of(charts.size());
        EventCall call = shapes.resolve(statement.where(), statement.distribution(), Optional.of(shape));
        if (call.signature().structure().isPresent() || !call.batch().isEmpty()) {
            throw refusal.at(statement.where(), "PEN-2942", "Sites that are drawn jointly are the elements of one "
                    + "vector of numbers, found " + call.distribution().name() + ".");
        }
        List<Value> parameters = call.parameters(List.of());
        Expr change = Expr.of(0);
        for (SiteChart chart : charts) {
            change = change.plus(chart.logJacobian(List.of()));
        }
        List<Expr> elements = charts.stream().map(chart -> chart.whole().expression()).toList();
        density(statement, call, calls.gathered("joint#", elements), parameters, List.of(), change);
        Value draw = draw(statement, call, new Value(shape, at -> standard(statement.names(), shape, at)), parameters);
        for (int k = 0; k < charts.size(); k++) {
            assign(List.of(), charts.get(k), List.of(), Value.scalar(draw.at(List.of(Expr.of(k + 1)))));
        }
    }

    /** Sites that are one number each, as independent draws with parameters that have an element for each. */
    void side(Statement statement, List<SiteChart> charts) {
        List<Integer> shape = List.of(charts.size());
        for (Value argument : statement.distribution().arguments()) {
            if (Shapes.broadcast(shape, argument.shape()).filter(shape::equals).isEmpty()) {
                throw refusal.shapes(statement.where(), "A parameter of " + statement.distribution().name()
                        + " does not fit " + charts.size() + " sites", new Value(shape, at -> null), argument);
            }
        }
        for (int k = 0; k < charts.size(); k++) {
            List<Expr> at = List.of(Expr.of(k + 1));
            List<Expr> parameters = statement.distribution().arguments().stream()
                    .map(value -> Shapes.stretched(value, at)).toList();
            number(statement, charts.get(k), List.of(), parameters, List.of(),
                    standards(statement, statement.names(), shape, at));
        }
    }
}
