package org.penumbra.lang.ide;

import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.link.Scope;
import org.penumbra.model.Declaration;
import org.penumbra.model.GuideDeclaration;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.Plate;
import org.penumbra.model.Sample;
import org.penumbra.model.Variable;

/** What a name in a text stands for. */
sealed interface Symbol {

    /** As written. */
    String name();

    /** Something that the text declares. */
    record Declared(Declaration element) implements Symbol {
        @Override
        public String name() {
            return element.getName();
        }
    }

    /** Data, a site, a value, an index, a parameter or a column. */
    record Named(Variable element) implements Symbol {
        @Override
        public String name() {
            return element.getName();
        }
    }

    /** The name of a plate. */
    record Label(Plate element) implements Symbol {
        @Override
        public String name() {
            return element.getLabel();
        }
    }

    /** Something that is built in or installed. */
    record Known(Kind kind, String name) implements Symbol {
    }

    /** An option of an installed part, or a parameter of something installed. */
    record Detail(Kind kind, String owner, String name) implements Symbol {
    }

    /** Kinds of what no text declares. */
    enum Kind {
        DISTRIBUTION, FUNCTION, LAYER, TYPE, ANNOTATION, ALGORITHM, GUIDE, OBJECTIVE, OPTIMIZER
    }

    /**
     * The one statement that stands for a variable that several are about: data for its observations, the first of
     * those for its elements, and the site of the model for what its guide draws.
     */
    static Symbol of(Variable variable) {
        return new Named(variable instanceof Sample sample ? site(sample)
                : variable instanceof IndexVariable ? variable : Scope.first(variable));
    }

    private static Variable site(Sample sample) {
        Optional<Variable> inModel = guide(sample).flatMap(guide -> latent(guide, sample.getName()));
        return inModel.or(() -> Scope.observed(sample).map(Variable.class::cast)).orElseGet(() -> Scope.first(sample));
    }

    /** The site of the model that a guide is for. */
    static Optional<Variable> latent(GuideDeclaration guide, String name) {
        return guide.getModel() == null ? Optional.empty() : Scope.variables(guide.getModel().getStatements()).stream()
                .filter(variable -> name.equals(variable.getName())).findFirst();
    }

    private static Optional<GuideDeclaration> guide(EObject element) {
        for (EObject at = element; at != null; at = at.eContainer()) {
            if (at instanceof GuideDeclaration guide) {
                return Optional.of(guide);
            }
        }
        return Optional.empty();
    }
}
