package org.penumbra.lang.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.lang.link.Scope;
import org.penumbra.model.Assign;
import org.penumbra.model.Expression;
import org.penumbra.model.ParamDeclaration;
import org.penumbra.model.Parameter;
import org.penumbra.model.Sample;
import org.penumbra.model.VariableRef;

/**
 * Which latent sites, and parameters of the model, a value is computed from, through local values and elements of
 * recurrences.
 */
final class Dependence {

    private final Predicate<Sample> which;
    private final Set<Parameter> latentParameters;

    /** @param which the latent sites that count */
    Dependence(Predicate<Sample> which) {
        this(which, Set.of());
    }

    private Dependence(Predicate<Sample> which, Set<Parameter> latentParameters) {
        this.which = which;
        this.latentParameters = latentParameters;
    }

    /** On latent sites of any kind, and on parameters. */
    static Dependence onAnything() {
        return new Dependence(site -> true);
    }

    /** The same inside of a function, some of whose parameters are given values that depend on latent sites. */
    Dependence within(Set<Parameter> given) {
        return new Dependence(which, given);
    }

    Set<Parameter> latentParameters() {
        return latentParameters;
    }

    /** The name of a site, or of a parameter of a function, that the value depends on. */
    Optional<String> of(EObject value) {
        return of(value, new HashSet<>());
    }

    boolean exists(EObject value) {
        return of(value).isPresent();
    }

    private Optional<String> of(EObject element, Set<EObject> seen) {
        if (element instanceof VariableRef use) {
            return switch (use.getVariable()) {
                case Sample site when Scope.observed(site).isEmpty() ->
                        which.test(site) ? Optional.of(site.getName()) : Optional.empty();
                case Assign assign -> parts(assign).filter(seen::add).map(part -> of(part.getValue(), seen))
                        .flatMap(Optional::stream).findFirst();
                case ParamDeclaration parameter -> Optional.of(parameter.getName());
                case Parameter parameter when latentParameters.contains(parameter) ->
                        Optional.of(parameter.getName());
                case null, default -> Optional.empty();
            };
        }
        return element.eContents().stream().map(part -> of(part, seen)).flatMap(Optional::stream).findFirst();
    }

    /** All statements that give elements of the same value. */
    static Stream<Assign> parts(Assign assign) {
        if (!Scope.isIndexed(assign)) {
            return Stream.of(assign);
        }
        return Scope.variables(Scope.topLevel(assign), assign.getName()).stream().filter(Assign.class::isInstance)
                .map(Assign.class::cast).filter(Scope::isIndexed);
    }

    /** The values of a list on which something depends. */
    List<Expression> among(List<Expression> values) {
        return values.stream().filter(this::exists).toList();
    }
}
