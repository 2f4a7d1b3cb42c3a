package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** The names that can be used at one place, and the loops around it. */
final class Scope {

    private final Scope parent;
    private final List<Loop> loops;
    private final Map<String, Value> names = new HashMap<>();

    private Scope(Scope parent, List<Loop> loops) {
        this.parent = parent;
        this.loops = loops;
    }

    static Scope root() {
        return new Scope(null, List.of());
    }

    /** The body of a function, which sees its parameters only, called within these loops. */
    static Scope ofFunction(List<Loop> loops) {
        return new Scope(null, loops);
    }

    /** The body of a loop, in which the index is known. */
    Scope inside(Loop loop) {
        List<Loop> inner = new ArrayList<>(loops);
        inner.add(loop);
        Scope scope = new Scope(this, List.copyOf(inner));
        scope.define(loop.index().name(), Value.scalar(loop.index()));
        return scope;
    }

    void define(String name, Value value) {
        names.put(name, value);
    }

    Optional<Value> find(String name) {
        Value value = names.get(name);
        if (value != null) {
            return Optional.of(value);
        }
        return parent == null ? Optional.empty() : parent.find(name);
    }

    boolean isDefinedHere(String name) {
        return names.containsKey(name);
    }

    /** Loops around this place, outermost first. */
    List<Loop> loops() {
        return loops;
    }

    Optional<Loop> loopOf(Index index) {
        return loops.stream().filter(loop -> loop.index().equals(index)).findFirst();
    }

    /** The outermost scope, where sites and indexed values are visible to what follows. */
    Scope outermost() {
        return parent == null ? this : parent.outermost();
    }
}
