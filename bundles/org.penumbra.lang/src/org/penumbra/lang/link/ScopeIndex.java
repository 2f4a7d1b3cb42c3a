package org.penumbra.lang.link;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.penumbra.model.DataDeclaration;
import org.penumbra.model.Loop;
import org.penumbra.model.Statement;
import org.penumbra.model.Variable;

/**
 * What the blocks of a script declare, by name. While one is {@link #using in use}, names are looked up in time that
 * does not grow with the script; its statements must stay as they are until then.
 */
public final class ScopeIndex {

    private static final ScopedValue<ScopeIndex> CURRENT = ScopedValue.newInstance();

    private final Map<List<Statement>, Block> blocks = new IdentityHashMap<>();

    /** The variables of one block; the first of each name counts. */
    static final class Block {
        private final Map<String, Variable> data = new HashMap<>();
        private final Map<String, Variable> own = new HashMap<>();
        private final Map<String, List<Variable>> named = new HashMap<>();
        private final List<Variable> all = new ArrayList<>();

        Block(List<Statement> statements) {
            for (Statement statement : statements) {
                if (statement instanceof Variable variable && variable.getName() != null) {
                    own.putIfAbsent(variable.getName(), variable);
                    if (variable instanceof DataDeclaration) {
                        data.putIfAbsent(variable.getName(), variable);
                    }
                }
            }
            add(statements);
            all.stream().filter(variable -> variable.getName() != null).forEach(variable ->
                    named.computeIfAbsent(variable.getName(), name -> new ArrayList<>(1)).add(variable));
        }

        private void add(List<Statement> statements) {
            for (Statement statement : statements) {
                if (statement instanceof Variable variable) {
                    all.add(variable);
                }
                if (statement instanceof Loop loop) {
                    add(loop.getStatements());
                }
            }
        }

        Map<String, Variable> data() {
            return data;
        }

        Map<String, Variable> own() {
            return own;
        }

        List<Variable> all() {
            return all;
        }

        List<Variable> named(String name) {
            return named.getOrDefault(name, List.of());
        }
    }

    static Block of(List<Statement> statements) {
        return CURRENT.isBound() ? CURRENT.get().blocks.computeIfAbsent(statements, Block::new)
                : new Block(statements);
    }

    /** Does something with this index in use. */
    public <T> T using(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }
}
