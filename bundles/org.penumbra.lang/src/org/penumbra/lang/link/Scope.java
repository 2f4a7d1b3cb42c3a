package org.penumbra.lang.link;

import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.model.Assign;
import org.penumbra.model.DataBinding;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.InferDeclaration;
import org.penumbra.model.JointSample;
import org.penumbra.model.Loop;
import org.penumbra.model.Model;
import org.penumbra.model.NetworkDeclaration;
import org.penumbra.model.Sample;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;

/**
 * What a name means at a place: the index of a loop around it, a parameter, data, or a site or value, the nearest
 * block first. Of several statements for elements of one site ({@code z[1] ~}, {@code z[t] ~}) the first counts; data
 * wins over the sample statement that observes it. Names that come later in the text are found too, so that the
 * checks can say so.
 */
public final class Scope {

    private Scope() {
    }

    /** The variable that {@code name} means at {@code place}; empty within data bindings, where names are columns. */
    public static Optional<Variable> resolve(String name, EObject place) {
        if (dataBinding(place) != null) {
            return Optional.empty();
        }
        Optional<Variable> found = index(name, place).or(() -> parameter(name, place));
        List<Statement> top = topLevel(place);
        return found.or(() -> data(name, top)).or(() -> nearest(name, place)).or(() -> anywhere(name, top))
                .or(() -> data(name, modelOfGuide(place)));
    }

    /** The site of the model that a guide means. */
    static Optional<Variable> latent(String name, JointSample place) {
        return anywhere(name, modelOfGuide(place)).filter(Sample.class::isInstance);
    }

    /** The data binding around a place, or null. */
    static DataBinding dataBinding(EObject place) {
        for (EObject at = place; at != null; at = at.eContainer()) {
            if (at instanceof DataBinding binding) {
                return binding;
            }
        }
        return null;
    }

    /** All variables of a model, guide or network in the order of the text, nested ones included, without indices. */
    public static List<Variable> variables(List<Statement> statements) {
        return List.copyOf(ScopeIndex.of(statements).all());
    }

    /** Those of {@link #variables} that have a name. */
    public static List<Variable> variables(List<Statement> statements, String name) {
        return ScopeIndex.of(statements).named(name);
    }

    /** The statements of the declaration around a place; those of its model for a run; empty for a function. */
    public static List<Statement> topLevel(EObject place) {
        for (EObject at = place; at != null; at = at.eContainer()) {
            List<Statement> statements = at instanceof InferDeclaration run
                    ? run.getModel() == null ? List.of() : run.getModel().getStatements() : block(at);
            if (statements != null && !(at instanceof Loop)) {
                return statements;
            }
        }
        return List.of();
    }

    /** Data that a statement observes rather than declares a site, or empty. */
    public static Optional<DataDeclaration> observed(Sample sample) {
        return data(sample.getName(), topLevel(sample)).map(DataDeclaration.class::cast);
    }

    /** Statements that a block element holds, or null. */
    private static List<Statement> block(EObject element) {
        return switch (element) {
            case Loop loop -> loop.getStatements();
            case Model model -> model.getStatements();
            case GuideDeclaration guide -> guide.getStatements();
            case NetworkDeclaration network -> network.getStatements();
            default -> null;
        };
    }

    private static Optional<Variable> index(String name, EObject place) {
        EObject inner = place;
        for (EObject at = place.eContainer(); at != null; inner = at, at = at.eContainer()) {
            if (at instanceof Loop loop && inner instanceof Statement && name.equals(loop.getIndex().getName())) {
                IndexVariable index = loop.getIndex();
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    private static Optional<Variable> parameter(String name, EObject place) {
        for (EObject at = place; at != null; at = at.eContainer()) {
            List<? extends Variable> parameters = at instanceof FunctionDeclaration function ? function.getParameters()
                    : at instanceof NetworkDeclaration network ? network.getParameters() : List.of();
            for (Variable parameter : parameters) {
                if (name.equals(parameter.getName())) {
                    return Optional.of(parameter);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Variable> data(String name, List<Statement> statements) {
        return Optional.ofNullable(ScopeIndex.of(statements).data().get(name));
    }

    private static Optional<Variable> nearest(String name, EObject place) {
        for (EObject at = place; at != null; at = at.eContainer()) {
            List<Statement> statements = block(at);
            Variable variable = statements == null ? null : ScopeIndex.of(statements).own().get(name);
            if (variable != null) {
                return Optional.of(first(variable));
            }
        }
        return Optional.empty();
    }

    private static Optional<Variable> anywhere(String name, List<Statement> statements) {
        return variables(statements, name).stream().findFirst();
    }

    /** The first statement for an element of the same site or value. */
    public static Variable first(Variable variable) {
        if (!isIndexed(variable)) {
            return variable;
        }
        return variables(topLevel(variable), variable.getName()).stream().filter(Scope::isIndexed).findFirst()
                .orElse(variable);
    }

    /** Whether a statement is about elements of its variable: {@code z[t] ~} or {@code s[t] =}. */
    public static boolean isIndexed(Variable variable) {
        return variable instanceof Sample sample && !sample.getIndices().isEmpty()
                || variable instanceof Assign assign && !assign.getIndices().isEmpty();
    }

    private static List<Statement> modelOfGuide(EObject place) {
        for (EObject at = place; at != null; at = at.eContainer()) {
            if (at instanceof GuideDeclaration guide && guide.getModel() != null) {
                return guide.getModel().getStatements();
            }
        }
        return List.of();
    }
}
