package org.penumbra.visualization;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.penumbra.model.IndexVariable;
import org.penumbra.visualization.ModelGraph.Plate;

/**
 * Where a statement stands: the loops around it.
 *
 * @param loops outermost first
 */
record Place(List<Around> loops) {

    static final Place OUTSIDE = new Place(List.of());

    /** One loop with its index. */
    record Around(Plate plate, IndexVariable index) {
    }

    Place inside(String label, IndexVariable index, boolean sequential) {
        List<Around> inner = new ArrayList<>(loops);
        inner.add(new Around(new Plate(label, plate(), sequential), index));
        return new Place(inner);
    }

    Optional<Plate> plate() {
        return loops.isEmpty() ? Optional.empty() : Optional.of(loops.getLast().plate());
    }

    /** The outer loops up to the first one whose index is not used: what {@code x[i]} varies with. */
    Place variedBy(Set<IndexVariable> indices) {
        int depth = 0;
        while (depth < loops.size() && indices.contains(loops.get(depth).index())) {
            depth++;
        }
        return new Place(loops.subList(0, depth));
    }

    /** The inner of two places when one lies in the other, else what surrounds both. */
    Place joined(Place other) {
        int common = 0;
        int shorter = Math.min(loops.size(), other.loops.size());
        while (common < shorter && loops.get(common).plate().equals(other.loops.get(common).plate())) {
            common++;
        }
        if (common == shorter) {
            return loops.size() >= other.loops.size() ? this : other;
        }
        return new Place(loops.subList(0, common));
    }
}
