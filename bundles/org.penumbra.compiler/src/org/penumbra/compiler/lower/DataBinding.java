package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.Interventions;
import org.penumbra.core.Nearest;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.distribution.Structure;
import org.penumbra.distribution.Support;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Expression;
import org.penumbra.model.Model;
import org.penumbra.model.Type;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** Gives every declared datum its numbers: infers sizes that were not given, and checks shapes and declared types. */
final class DataBinding {

    private final Map<String, BoundArray> given;
    private final Set<String> drawn;
    private final Binding binding;
    private final Scope scope;
    private final ExpressionLowering expressions;
    private final Refusal refusal;
    private Set<String> observed = Set.of();

    /** @param drawn names of data that are to be drawn: what is given for them tells of their shapes only */
    DataBinding(Map<String, BoundArray> given, Set<String> drawn, Binding binding, Scope scope,
            ExpressionLowering expressions, Refusal refusal) {
        this.given = given;
        this.drawn = drawn;
        this.binding = binding;
        this.scope = scope;
        this.expressions = expressions;
        this.refusal = refusal;
    }

    void bind(Model model) {
        observed = Interventions.observedData(model);
        List<DataDeclaration> declarations = model.getStatements().stream()
                .filter(DataDeclaration.class::isInstance).map(DataDeclaration.class::cast).toList();
        declarations.stream().filter(declaration -> declaration.getType().getDimensions().isEmpty())
                .filter(declaration -> given.containsKey(declaration.getName())).forEach(this::bindGiven);
        for (DataDeclaration declaration : declarations) {
            if (given.containsKey(declaration.getName()) && !binding.isData(declaration.getName())) {
                bindGiven(declaration);
            }
        }
        for (DataDeclaration declaration : declarations) {
            if (!binding.isData(declaration.getName()) && !drawn.contains(declaration.getName())) {
                throw missing(declaration);
            }
        }
        declarations.stream().filter(declaration -> !binding.isData(declaration.getName()))
                .forEach(declaration -> draw(declaration, expressions.types().shape(declaration.getType(), scope)));
        declarations.forEach(declaration -> checkType(declaration, declaration.getType()));
    }

    private PenumbraException missing(DataDeclaration declaration) {
        String name = declaration.getName();
        return PenumbraException.badInput(Problem
                .error("PEN-2201", "No data for '" + name + "': expected " + declaration.getType().getName()
                        + (declaration.getType().getDimensions().isEmpty() ? "" : " values") + ", found nothing.")
                .at(refusal.locate(declaration)).about(name).offering(Nearest.to(name, given.keySet()))
                .advise("Bind it in the infer block, or name a column or key so."));
    }

    private void bindGiven(DataDeclaration declaration) {
        BoundArray bound = given.get(declaration.getName());
        List<Expression> dimensions = Types.axes(declaration.getType());
        if (dimensions.size() != bound.shape().size()) {
            throw refusal.at(declaration, "PEN-2101", "'" + declaration.getName() + "' is declared with "
                    + dimensions.size() + " axes, but its data have " + Shapes.describe(bound.shape()) + " ("
                    + bound.place().apply(0) + ").");
        }
        for (int axis = 0; axis < dimensions.size(); axis++) {
            matchExtent(declaration, dimensions.get(axis), bound.shape().get(axis), bound);
        }
        if (drawn.contains(declaration.getName())) {
            draw(declaration, bound.shape());
        } else if (hasMissing(bound) && observed.contains(declaration.getName())) {
            scope.define(declaration.getName(),
                    binding.addIncomplete(declaration.getName(), bound, isRead(declaration)));
        } else {
            scope.define(declaration.getName(), binding.add(declaration.getName(), bound));
        }
    }

