package org.penumbra.lang.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.penumbra.lang.LanguageProblem;
import org.penumbra.lang.link.Callables;
import org.penumbra.lang.report.Report;
import org.penumbra.lang.types.DeclaredTypes;
import org.penumbra.lang.types.ElementType;
import org.penumbra.lang.types.Typing;
import org.penumbra.lang.types.ValueType;
import org.penumbra.model.FunctionDeclaration;
import org.penumbra.model.PenumbraPackage;

/** A function of the file: its value is what it declares, and it comes to an end. */
final class FunctionCheck {

    private final Typing typing;
    private final CompiledCheck compiled;
    private final Report report;

    FunctionCheck(Typing typing, CompiledCheck compiled, Report report) {
        this.typing = typing;
        this.compiled = compiled;
        this.report = report;
    }

    void check(FunctionDeclaration function) {
        recursion(function);
        ValueType value = typing.of(function.getBody());
        if (value.element() == ElementType.TEXT) {
            report.add(LanguageProblem.ELEMENT_MISMATCH.problem("Expected a number, found text."), function.getBody());
        }
        if (function.getReturnType() != null) {
            declared(function, value);
        }
        compiled.check(function);
    }

    private void declared(FunctionDeclaration function, ValueType value) {
        ValueType declared = DeclaredTypes.of(function.getReturnType(), typing::of);
        boolean known = declared.shape().isKnown() && value.shape().isKnown();
        if (known && (declared.shape().rank() != value.shape().rank() || !value.shape().fitsInto(declared.shape()))) {
            report.add(LanguageProblem.SHAPE_MISMATCH.problem("Expected a value of shape " + typing.describe(declared)
                    + " as '" + function.getName() + "' declares, found " + typing.describe(value) + "."),
                    function.getBody());
        }
    }

    private void recursion(FunctionDeclaration function) {
        List<FunctionDeclaration> path = pathBack(function, function, new HashSet<>());
        if (path != null) {
            report.add(LanguageProblem.RECURSIVE_FUNCTION.problem("Expected a function that comes to an end, found '"
                    + function.getName() + "', which calls itself: " + Stream.concat(path.stream(),
                            Stream.of(function)).map(FunctionDeclaration::getName)
                            .collect(Collectors.joining(" -> ")) + ".")
                    .advise("A call stands for the body of the function; write a recurrence with for."), function,
                    PenumbraPackage.Literals.DECLARATION__NAME);
        }
    }

    /** The calls that lead from a function back to {@code goal}, or null when none do. */
    private static List<FunctionDeclaration> pathBack(FunctionDeclaration from, FunctionDeclaration goal,
            Set<FunctionDeclaration> seen) {
        for (FunctionDeclaration next : Callables.functionsCalledIn(from)) {
            List<FunctionDeclaration> rest = next == goal ? List.of()
                    : seen.add(next) ? pathBack(next, goal, seen) : null;
            if (rest != null) {
                List<FunctionDeclaration> path = new ArrayList<>(List.of(from));
                path.addAll(rest);
                return path;
            }
        }
        return null;
    }
}
