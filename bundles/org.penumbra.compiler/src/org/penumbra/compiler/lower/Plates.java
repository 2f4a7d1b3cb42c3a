package org.penumbra.compiler.lower;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penumbra.compiler.ir.PlateLoop;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Loop;
import org.penumbra.model.Plate;
import org.penumbra.model.VariableRef;

/** The plates of the text and the loops that they became. */
final class Plates {

    private final List<PlateLoop> all = new ArrayList<>();
    private final Refusal refusal;

    Plates(Refusal refusal) {
        this.refusal = refusal;
    }

    /** A loop of the text; one that is no plate is not kept. */
    void add(org.penumbra.model.Loop written, Loop loop) {
        if (!(written instanceof Plate plate)) {
            return;
        }
        Set<String> names = new LinkedHashSet<>();
        if (plate.getLabel() != null) {
            names.add(plate.getLabel());
        }
        names.add(plate.getIndex().getName());
        if (plate.getTo() instanceof VariableRef size && size.getName() != null) {
            names.add(size.getName());
        }
        int first = (int) ((Constant) loop.lower()).value();
        int last = (int) ((Constant) loop.upper()).value();
        all.add(new PlateLoop(List.copyOf(names), loop.index(), first, Math.max(0, last - first + 1),
                refusal.locate(plate)));
    }

    List<PlateLoop> all() {
        return all;
    }
}
