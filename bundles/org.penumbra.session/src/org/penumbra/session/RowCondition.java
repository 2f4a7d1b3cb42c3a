package org.penumbra.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.core.Location;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.lang.ModelFile;
import org.penumbra.lang.ModelReader;
import org.penumbra.model.Binary;
import org.penumbra.model.DataBinding;
import org.penumbra.model.Expression;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.PenumbraFactory;
import org.penumbra.registry.Registry;

/** A condition on rows that comes from outside of the model file, as {@code --where "cont_africa == 1"} gives it. */
final class RowCondition {

    private static final String SHOWN = "--where";

    private final Expression expression;

    private RowCondition(Expression expression) {
        this.expression = expression;
    }

    /** @throws PenumbraException (USAGE, PEN-5019) when the text is no condition */
    static RowCondition of(String text, Registry registry) {
        ModelFile file = new ModelReader(registry).read("model M {\n}\ninfer r of M {\n  data \"d.csv\" where\n" + text
                + "\n}\n", SHOWN);
        List<InferDeclaration> runs = file.script().getDeclarations().stream()
                .filter(InferDeclaration.class::isInstance).map(InferDeclaration.class::cast).toList();
        boolean isCondition = !file.hasErrors() && file.script().getDeclarations().size() == 2 && runs.size() == 1
                && runs.getFirst().getItems().size() == 1
                && runs.getFirst().getItems().getFirst() instanceof DataBinding binding
                && binding.getFilter() != null && binding.getMissing() == null;
        if (!isCondition) {
            throw PenumbraException.usage(Problem.error("PEN-5019", "a condition over columns was expected, found '"
                    + text.strip() + "'.").at(Location.of(SHOWN))
                    .advise("Write, for instance, --where \"cont_africa == 1 && gdp > 0\"."));
        }
        return new RowCondition(((DataBinding) runs.getFirst().getItems().getFirst()).getFilter());
    }

    /** The binding with this condition besides its own. */
    Optional<DataBinding> narrow(Optional<DataBinding> binding) {
        DataBinding narrowed = binding.orElseGet(PenumbraFactory.eINSTANCE::createDataBinding);
        Expression before = narrowed.getFilter();
        if (before == null) {
            narrowed.setFilter(expression);
        } else {
            Binary both = PenumbraFactory.eINSTANCE.createBinary();
            both.setOperator("&&");
            narrowed.setFilter(both);
            both.setLeft(before);
            both.setRight(expression);
        }
        return Optional.of(narrowed);
    }

    /** Places in the model file, and {@code --where} for what stands in the condition. */
    Function<EObject, Location> locations(Function<EObject, Location> ofFile) {
        return element -> element == expression || EcoreUtil.isAncestor(expression, element) ? Location.of(SHOWN)
                : ofFile.apply(element);
    }
}
