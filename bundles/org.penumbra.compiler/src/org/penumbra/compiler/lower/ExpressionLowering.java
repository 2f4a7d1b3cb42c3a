package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Apply;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Evaluator;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Loop;
import org.penumbra.expression.Op;
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
import org.penumbra.model.Transpose;
import org.penumbra.model.Unary;
import org.penumbra.model.VariableRef;
import org.penumbra.network.LayerCatalog;

/** Turns expressions of the text into shaped values over arrays and indices. */
final class ExpressionLowering {

    private final Binding binding;
    private final Refusal refusal;
    private final Types types;
    private final IndexLowering indexing;
    private final CallLowering calls;
    private final Calls arrayCalls;
    private final NetworkLowering networks;

    ExpressionLowering(Binding binding, Calls arrayCalls, LayerCatalog layers, Refusal refusal) {
        this.binding = binding;
        this.arrayCalls = arrayCalls;
        this.refusal = refusal;
        this.types = new Types(this, refusal);
        this.indexing = new IndexLowering(this, new Subscripts(binding, refusal), refusal);
        this.networks = new NetworkLowering(this, layers, refusal);
        this.calls = new CallLowering(this, new Reductions(binding), refusal);
    }

    /** Networks that the file declares. */
    NetworkLowering networks() {
        return networks;
    }

    /** Calls of array functions. */
    Calls arrayCalls() {
        return arrayCalls;
    }

    Types types() {
        return types;
    }

    Subscripts subscripts() {
        return indexing.subscripts();
    }

    Value lower(Expression expression, Scope scope) {
        return switch (expression) {
            case NumberLiteral number -> Value.scalar(number.getValue());
            case BooleanLiteral truth -> Value.scalar(truth.isValue() ? 1 : 0);
            case VariableRef ref -> reference(ref, scope);
            case IndexAccess access -> indexing.lower(access, scope);
            case Call call -> calls.lower(call, scope);
            case Invoke invoke -> networks.layer(invoke, scope);
            case Member member -> networks.member(member, scope);
            case Unary unary -> unary(unary, scope);
            case Binary binary -> binary(binary, scope);
            case Transpose transpose -> transpose(transpose, scope);
            case Conditional conditional -> conditional(conditional, scope);
            case ListLiteral list -> list(list, scope);
            default -> throw refusal.notCompiled(expression, "This kind of expression");
        };
    }

    private Value reference(VariableRef ref, Scope scope) {
        String name = ref.getVariable() == null ? ref.getName() : ref.getVariable().getName();
        return scope.find(name).orElseThrow(() -> refusal.at(ref, "PEN-2104",
                "'" + name + "' has no value here: expected a name that is defined before and visible at this place.",
                "A value that refers to itself at another index (a recurrence) cannot be compiled yet."));
    }

    private Value unary(Unary unary, Scope scope) {
        Op op = unary.getOperator().equals("-") ? Op.NEG : Op.NOT;
        return elementwise(lower(unary.getOperand(), scope), x -> Apply.of(op, x));
    }

    private Value binary(Binary binary, Scope scope) {
        Value left = lower(binary.getLeft(), scope);
        Value right = lower(binary.getRight(), scope);
        return switch (binary.getOperator()) {
            case "@" -> calls.matrixProduct(binary, left, right);
            case ">" -> elementwise(binary, right, left, (a, b) -> Apply.of(Op.LT, a, b));
            case ">=" -> elementwise(binary, right, left, (a, b) -> Apply.of(Op.LE, a, b));
            default -> {
                Op op = Op.bySymbol(binary.getOperator()).orElseThrow(
                        () -> refusal.notCompiled(binary, "The operator '" + binary.getOperator() + "'"));
                yield elementwise(binary, left, right, (a, b) -> Apply.of(op, a, b));
            }
        };
    }

    static Value elementwise(Value value, UnaryOperator<Expr> function) {
        return new Value(value.shape(), at -> function.apply(value.at(at)));
    }

    Value elementwise(EObject where, Value left, Value right, BinaryOperator<Expr> function) {
        List<Integer> shape = Shapes.broadcast(left.shape(), right.shape()).orElseThrow(() -> refusal.at(where,
                "PEN-2101", "The two sides do not fit together: " + Shapes.describe(left.shape()) + " and "
                        + Shapes.describe(right.shape()) + ".",
                "Shapes must agree, or one side must have extent 1 along an axis."));
        return new Value(shape,
                at -> function.apply(Shapes.stretched(left, at), Shapes.stretched(right, at)));
    }

