package org.penumbra.compiler.code;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.penumbra.expression.Array;
import org.penumbra.expression.Element;

/** Whether the iterations of a loop may run in any order, but for the order of what they add up. */
final class Independence {

    private final Set<Array> written = new HashSet<>();
    private final Set<Array> read = new HashSet<>();
    private boolean calls;

    private Independence() {
    }

    /** False when one iteration may read what another one writes, or calls a function, which has memory of its own. */
    static boolean of(List<Step> body) {
        Independence found = new Independence();
        body.forEach(found::visit);
        return !found.calls && Collections.disjoint(found.written, found.read);
    }

    private void visit(Step step) {
        switch (step) {
            case Step.Compute(Element element) -> read.add(element.array());
            case Step.Compute compute -> { }
            case Step.Load load -> read.add(load.source().array());
            case Step.Write write -> {
                if (write.scatter().array() != null) {
                    written.add(write.scatter().array());
                }
            }
            case Step.Call call -> calls = true;
            case Step.Run run -> run.body().forEach(this::visit);
            case Step.Rows rows -> rows.kernel().body().forEach(this::visit);
            case Step.Pieces pieces -> visit(pieces.split().loop());
        }
    }
}
