package org.penumbra.lang.ide;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.penumbra.core.Location;
import org.penumbra.core.Nearest;
import org.penumbra.core.Problem;
import org.penumbra.lang.text.Region;
import org.penumbra.model.Column;
import org.penumbra.model.ColumnBinding;
import org.penumbra.model.DataBinding;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Declaration;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.PenumbraPackage.Literals;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/**
 * What binding would find wrong, as far as the names of columns tell: a run would say the same, with the same codes.
 * Files that are large, or behind a query, are left to the run.
 */
final class BindingCheck {

    private static final int SHOWN = 20;

    private final Columns columns;

    BindingCheck(Columns columns) {
        this.columns = columns;
    }

    List<Problem> problems(Document document) {
        List<Problem> problems = new ArrayList<>();
        for (Declaration declaration : document.analysis().script().getDeclarations()) {
            if (declaration instanceof InferDeclaration run) {
                run.getItems().stream().filter(DataBinding.class::isInstance).map(DataBinding.class::cast)
                        .forEach(data -> check(document, run, data, problems));
            }
        }
        return problems;
    }

    private void check(Document document, InferDeclaration run, DataBinding data, List<Problem> problems) {
        Region source = Region.of(data, Literals.DATA_BINDING__SOURCE);
        if (columns.isMissing(document, data.getSource())) {
            problems.add(Problem.warning("PEN-2501", "Expected the data file '" + data.getSource()
                    + "' beside the model, found no such file.").offering(Nearest.to(data.getSource(),
                            columns.files(document))).at(place(document, source)));
        }
        columns.of(document, data.getSource()).ifPresent(table -> {
            columnsExist(document, data, table, problems);
            if (run.getModel() != null) {
                dataAreBound(document, run, data, table, problems);
            }
        });
    }

    private static void columnsExist(Document document, DataBinding data, Columns.Table table,
            List<Problem> problems) {
        data.eAllContents().forEachRemaining(element -> {
            if (element instanceof VariableRef use && use.getVariable() instanceof Column column
                    && !table.names().contains(column.getName())) {
                problems.add(lacks("PEN-5101", data, column.getName(), table)
                        .offering(Nearest.to(column.getName(), table.names())).at(place(document, Region.of(use))));
            }
        });
    }

    private static void dataAreBound(Document document, InferDeclaration run, DataBinding data, Columns.Table table,
            List<Problem> problems) {
        Set<Variable> bound = data.getBindings().stream().map(ColumnBinding::getVariable).collect(Collectors.toSet());
        for (Variable declared : Surroundings.data(run.getModel())) {
            boolean size = declared instanceof DataDeclaration one && one.getType() != null
                    && one.getType().getDimensions().isEmpty() && "int".equals(one.getType().getName());
            if (!size && !bound.contains(declared) && !table.names().contains(declared.getName())) {
                problems.add(lacks("PEN-5105", data, declared.getName(), table).advise("Bind it: data \""
                        + data.getSource() + "\" (" + declared.getName() + " = <column>).")
                        .at(place(document, Region.of(data, Literals.DATA_BINDING__SOURCE))));
            }
        }
    }

    private static Problem lacks(String code, DataBinding data, String name, Columns.Table table) {
        String names = String.join(", ", table.names().subList(0, Math.min(SHOWN, table.names().size())));
        return Problem.error(code, "Expected a " + (table.rows() < 0 ? "key" : "column") + " of " + data.getSource()
                + ", found '" + name + "', which it does not have; there are " + names
                + (table.names().size() > SHOWN ? " and " + (table.names().size() - SHOWN) + " more." : "."));
    }

    private static Location place(Document document, Region region) {
        var position = document.lines().position(region.offset());
        return new Location(document.uri(), position.getLine() + 1, position.getCharacter() + 1);
    }
}
