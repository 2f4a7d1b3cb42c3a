package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.penumbra.distribution.Signature;
import org.penumbra.distribution.Support;
import org.penumbra.lang.link.Scope;
import org.penumbra.model.Assign;
import org.penumbra.model.Call;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Expression;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.JointSample;
import org.penumbra.model.Loop;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.Sample;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** Types of variables: as declared, or as they follow from distribution, value and the loops around. */
public final class VariableTypes {

    private final Typing typing;
    private final Distributions distributions;
    private final Draws draws;
    private final Map<Variable, ValueType> known = new IdentityHashMap<>();
    private final SequencedSet<Variable> inProgress = new LinkedHashSet<>();
    /** Shapes of the elements of values that are assigned element by element, by the first statement. */
    private final Map<Variable, Shape> firstElements = new IdentityHashMap<>();

    VariableTypes(Typing typing, Distributions distributions, Draws draws) {
        this.typing = typing;
        this.distributions = distributions;
        this.draws = draws;
    }

    /** The type of a use: a site or value of a plate has one element there and is an array outside. */
    ValueType at(VariableRef use) {
        Variable variable = use.getVariable();
        if (variable == null) {
            return ValueType.UNKNOWN;
        }
        ValueType type = of(variable);
        boolean perIteration = (variable instanceof Sample || variable instanceof Assign
                || variable instanceof ParamDeclaration) && !Scope.isIndexed(variable);
        return perIteration ? type.withShape(type.shape().inside(Extents.loopsBetween(variable, use))) : type;
    }

    /** The type of a variable within its own block. */
    public ValueType of(Variable variable) {
        ValueType type = known.get(variable);
        if (type != null) {
            return type;
        }
        if (!inProgress.add(variable)) {
            return recurrence(variable);
        }
        type = infer(variable);
        inProgress.remove(variable);
        known.put(variable, type);
        return type;
    }

    private ValueType infer(Variable variable) {
        return switch (variable) {
            case DataDeclaration data -> DeclaredTypes.of(data.getType(), typing::of);
            case ParamDeclaration parameter -> DeclaredTypes.of(parameter.getType(), typing::of);
            case Parameter parameter when parameter.getType() != null ->
                    DeclaredTypes.of(parameter.getType(), typing::of);
            case IndexVariable index when index.eContainer() instanceof Loop loop -> indexOf(loop);
            case Sample sample -> site(sample);
            case Assign value -> value(value);
            default -> ValueType.UNKNOWN;
        };
    }

    private ValueType indexOf(Loop loop) {
        Range range = new Range(typing.of(loop.getFrom()).range().low(), typing.of(loop.getTo()).range().high());
        return ValueType.scalar(ElementType.INT, range);
    }

    /**
     * A value that is used while its own type is inferred, as in s[t] = f(s[t - 1]): a real, its elements shaped as the
     * first assignment says where that is known by now.
     */
    private ValueType recurrence(Variable variable) {
        List<Expression> indices = indices(variable);
        boolean direct = key(inProgress.getLast()) == key(variable);
        Shape shape = indices.isEmpty() ? Shape.UNKNOWN
                : firstElements.getOrDefault(key(variable), direct ? Shape.SCALAR : Shape.UNKNOWN)
                        .inside(axes(variable));
        ElementType element = indices.isEmpty() ? ElementType.UNKNOWN : ElementType.REAL;
        return ValueType.of(element, shape, Range.ALL, variable);
    }

    private ValueType site(Sample sample) {
        ValueType own = element(sample);
        return own.withShape(own.shape().inside(axes(sample))).from(sample);
    }

    /** The type of what one execution of the sample statement draws. */
    public ValueType element(Sample sample) {
        Optional<Distributions.Resolved> resolved = sample.getDistribution() instanceof Call call
                ? distributions.resolve(call) : Optional.empty();
        if (sample.getType() != null) {
            ValueType declared = DeclaredTypes.of(sample.getType(), typing::of);
            Range drawn = resolved.map(this::support).orElse(Range.ALL);
            return declared.withRange(declared.range().intersect(drawn));
        }
        if (resolved.isEmpty()) {
            return ValueType.UNKNOWN;
        }
        ElementType element = resolved.get().signature().discrete() ? ElementType.INT : ElementType.REAL;
        Draws.Drawn drawn = drawn(resolved.get(), sample);
        if (!drawn.clash().isEmpty()) {
            typing.reportMismatch(drawn.clash().get(0), drawn.clash().get(1), sample);
        }
        return ValueType.of(element, drawn.whole(), support(resolved.get()), sample);
    }