    private Value transpose(Transpose transpose, Scope scope) {
        Value matrix = lower(transpose.getOperand(), scope);
        if (matrix.rank() != 2) {
            throw refusal.at(transpose, "PEN-2101",
                    "Only a matrix can be transposed, found " + Shapes.describe(matrix.shape()) + ".");
        }
        return new Value(matrix.shape().reversed(), at -> matrix.at(at.reversed()));
    }

    private Value conditional(Conditional conditional, Scope scope) {
        return choice(conditional, lower(conditional.getCondition(), scope), lower(conditional.getThen(), scope),
                lower(conditional.getOtherwise(), scope));
    }

    /** Elementwise one or the other. */
    Value choice(EObject where, Value condition, Value then, Value otherwise) {
        Value branches = elementwise(where, then, otherwise, Expr::plus);
        List<Integer> shape = elementwise(where, condition, branches, Expr::plus).shape();
        return new Value(shape, at -> Expr.select(Shapes.stretched(condition, at), Shapes.stretched(then, at),
                Shapes.stretched(otherwise, at)));
    }

    private Value list(ListLiteral list, Scope scope) {
        List<Value> elements = list.getElements().stream().map(element -> lower(element, scope)).toList();
        if (elements.isEmpty()) {
            return new Value(List.of(0), at -> Expr.of(Double.NaN));
        }
        List<Integer> inner = elements.getFirst().shape();
        for (int i = 1; i < elements.size(); i++) {
            if (!elements.get(i).shape().equals(inner)) {
                throw refusal.shapes(list.getElements().get(i), "Elements of a list must have one shape",
                        elements.getFirst(), elements.get(i));
            }
        }
        List<Integer> shape = new ArrayList<>(List.of(elements.size()));
        shape.addAll(inner);
        return new Value(shape, at -> pick(elements, at.getFirst(), at.subList(1, at.size())));
    }

    private static Expr pick(List<Value> elements, Expr position, List<Expr> inner) {
        if (position instanceof Constant constant) {
            return elements.get((int) constant.value() - 1).at(inner);
        }
        Expr chosen = elements.getLast().at(inner);
        for (int i = elements.size() - 2; i >= 0; i--) {
            chosen = Expr.select(position.equalTo(Expr.of(i + 1)), elements.get(i).at(inner), chosen);
        }
        return chosen;
    }

    /** Number of parts of the proportions that an array has; 0 when it has none. */
    int simplexSize(Array array) {
        return binding.simplexSize(array);
    }

    /** Whether latent sites stand for themselves. */
    boolean hasOwnCoordinates() {
        return binding.hasOwnCoordinates();
    }

    /** A fresh loop over one axis. */
    Loop axis(int extent) {
        return binding.axis(extent);
    }

    /** The value of a scalar expression. */
    Expr scalar(Expression expression, Scope scope) {
        Value value = lower(expression, scope);
        if (!value.isScalar()) {
            throw refusal.at(expression, "PEN-2101",
                    "Expected a scalar here, found " + Shapes.describe(value.shape()) + ".");
        }
        return value.expression();
    }

    /** A number that must be known at binding. */
    double number(Expression expression, Scope scope) {
        return number(expression, scalar(expression, scope));
    }

    private double number(EObject where, Expr value) {
        if (new Facts().isLatent(value)) {
            throw refusal.at(where, "PEN-2106", "Expected a number that is known from the data.",
                    "Sizes, ranges and bounds of types cannot depend on latent sites.");
        }
        return new Evaluator(binding.data()::get).evaluate(value);
    }

    /** A size: a whole number that is known at binding. */
    int size(Expression expression, Scope scope) {
        return size(expression, Value.scalar(scalar(expression, scope)));
    }

    /** The same of a value. */
    int size(EObject where, Value extent) {
        double value = extent.isScalar() ? number(where, extent.expression()) : Double.NaN;
        if (value != Math.rint(value) || value < 0) {
            throw refusal.at(where, "PEN-2103", "Expected a whole number of elements, found " + value + ".");
        }
        return (int) value;
    }
}
