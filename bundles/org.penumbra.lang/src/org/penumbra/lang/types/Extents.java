package org.penumbra.lang.types;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.link.Scope;
import org.penumbra.model.Assign;
import org.penumbra.model.Binary;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Expression;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.NumberLiteral;
import org.penumbra.model.Parameter;
import org.penumbra.model.Type;
import org.penumbra.model.Unary;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** Integer expressions as sums of sizes, and what loops say about the bounds of their indices. */
public final class Extents {

    private Extents() {
    }

    /** The expression when it is linear in sizes and indices, else {@link Extent#UNKNOWN}. */
    public static Extent of(Expression expression) {
        return of(expression, new HashSet<>());
    }

    private static Extent of(Expression expression, Set<Variable> expanding) {
        return switch (expression) {
            case NumberLiteral number when number.isInteger() && Math.abs(number.getValue()) < 1L << 53 ->
                    Extent.of((long) number.getValue());
            case VariableRef use when use.getVariable() != null -> of(use.getVariable(), expanding);
            case Unary minus when minus.getOperator().equals("-") ->
                    Extent.of(0).minus(of(minus.getOperand(), expanding));
            case Binary binary -> binary(binary, expanding);
            case null, default -> Extent.UNKNOWN;
        };
    }

    private static Extent binary(Binary binary, Set<Variable> expanding) {
        Extent left = of(binary.getLeft(), expanding);
        Extent right = of(binary.getRight(), expanding);
        return switch (binary.getOperator()) {
            case "+" -> left.plus(right);
            case "-" -> left.minus(right);
            case "*" -> left.times(right);
            default -> Extent.UNKNOWN;
        };
    }

    private static Extent of(Variable variable, Set<Variable> expanding) {
        return switch (variable) {
            case IndexVariable index -> Extent.symbol(index.getName());
            case DataDeclaration data when isSize(data.getType()) -> Extent.symbol(data.getName());
            case Parameter parameter when parameter.getType() != null && isSize(parameter.getType()) ->
                    Extent.symbol(parameter.getName());
            case Assign value when value.eContainer() instanceof Model && !Scope.isIndexed(value)
                    && expanding.add(value) -> of(value.getValue(), expanding);
            default -> Extent.UNKNOWN;
        };
    }

    private static boolean isSize(Type type) {
        return type.getName().equals("int") && type.getDimensions().isEmpty();
    }

    /** The number of iterations. */
    public static Extent length(Loop loop) {
        return of(loop.getTo()).minus(of(loop.getFrom())).plus(Extent.of(1));
    }

    /** The largest (or smallest) value at a place, with the indices of the loops around it at their ends. */
    public static Extent bound(Extent extent, EObject place, boolean largest) {
        Extent current = extent;
        for (EObject at = place; at != null; at = at.eContainer()) {
            if (at instanceof Loop loop && current.mentions(loop.getIndex().getName())) {
                String index = loop.getIndex().getName();
                boolean last = current.terms().get(index) > 0 == largest;
                current = current.replace(index, of(last ? loop.getTo() : loop.getFrom()));
            }
        }
        return current;
    }

    /** Lengths of the loops around {@code declaration} that are not around {@code place}, outermost first. */
    public static List<Extent> loopsBetween(EObject declaration, EObject place) {
        List<Extent> lengths = new ArrayList<>();
        for (EObject at = declaration.eContainer(); at != null; at = at.eContainer()) {
            if (at instanceof Loop loop && !org.eclipse.emf.ecore.util.EcoreUtil.isAncestor(loop, place)) {
                lengths.add(0, length(loop));
            }
        }
        return lengths;
    }
}
