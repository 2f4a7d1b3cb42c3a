package org.penumbra.session;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.penumbra.inference.Centrings;
import org.penumbra.inference.EarlierRun;

/**
 * What stands behind one run.
 *
 * @param state of an unfinished run to go on from
 * @param keeper takes states on the way
 * @param centrings the model in other free coordinates
 * @param block of the file that is used in the place of a registered guide, and where it begins
 * @param earlier the run that this one begins with the answer of
 */
record Backing(Optional<double[]> state, Consumer<Supplier<double[]>> keeper, Centrings centrings,
        BlockStart block, Optional<EarlierRun> earlier) {

    /** A run that begins with no other one. */
    Backing(Optional<double[]> state, Consumer<Supplier<double[]>> keeper, Centrings centrings, BlockStart block) {
        this(state, keeper, centrings, block, Optional.empty());
    }

    /** A run of a target alone. */
    static Backing of(Optional<double[]> state, Consumer<Supplier<double[]>> keeper) {
        return new Backing(state, keeper, Centrings.NONE, BlockStart.none());
    }

    /** A new run that nobody keeps, of a target alone. */
    static final Backing NONE = of(Optional.empty(), state -> { });
}
