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
    private final Map<Integer, List<Effect>> phases = new TreeMap<>();
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
        for (Recurrence.Step step : recurrence.steps()) {
            finalAfter.put(Backward.adjointOf(step.array()), sweeps);
        }
    }

    void endSweep() {
        sweeping = false;
    }

    void add(Effect effect) {
        int phase = sweeping ? 2 * sweeps - 1 : 2 * lateness(effect);
        phases.computeIfAbsent(phase, key -> new ArrayList<>()).add(effect);
    }

    private int lateness(Effect effect) {
        return effect.needed().stream().flatMap(value -> facts.of(value).stored().stream())
                .mapToInt(array -> finalAfter.getOrDefault(array, 0)).max()
                .orElse(0);
    }

    /** What is done, phase by phase; the first depends on no adjoint, every odd one is a sweep. */
    List<Stage> inOrder() {
        return phases.entrySet().stream().map(phase -> new Stage(List.of(), phase.getValue(), phase.getKey() % 2 == 1))
                .toList();
    }
}
