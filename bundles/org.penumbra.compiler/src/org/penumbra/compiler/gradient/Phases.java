package org.penumbra.compiler.gradient;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penumbra.compiler.ir.Recurrence;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;

/**
 * When each part of a gradient can be written. First what depends on no adjoint array; then, for each recurrence from
 * the last to the first, its sweep, and after it what needs the adjoints that are final by then.
 */
final class Phases {

    private final Facts facts;
    private final Map<Integer, List<Scatter>> phases = new TreeMap<>();
    /** The sweep after which an adjoint array is final. */
    private final Map<Array, Integer> finalAfter = new HashMap<>();
    private int sweeps;
    private boolean sweeping;

    Phases(Facts facts) {
        this.facts = facts;
        phases.put(0, new ArrayList<>());
    }

    void beginSweep(Backward recurrence) {
        sweeps++;
        sweeping = true;
        for (Recurrence.Assignment assignment : recurrence.assignments()) {
            finalAfter.put(Backward.adjointOf(assignment.array()), sweeps);
        }
    }

    void endSweep() {
        sweeping = false;
    }

    void add(Scatter scatter) {
        int phase = sweeping ? 2 * sweeps - 1 : 2 * lateness(scatter);
        phases.computeIfAbsent(phase, key -> new ArrayList<>()).add(scatter);
    }

    private int lateness(Scatter scatter) {
        return facts.of(scatter.value()).stored().stream().mapToInt(array -> finalAfter.getOrDefault(array, 0)).max()
                .orElse(0);
    }

    /** What is written, phase by phase; the first depends on no adjoint. */
    List<List<Scatter>> inOrder() {
        return List.copyOf(phases.values());
    }
}
