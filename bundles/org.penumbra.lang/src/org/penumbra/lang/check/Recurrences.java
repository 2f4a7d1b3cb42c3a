package org.penumbra.lang.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EcoreUtil;
import org.penumbra.lang.link.Scope;
import org.penumbra.model.Expression;
import org.penumbra.model.For;
import org.penumbra.model.IndexAccess;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.Loop;
import org.penumbra.model.Sample;
import org.penumbra.model.Variable;
import org.penumbra.model.VariableRef;

/** Latent sites that are built element by element from earlier elements. */
final class Recurrences {

    private Recurrences() {
    }

    /** Whether an iteration reads an element, other than its own, of a latent site that the loop declares. */
    static boolean isRecurrence(For loop) {
        Set<Variable> declared = new HashSet<>();
        for (Variable variable : Scope.variables(loop.getStatements())) {
            if (Scope.isIndexed(variable) && isDeclaration(variable)) {
                declared.add(Scope.first(variable));
            }
        }
        for (TreeIterator<EObject> all = loop.eAllContents(); all.hasNext();) {
            if (all.next() instanceof IndexAccess access && access.getTarget() instanceof VariableRef target
                    && declared.contains(target.getVariable()) && !isOwnElement(access, loop)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a declaration has subscripts that are not the indices of the loops around it, each once. */
    static boolean isSingleElement(Variable variable) {
        if (!Scope.isIndexed(variable) || !isDeclaration(variable)) {
            return false;
        }
        List<Expression> indices = ((Sample) variable).getIndices();
        Set<EObject> used = new HashSet<>();
        for (Expression index : indices) {
            boolean plain = index instanceof VariableRef use && use.getVariable() instanceof IndexVariable;
            if (!plain || !used.add(((VariableRef) index).getVariable())) {
                return true;
            }
        }
        return !used.equals(indicesAround(variable));
    }

    private static boolean isDeclaration(Variable variable) {
        return variable instanceof Sample sample && Scope.observed(sample).isEmpty();
    }

    private static boolean isOwnElement(IndexAccess access, For loop) {
        return access.getSubscripts().stream().anyMatch(subscript -> subscript.getTo() == null
                && subscript.getFrom() instanceof VariableRef use && use.getVariable() == loop.getIndex());
    }

    private static Set<EObject> indicesAround(EObject element) {
        Set<EObject> indices = new HashSet<>();
        for (EObject at = element.eContainer(); at != null; at = at.eContainer()) {
            if (at instanceof Loop loop && EcoreUtil.isAncestor(loop, element)) {
                indices.add(loop.getIndex());
            }
        }
        return indices;
    }
}