    /** Shapes of a draw; what is wrong with them is told at the distribution that the statement calls. */
    public Draws.Drawn drawn(Distributions.Resolved call, Sample sample) {
        return draws.of(call, sample.getDistribution());
    }

    /** The same for sites that are drawn jointly. */
    public Draws.Drawn drawn(Distributions.Resolved call, JointSample joint) {
        return draws.of(call, joint.getDistribution());
    }

    /** Bounds of the variate; those that are parameters are as wide as the parameters can be. */
    public Range support(Distributions.Resolved call) {
        if (call.combination() != null) {
            return call.combination().image().of(call.parts().stream().map(this::support).toList(), typing::of);
        }
        Support support = call.signature().support();
        return new Range(bound(support.lower(), call, true), bound(support.upper(), call, false));
    }

    private double bound(Support.Bound bound, Distributions.Resolved call, boolean lower) {
        if (bound.isNone()) {
            return lower ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        if (bound.parameter() == null) {
            return bound.value();
        }
        Expression argument = call.arguments().get(bound.parameter());
        Signature signature = call.signature();
        if (signature.vectorIndex() >= 0 && signature.vectorIndex() == signature.indexOf(bound.parameter())) {
            return lower ? 0 : Double.POSITIVE_INFINITY;
        }
        Range range = argument != null ? typing.of(argument).range()
                : Range.of(signature.parameters().get(signature.indexOf(bound.parameter())).defaultValue());
        return lower ? range.low() : range.high();
    }

    private ValueType value(Assign assign) {
        if (assign.getType() != null) {
            ValueType declared = DeclaredTypes.of(assign.getType(), typing::of);
            return declared.withShape(declared.shape().inside(axes(assign))).from(assign);
        }
        List<Assign> parts = Scope.isIndexed(assign) ? parts(assign) : List.of(assign);
        if (Scope.isIndexed(assign)) {
            firstElements.put(key(assign), typing.of(parts.get(0).getValue()).shape());
        }
        ValueType own = parts.stream().map(part -> typing.of(part.getValue()))
                .reduce((a, b) -> a.withElement(a.element().join(b.element())).withRange(a.range().union(b.range())))
                .orElseThrow();
        return own.withShape(own.shape().inside(axes(assign))).from(assign);
    }

    /** The first statement that assigns elements of the same variable. */
    private static Variable key(Variable variable) {
        return variable instanceof Assign assign && Scope.isIndexed(assign) ? parts(assign).get(0) : variable;
    }

    private static List<Assign> parts(Assign assign) {
        return Scope.variables(Scope.topLevel(assign), assign.getName()).stream().filter(Assign.class::isInstance)
                .map(Assign.class::cast).filter(Scope::isIndexed).toList();
    }

    /** Extents of the axes that the subscripts of the statements for one variable run over. */
    private static List<Extent> axes(Variable variable) {
        List<Extent> axes = new ArrayList<>();
        for (Variable part : Scope.variables(Scope.topLevel(variable), variable.getName())) {
            List<Expression> indices = indices(part);
            for (int axis = 0; axis < indices.size() && axis < indices(variable).size(); axis++) {
                Extent last = Extents.bound(Extents.of(indices.get(axis)), indices.get(axis), true);
                if (axis == axes.size()) {
                    axes.add(last);
                } else {
                    axes.set(axis, larger(axes.get(axis), last));
                }
            }
        }
        return axes;
    }

    private static Extent larger(Extent a, Extent b) {
        if (a.difference(b).isPresent()) {
            return a.difference(b).getAsLong() >= 0 ? a : b;
        }
        return a.isConstant() ? b : b.isConstant() ? a : Extent.UNKNOWN;
    }

    private static List<Expression> indices(Variable variable) {
        return variable instanceof Sample sample ? sample.getIndices()
                : variable instanceof Assign assign ? assign.getIndices() : List.of();
    }
}
