package org.penumbra.compiler.conjugate;

import java.util.HashMap;
import java.util.Map;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.distribution.structure.Simplex;
import org.penumbra.compiler.optimize.Offset;
import org.penumbra.expression.Array;
import org.penumbra.expression.Constant;
import org.penumbra.expression.Element;
import org.penumbra.expression.Loop;

/** Sites that are vectors of proportions. */
final class Simplices {

    private final Map<Array, Integer> parts = new HashMap<>();

    Simplices(JointModel joint) {
        for (LatentSite site : joint.program().latents()) {
            if (site.block().map(BlockDraw::coordinates).orElse(null) instanceof BlockDraw.Structured structured
                    && structured.bijector() instanceof Simplex simplex) {
                parts.put(site.array(), simplex.order());
            }
        }
    }

    /** Number of parts of each vector; 0 when the site is no simplex. */
    int parts(Array array) {
        return parts.getOrDefault(array, 0);
    }

    /** Whether a loop runs over all parts of one vector: its elements lie one behind the other. */
    boolean isWhole(Loop loop, Element element) {
        int count = parts(element.array());
        if (count == 0 || !(loop.lower() instanceof Constant from) || !(loop.upper() instanceof Constant to)
                || to.value() - from.value() + 1 != count) {
            return false;
        }
        Offset offset = Offset.of(element.offset());
        boolean rows = offset.factors().entrySet().stream().filter(entry -> !entry.getKey().equals(loop.index()))
                .allMatch(entry -> entry.getValue() % count == 0);
        return rows && offset.factor(loop.index()) == 1 && (offset.constant() + from.value()) % count == 0;
    }
}
