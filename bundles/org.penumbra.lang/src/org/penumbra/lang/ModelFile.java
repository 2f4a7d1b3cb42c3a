package org.penumbra.lang;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.core.Location;
import org.penumbra.core.Problem;
import org.penumbra.core.Problem.Severity;
import org.penumbra.lang.link.Callables;
import org.penumbra.model.Declaration;
import org.penumbra.model.Script;

/**
 * A script that was read, and what is wrong with it.
 *
 * @param script the model elements; references are all set when there are no errors
 * @param problems in the order of the text
 * @param locations where an element stands; never null
 */
public record ModelFile(Script script, List<Problem> problems, Function<EObject, Location> locations) {

    public ModelFile {
        problems = List.copyOf(problems);
    }

    public boolean hasErrors() {
        return problems.stream().anyMatch(ModelFile::isError);
    }

    /**
     * The errors that keep these declarations from being used: those within them and the functions that they call. A
     * syntax error keeps everything from
     * being used. So a run is not held up by another run that needs a plug-in which is not installed.
     */
    public List<Problem> errorsIn(List<? extends Declaration> declarations) {
        Set<Declaration> needed = new LinkedHashSet<>();
        declarations.forEach(declaration -> addWithFunctions(declaration, needed));
        return problems.stream().filter(ModelFile::isError)
                .filter(problem -> isSyntax(problem) || needed.contains(declarationAt(problem.location()))).toList();
    }

    private static void addWithFunctions(Declaration declaration, Set<Declaration> needed) {
        if (needed.add(declaration)) {
            Callables.functionsCalledIn(declaration).forEach(function -> addWithFunctions(function, needed));
        }
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Severity.ERROR;
    }

    private static boolean isSyntax(Problem problem) {
        return problem.code().equals(LanguageProblem.SYNTAX.code())
                || problem.code().equals(LanguageProblem.TOO_DEEP.code());
    }

    /** The last declaration that starts at or before a place; null when there is none. */
    private Declaration declarationAt(Location place) {
        Declaration found = null;
        for (Declaration declaration : script.getDeclarations()) {
            Location start = locations.apply(declaration);
            boolean before = start.line() < place.line()
                    || start.line() == place.line() && start.column() <= place.column();
            found = before ? declaration : found;
        }
        return found;
    }
}
