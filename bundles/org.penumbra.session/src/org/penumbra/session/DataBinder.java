package org.penumbra.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.compiler.BoundArray;
import org.penumbra.compiler.Interventions;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.exchange.DataSet;
import org.penumbra.model.ColumnBinding;
import org.penumbra.model.DataBinding;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Model;

/**
 * Gives each declared datum its numbers. A name binds to what the {@code infer} block says, else to the column or key
 * with the same name; an {@code int} that is in neither is a size, which the compiler takes from the shapes.
 */
final class DataBinder {

    private final Model model;
    private final Function<EObject, Location> locations;
    private final Set<String> optional;
    private final Set<String> partial;

    DataBinder(Model model, Function<EObject, Location> locations) {
        this(model, locations, Set.of());
    }

    /** @param optional names of data that may be missing, because they are to be drawn */
    DataBinder(Model model, Function<EObject, Location> locations, Set<String> optional) {
        this(model, locations, optional, Set.of());
    }

    /** @param partial names of data that may be missing in some rows, which are not dropped for that */
    DataBinder(Model model, Function<EObject, Location> locations, Set<String> optional, Set<String> partial) {
        this.partial = Set.copyOf(partial);
        this.model = model;
        this.locations = locations;
        this.optional = Set.copyOf(optional);
    }

    /** The same with other places for its messages. */
    DataBinder locatedBy(UnaryOperator<Function<EObject, Location>> places) {
        return new DataBinder(model, places.apply(locations), optional);
    }

    /**
     * @throws PenumbraException (BAD_INPUT, PEN-51xx) naming the place in the model, or the row and column
     */
    BoundData bind(Optional<DataBinding> binding, DataSet data) {
        return bind(binding, data, true);
    }

    /** The same for some rows of a larger table, of which none may be left. */
    BoundData bindPart(Optional<DataBinding> binding, DataSet data) {
        return bind(binding, data, false);
    }

    private BoundData bind(Optional<DataBinding> binding, DataSet data, boolean whole) {
        Map<String, ColumnValues> found = new LinkedHashMap<>();
        ColumnExpression columns = new ColumnExpression(data, locations);
        for (DataDeclaration declared : declarations()) {
            value(declared, binding, data, columns).ifPresent(values -> found.put(declared.getName(), values));
        }
        Map<String, ColumnValues> known = new LinkedHashMap<>(found);
        known.keySet().removeAll(partial);
        Rows rows = new Rows(data, binding, locations, Interventions.observedData(model)).keep(columns, known);
        if (whole) {
            rows.requireSome();
        }
        Map<String, BoundArray> arrays = new LinkedHashMap<>();
        for (DataDeclaration declared : declarations()) {
            ColumnValues values = found.get(declared.getName());
            if (values != null) {
                arrays.put(declared.getName(), shaped(declared, rows.of(values), data).bound());
            }
        }
        return new BoundData(data.file(), arrays, rows.count(), rows.dropped());
    }

    /** The refusal of a table of which no row is left. */
    PenumbraException noRows(Optional<DataBinding> binding, int rows, String file) {
        return Rows.none(binding, rows, file, locations);
    }

    /** What the model declares as data, in the order of the text. */
    List<DataDeclaration> declarations() {
        return model.getStatements().stream().filter(DataDeclaration.class::isInstance).map(DataDeclaration.class::cast)
                .toList();
    }

    /** Whether a datum must be in the data; sizes need not. */
    boolean isNeeded(DataDeclaration declared) {
        return !optional.contains(declared.getName()) && !isSize(declared);
    }

    private static boolean isSize(DataDeclaration declared) {
        return isScalar(declared) && declared.getType().getName().equals("int");
    }

    private Optional<ColumnValues> value(DataDeclaration declared, Optional<DataBinding> binding, DataSet data,
            ColumnExpression columns) {
        Optional<ColumnBinding> bound = binding.stream().flatMap(one -> one.getBindings().stream())
                .filter(one -> one.getVariable() == declared).findFirst();
        if (bound.isPresent()) {
            return bound.filter(one -> !optional.contains(declared.getName()) || columns.has(one.getValue()))
                    .map(one -> columns.evaluate(one.getValue()));
        }
        if (data.names().contains(declared.getName())) {
            return sameName(declared, data);
        }
        if (isNeeded(declared)) {
            throw fail(BindingProblem.noColumn("PEN-5105", declared.getName(), data).about(declared.getName())
                    .advise("Bind it in the infer block: data \"" + data.file() + "\" (" + declared.getName()
                            + " = <" + BindingProblem.kind(data) + ">)."), declared);
        }
        return Optional.empty();
    }

    /** A column of many rows that happens to be called like a size is not that size. */
    private static Optional<ColumnValues> sameName(DataDeclaration declared, DataSet data) {
        return !isSize(declared) || data.rows() <= 1 ? Optional.of(ColumnValues.of(data.array(declared.getName())))
                : Optional.empty();
    }

    private ColumnValues shaped(DataDeclaration declared, ColumnValues values, DataSet data) {
        if (!isScalar(declared) || values.isScalar() || data.rows() < 0) {
            return values;
        }
        if (values.values().length != 1) {
            throw fail(Problem.error("PEN-5106", "one number is expected, but a column of " + values.values().length
                    + " rows is bound to it.").about(declared.getName())
                    .advise("Declare it as " + declared.getType().getName() + "[n], or give a table with one row."),
                    declared);
        }
        return values.asScalar();
    }

    private static boolean isScalar(DataDeclaration declared) {
        return declared.getType().getDimensions().isEmpty();
    }

    private PenumbraException fail(Problem problem, EObject where) {
        return PenumbraException.badInput(problem.at(locations.apply(where)));
    }
}
