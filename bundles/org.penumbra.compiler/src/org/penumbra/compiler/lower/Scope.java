package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.compiler.ir.Substitution;
import org.penumbra.expression.Expr;
import org.penumbra.expression.Index;
import org.penumbra.expression.Loop;

/** The names that can be used at one place, and the loops around it. */
final class Scope {

    private final Scope parent;
    private final List<Loop> loops;
    private final Map<String, Value> names = new HashMap<>();
    /** What indices of the parent's loops are here, where these loops have been made into one. */
    private final Optional<Substitution> outside;

    private Scope(Scope parent, List<Loop> loops) {
        this(parent, loops, Optional.empty());
    }

    private Scope(Scope parent, List<Loop> loops, Optional<Substitution> outside) {
        this.parent = parent;
        this.loops = loops;
        this.outside = outside;
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

    /**
     * The body of a loop that runs over all iterations of the loops from a position on, and of one more.
     *
     * @param varying the one more
     * @param tables what the indices are in its iterations
     */
    Scope flattened(int outermost, Loop flat, Loop varying, Map<Index, Expr> tables) {
        List<Loop> inner = new ArrayList<>(loops.subList(0, outermost));
        inner.add(flat);
        Scope scope = new Scope(this, List.copyOf(inner), Optional.of(new Substitution(tables)));
        scope.define(varying.index().name(), Value.scalar(tables.get(varying.index())));
        return scope;
    }

    /** The same names outside of all loops. */
    Scope withoutLoops() {
        return new Scope(this, List.of());
    }

    void define(String name, Value value) {
        names.put(name, value);
    }

    Optional<Value> find(String name) {
        Value value = names.get(name);
        if (value != null) {
            return Optional.of(value);
        }
        Optional<Value> found = parent == null ? Optional.empty() : parent.find(name);
        return outside.isEmpty() ? found
                : found.map(one -> new Value(one.shape(), at -> outside.get().apply(one.at(at))));
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
