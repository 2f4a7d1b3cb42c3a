package org.penumbra.session;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.exchange.DataSet;
import org.penumbra.model.DataBinding;
import org.penumbra.model.Expression;

/** The rows of a table that a run uses: what {@code where} keeps, without what {@code missing = drop} drops. */
final class Rows {

    private static final String DROP = "drop";
    private static final String IMPUTE = "impute";

    private final DataSet data;
    private final Optional<DataBinding> binding;
    private final Function<EObject, Location> locations;
    private final Set<String> observed;
    private int[] kept;

    /** @param observed names of data whose missing elements can become latent, because the model says what they are */
    Rows(DataSet data, Optional<DataBinding> binding, Function<EObject, Location> locations, Set<String> observed) {
        this.observed = observed;
        this.data = data;
        this.binding = binding;
        this.locations = locations;
        this.kept = IntStream.range(0, Math.max(0, data.rows())).toArray();
    }

    /** Decides which rows to keep. */
    Rows keep(ColumnExpression columns, Map<String, ColumnValues> bound) {
        binding.map(DataBinding::getFilter).ifPresent(filter -> {
            if (!isTable()) {
                throw fail(Problem.error("PEN-5107", "'where' keeps rows of a table, and " + data.file()
                        + " is none."));
            }
            ColumnValues condition = columns.evaluate(filter);
            requireOneNumber(condition, filter);
            refuseMissing("the condition of 'where'", condition, kept);
            kept = IntStream.of(kept).filter(row -> !condition.isMissing(row) && condition.value(row) != 0).toArray();
        });
        bound.forEach((name, values) -> refuseMissing(name, values, isTable() && !values.isScalar() ? kept
                : IntStream.range(0, values.values().length).toArray()));
        if (policy().equals(DROP)) {
            kept = IntStream.of(kept).filter(row -> bound.values().stream()
                    .noneMatch(one -> one.isScalar() ? one.isMissing(0) : one.missingInRow(row) >= 0)).toArray();
        }
        return this;
    }

    /** A condition is one number in each row. */
    private void requireOneNumber(ColumnValues condition, Expression filter) {
        if (condition.shape().size() > 1) {
            throw PenumbraException.badInput(Problem.error("PEN-5103", "the condition of 'where' is one number for "
                    + "each row; found " + condition.width() + " numbers.").at(locations.apply(filter)));
        }
    }

    void requireSome() {
        if (isTable() && kept.length == 0) {
            throw none(binding, data.rows(), data.file(), locations);
        }
    }

    /** The refusal of a table of which no row is left. */
    static PenumbraException none(Optional<DataBinding> binding, int rows, String file,
            Function<EObject, Location> locations) {
        return PenumbraException.badInput(Problem.error("PEN-5108", "none of the " + rows + " rows of " + file
                + " is left after 'where' and dropping rows with missing values.")
                .at(binding.map(locations).orElse(Location.of(file))));
    }

    private boolean isTable() {
        return data.rows() >= 0;
    }

    private void refuseMissing(String name, ColumnValues values, int[] elements) {
        String policy = policy();
        if (isTable() && policy.equals(DROP) || policy.equals(IMPUTE) && observed.contains(name)) {
            return;
        }
        boolean rows = isTable() && !values.isScalar();
        IntStream.of(elements).map(one -> rows ? values.missingInRow(one) : values.isMissing(one) ? one : -1)
                .filter(element -> element >= 0).findFirst().ifPresent(element -> {
                    throw missing(name, values, element, policy);
                });
    }

    private String policy() {
        return binding.map(DataBinding::getMissing).orElse(IMPUTE);
    }

    private PenumbraException missing(String name, ColumnValues values, int element, String policy) {
        String advice = switch (policy) {
            case DROP -> "'missing = drop' drops rows of a table, and this is none: take the element out of the data.";
            case "error" -> "The run says 'missing = error'; 'missing = drop' leaves out such rows.";
            default -> "The model has no distribution for '" + name + "' from which it could be imputed: give it one, "
                    + "or write 'missing = drop' after the data to leave out such rows.";
        };
        return fail(Problem.error("PEN-5109", "the value in " + (isTable() ? "row " + (element / values.width() + 1)
                : "element " + (element + 1))
                + " is missing (" + values.place().apply(element) + ").").about(name).advise(advice));
    }

    private PenumbraException fail(Problem problem) {
        return PenumbraException.badInput(problem.at(binding.map(locations).orElse(Location.of(data.file()))));
    }

    ColumnValues of(ColumnValues values) {
        return isTable() ? values.rows(kept) : values;
    }

    /** Rows that are kept; -1 when the data are no table. */
    int count() {
        return isTable() ? kept.length : -1;
    }

    int dropped() {
        return isTable() ? data.rows() - kept.length : 0;
    }
}
