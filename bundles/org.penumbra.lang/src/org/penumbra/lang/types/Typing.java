package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.text.Places;
import org.penumbra.model.Binary;
import org.penumbra.model.BooleanLiteral;
import org.penumbra.model.Call;
import org.penumbra.model.Conditional;
import org.penumbra.model.Expression;
import org.penumbra.model.IndexAccess;
import org.penumbra.model.Invoke;
import org.penumbra.model.ListLiteral;
import org.penumbra.model.Member;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.StringLiteral;
import org.penumbra.model.Transpose;
import org.penumbra.model.Type;
import org.penumbra.model.Unary;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;
import org.penumbra.network.LayerCatalog;

/**
 * Types, shapes and bounds of expressions. Every expression is typed once; what is wrong with it is reported then, and
 * its type is unknown from there on, so that one mistake is told once.
 */
public final class Typing {

    private final Report report;
    private final Map<Expression, ValueType> known = new IdentityHashMap<>();
    private final VariableTypes variables;
    private final Subscripts subscripts;
    private final Functions functions;
    private final Layers layers;
    private final Operators operators;

    /** Networks have no layers. */
    public Typing(Report report, Distributions distributions) {
        this(report, distributions, LayerCatalog.NONE);
    }

    public Typing(Report report, Distributions distributions, LayerCatalog layers) {
        this.report = report;
        this.layers = new Layers(this, layers, distributions, report);
        this.variables = new VariableTypes(this, distributions, new Draws(this, report));
        this.subscripts = new Subscripts(this, report);
        this.functions = new Functions(this, distributions, report);
        this.operators = new Operators(this, report);
    }

    public VariableTypes variables() {
        return variables;
    }

    public Networks networks() {
        return functions.networks();
    }

    Layers layers() {
        return layers;
    }

    public Subscripts subscripts() {
        return subscripts;
    }

    /** The type of an expression; {@link ValueType#UNKNOWN} where it follows from something that is wrong. */
    public ValueType of(Expression expression) {
        ValueType type = known.get(expression);
        if (type == null) {
            type = infer(expression);
            known.put(expression, type);
        }
        return type;
    }

    private ValueType infer(Expression expression) {
        return switch (expression) {
            case NumberLiteral number -> ValueType.scalar(number.isInteger() ? ElementType.INT : ElementType.REAL,
                    Range.of(number.getValue()));
            case BooleanLiteral truth -> ValueType.scalar(ElementType.BOOL, Range.of(truth.isValue() ? 1 : 0));
            case StringLiteral text -> ValueType.scalar(ElementType.TEXT, Range.ALL);
            case VariableRef use -> variables.at(use);
            case IndexAccess access -> subscripts.of(access);
            case Call call -> functions.of(call);
            case Invoke invoke -> layers.of(invoke);
            case Member member -> functions.networks().of(member);
            case Unary unary -> operators.unary(unary);
            case Binary binary -> operators.binary(binary);
            case Conditional choice -> conditional(choice);
            case ListLiteral list -> list(list);
            case Transpose transpose -> transposed(of(transpose.getOperand()));
            case null, default -> ValueType.UNKNOWN;
        };
    }

    private ValueType conditional(Conditional choice) {
        ValueType condition = of(choice.getCondition());
        if (condition.element() != ElementType.BOOL && condition.isKnown()) {
            report.add(LanguageProblem.ELEMENT_MISMATCH.problem("Expected a truth value after 'if', found "
                    + condition + ".").advise("Write a comparison, such as x > 0."), choice.getCondition());
        }
        ValueType then = of(choice.getThen());
        ValueType otherwise = of(choice.getOtherwise());
        ValueType values = broadcast(List.of(choice.getThen(), choice.getOtherwise()), choice);
        return broadcastWith(condition, values).withElement(then.element().join(otherwise.element()))
                .withRange(then.range().union(otherwise.range()));
    }

    private static ValueType broadcastWith(ValueType condition, ValueType values) {
        Shape shape = condition.shape().broadcast(values.shape());
        return values.withShape(shape == null ? Shape.UNKNOWN : shape);
    }

    private ValueType list(ListLiteral list) {
        if (list.getElements().isEmpty()) {
            return ValueType.of(ElementType.REAL, Shape.of(Extent.of(0)), Range.ALL, list);
        }
        ValueType element = broadcast(list.getElements(), list);
        Range range = list.getElements().stream().map(e -> of(e).range()).reduce(Range::union).orElseThrow();
        Shape shape = element.shape().inside(List.of(Extent.of(list.getElements().size())));
        return ValueType.of(element.element(), shape, range, list);
    }

    private static ValueType transposed(ValueType matrix) {
        if (!matrix.shape().isKnown() || matrix.shape().rank() != 2) {
            return matrix;
        }
        return matrix.withShape(Shape.of(matrix.shape().extents().get(1), matrix.shape().extents().get(0)));
    }

    /** Common element type and shape of several expressions; a mismatch is reported once, at {@code whole}. */
    ValueType broadcast(List<? extends Expression> parts, EObject whole) {
        ValueType common = of(parts.get(0));
        List<Expression> rest = new ArrayList<>(parts.subList(1, parts.size()));
        for (Expression part : rest) {
            ValueType next = of(part);
            Shape shape = common.shape().broadcast(next.shape());
            if (shape == null) {
                reportMismatch(common, next, whole);
                return ValueType.UNKNOWN;
            }
            EObject origin = shape.equals(common.shape()) && !common.shape().isScalar() ? common.origin()
                    : next.origin();
            common = ValueType.of(common.element().join(next.element()), shape, Range.ALL, origin);
        }
        return common;
    }

    void reportMismatch(ValueType first, ValueType second, EObject whole) {
        report.add(LanguageProblem.SHAPE_MISMATCH
                .problem("Expected shapes that agree, found " + describe(first) + " and " + describe(second) + ".")
                .advise(advice(first.shape(), second.shape())), whole);
    }

    /** {@code [n] (from 'africa', line 3)}. */
    public String describe(ValueType type) {
        EObject origin = type.origin();
        if (origin == null || type.shape().isScalar()) {
            return type.shape().toString();
        }
        EObject place = origin instanceof Type ? origin.eContainer() : origin;
        String name = place instanceof Variable variable ? variable.getName() : Places.text(place);
        return type.shape() + " (from '" + shorten(name) + "', " + report.line(place) + ")";
    }

    private static String shorten(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > 40 ? line.substring(0, 37) + "..." : line;
    }

    /** What usually is the cause of two shapes that differ. */
    static String advice(Shape first, Shape second) {
        boolean sameRank = first.isKnown() && second.isKnown() && first.rank() == second.rank();
        return sameRank ? "Sizes with different names count as different: if they are always equal, use one name."
                : "Axes are aligned from the last; pick an element or a row with a subscript such as x[i].";
    }
}
