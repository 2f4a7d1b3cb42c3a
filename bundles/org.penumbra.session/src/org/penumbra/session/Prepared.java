package org.penumbra.session;

import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.CompiledModel;
import org.penumbra.compiler.guide.CompiledGuide;
import org.penumbra.core.Problem;
import org.penumbra.inference.Centrings;
import org.penumbra.inference.Target;

/**
 * A run that is ready to start.
 *
 * @param request what was asked for
 * @param plan what was decided
 * @param data what was bound
 * @param compiled the model with its data
 * @param warnings of the checker
 * @param guide block of the run with the same data; empty when it uses a registered guide, or none
 * @param centrings the model in other free coordinates
 */
public record Prepared(FitRequest request, Plan plan, BoundData data, CompiledModel compiled, List<Problem> warnings,
        Optional<CompiledGuide> guide, Centrings centrings) {

    public Prepared {
        warnings = List.copyOf(warnings);
    }

    public Target target() {
        return compiled.target();
    }
}
