package org.penumbra.visualization;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.emf.common.util.TreeIterator;
import org.eclipse.emf.ecore.EObject;
import org.penumbra.model.Expression;
import org.penumbra.model.IndexAccess;
import org.penumbra.model.IndexVariable;
import org.penumbra.model.VariableRef;

/** The names that are visible while a model is read: those of the model, and local ones of the blocks that are open. */
final class Names {

    private final List<Binding> all = new ArrayList<>();
    private final Deque<Map<String, Binding>> scopes = new ArrayDeque<>(List.of(new HashMap<>()));

    /**
     * The use of a name.
     *
     * @param place how much of the place of the statement the used element varies with
     */
    record Use(Binding binding, Place place) {
    }

    void open() {
        scopes.push(new HashMap<>());
    }

    void close() {
        scopes.pop();
    }

    Binding declare(Binding binding) {
        scopes.peek().put(binding.name(), binding);
        all.add(binding);
        return binding;
    }

    Binding declareGlobal(Binding binding) {
        scopes.peekLast().put(binding.name(), binding);
        all.add(binding);
        return binding;
    }

    void addUnnamed(Binding binding) {
        all.add(binding);
    }

    Optional<Binding> global(String name) {
        return Optional.ofNullable(scopes.peekLast().get(name));
    }

    /** Moves a datum from its declaration to where it is sampled first. */
    void moveHere(Binding binding) {
        all.remove(binding);
        all.add(binding);
    }

    /** Everything that was declared, in order. */
    List<Binding> all() {
        return all;
    }

    /** Uses of visible names in an expression; indices of loops and unknown names are left out. */
    List<Use> within(Expression expression, Place place) {
        List<Use> uses = new ArrayList<>();
        if (expression instanceof VariableRef reference) {
            add(reference, place, uses);
        }
        TreeIterator<EObject> contents = expression.eAllContents();
        while (contents.hasNext()) {
            if (contents.next() instanceof VariableRef reference) {
                add(reference, place, uses);
            }
        }
        return uses;
    }

    private void add(VariableRef reference, Place place, List<Use> uses) {
        if (reference.getVariable() == null || reference.getVariable() instanceof IndexVariable) {
            return;
        }
        resolve(reference.getVariable().getName())
                .ifPresent(binding -> uses.add(new Use(binding, place.variedBy(indices(reference)))));
    }

    private Optional<Binding> resolve(String name) {
        Iterator<Map<String, Binding>> innermostFirst = scopes.iterator();
        while (innermostFirst.hasNext()) {
            Binding found = innermostFirst.next().get(name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The loop indices that subscript {@code reference} itself, not what stands inside its subscripts. */
    private static Set<IndexVariable> indices(VariableRef reference) {
        Set<IndexVariable> indices = new HashSet<>();
        if (reference.eContainer() instanceof IndexAccess access && access.getTarget() == reference) {
            access.getSubscripts().forEach(subscript -> subscript.eAllContents().forEachRemaining(part -> {
                if (part instanceof VariableRef index && index.getVariable() instanceof IndexVariable loop
                        && nearestAccess(index) == access) {
                    indices.add(loop);
                }
            }));
        }
        return indices;
    }

    private static EObject nearestAccess(EObject part) {
        EObject around = part.eContainer();
        while (!(around instanceof IndexAccess)) {
            around = around.eContainer();
        }
        return around;
    }
}
