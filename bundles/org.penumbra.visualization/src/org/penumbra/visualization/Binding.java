package org.penumbra.visualization;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.visualization.ModelGraph.Kind;
import org.penumbra.visualization.ModelGraph.Node;

/** What a name in a model stands for, while its graph is being collected. */
final class Binding {

    private String name;
    private Kind kind;
    private Place place;
    private final List<String> definitions = new ArrayList<>();
    private final Set<Binding> uses = new LinkedHashSet<>();

    /** @param kind of the node, or null for a local value, which is none */
    Binding(String name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    String name() {
        return name;
    }

    Kind kind() {
        return kind;
    }

    void rename(String newName) {
        name = newName;
    }

    /** Data with a sample statement: where it was read before does not matter any more. */
    void observe() {
        kind = Kind.OBSERVED;
        place = null;
    }

    void define(Place where, String statement) {
        definitions.add(statement);
        settle(where);
    }

    /** The first and later elements of a site may stand in different blocks: it then stands in the inner one. */
    void settle(Place where) {
        place = place == null ? where : place.joined(where);
    }

    void dependOn(Binding other) {
        uses.add(other);
    }

    /** Whether it is a node in any case; data is one only when something depends on it. */
    boolean hasStatements() {
        return !definitions.isEmpty();
    }

    /** The nodes it depends on, seen through local values. */
    Set<Binding> parents() {
        Set<Binding> parents = new LinkedHashSet<>();
        collect(parents, new LinkedHashSet<>());
        return parents;
    }

    private void collect(Set<Binding> parents, Set<Binding> seen) {
        for (Binding used : uses) {
            if (used.kind != null) {
                parents.add(used);
            } else if (seen.add(used)) {
                used.collect(parents, seen);
            }
        }
    }

    Node toNode() {
        return new Node(name, kind, place == null ? Optional.empty() : place.plate(), definitions);
    }
}