    private static boolean hasMissing(BoundArray bound) {
        for (double value : bound.values()) {
            if (Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the model uses the data in expressions; names on the left of '~' are no uses. */
    private static boolean isRead(DataDeclaration declaration) {
        for (TreeIterator<EObject> all = declaration.eContainer().eAllContents(); all.hasNext();) {
            if (all.next() instanceof VariableRef ref && declaration.getName().equals(ref.getName())) {
                return true;
            }
        }
        return false;
    }

    /** Until it is drawn, a datum is some number of its type. */
    private void draw(DataDeclaration declaration, List<Integer> shape) {
        Support type = expressions.types().supportOf(declaration.getType(), scope);
        double[] values = new double[shape.stream().reduce(1, Math::multiplyExact)];
        double lower = type.lower().isNone() ? type.upper().value() : type.lower().value();
        Arrays.fill(values, type.kind() == Support.Kind.POSITIVE ? 1 : Double.isNaN(lower) ? 0 : lower);
        String name = declaration.getName();
        scope.define(name, binding.addDrawn(name, type, new BoundArray(shape, values, k -> "a simulation")));
    }

    /** An extent that is the name of an unbound size gives it its value; any other must agree. */
    private void matchExtent(DataDeclaration declaration, Expression dimension, int extent, BoundArray bound) {
        if (dimension instanceof VariableRef ref && !binding.isData(ref.getVariable().getName())
                && ref.getVariable() instanceof DataDeclaration size && !given.containsKey(size.getName())) {
            String origin = "the length of " + declaration.getName();
            scope.define(size.getName(),
                    binding.add(size.getName(), new BoundArray(List.of(), new double[] {extent}, k -> origin)));
            return;
        }
        int declared = expressions.size(dimension, scope);
        if (declared != extent) {
            throw refusal.at(dimension, "PEN-2101", "'" + declaration.getName() + "' has " + extent
                    + " elements along this axis (" + bound.place().apply(0) + "), expected " + declared
                    + describeOrigin(dimension) + ".");
        }
    }

    private String describeOrigin(EObject dimension) {
        if (dimension instanceof VariableRef ref && binding.isData(ref.getVariable().getName())) {
            String name = ref.getVariable().getName();
            return ", which is '" + name + "' from " + binding.source(name).place().apply(0);
        }
        return "";
    }

    /** Refuses numbers that are not of the declared type. */
    void checkType(Variable declaration, Type type) {
        checkElements(declaration, type);
        BoundArray bound = binding.source(declaration.getName());
        Structure structure = Structure.named(type.getName()).orElse(null);
        if (structure == null || drawn.contains(declaration.getName())) {
            return;
        }
        int order = bound.shape().getLast();
        int size = structure.size(order);
        for (int start = 0; start + size <= bound.values().length; start += size) {
            String place = bound.place().apply(start);
            structure.fault(Arrays.copyOfRange(bound.values(), start, start + size), order).ifPresent(fault -> {
                throw PenumbraException.badInput(Problem.error("PEN-2202", "'" + declaration.getName()
                        + "' is declared " + structure + ", but from " + place + " on it is none: " + fault + ".")
                        .at(refusal.locate(declaration)).about(declaration.getName())
                        .advise("Correct the data, or declare a wider type."));
            });
        }
    }

    private void checkElements(Variable declaration, Type type) {
        Support support = expressions.types().supportOf(type, scope);
        BoundArray bound = binding.source(declaration.getName());
        List<String> bad = new ArrayList<>();
        int count = 0;
        for (int k = 0; k < bound.values().length; k++) {
            boolean imputed = Double.isNaN(bound.values()[k]) && binding.isIncomplete(declaration.getName());
            if (!imputed && !support.contains(bound.values()[k])) {
                count++;
                if (bad.size() < 3) {
                    bad.add(bound.values()[k] + " at " + bound.place().apply(k));
                }
            }
        }
        if (count > 0) {
            throw PenumbraException.badInput(Problem
                    .error("PEN-2202", "'" + declaration.getName() + "' is declared " + support + ", but "
                            + (count == 1 ? "one value is not: " : count + " values are not, first: ")
                            + String.join(", ", bad) + ".")
                    .at(refusal.locate(declaration)).about(declaration.getName())
                    .advise("Correct the data, or declare a wider type."));
        }
    }
}
