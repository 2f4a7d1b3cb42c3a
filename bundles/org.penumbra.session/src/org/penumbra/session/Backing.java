package org.penumbra.session;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.penumbra.inference.Alternative;

/**
 * What stands behind one run.
 *
 * @param state of an unfinished run to go on from
 * @param keeper takes states on the way
 * @param alternatives compiles the model in other free coordinates
 * @param block of the file that is used in the place of a registered guide, and where it begins
 */
record Backing(Optional<double[]> state, Consumer<Supplier<double[]>> keeper,
        Supplier<List<Alternative>> alternatives, BlockStart block) {

    /** A new run that nobody keeps, of a target alone. */
    static final Backing NONE = new Backing(Optional.empty(), state -> { }, List::of,
            BlockStart.none());
}
