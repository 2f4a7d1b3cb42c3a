package org.penumbra.inference;

import org.penumbra.core.Workers;

/**
 * A rule that turns gradients into steps, contributed through {@code org.penumbra.inference.optimizers}. Stateless,
 * with a public constructor without arguments.
 *
 * @param <O> its options, a record whose components carry {@link Option}
 */
public interface Optimizer<O extends Record> {

    /**
     * @param size number of parameters
     * @param steps planned number of steps; schedules are relative to it
     */
    Updater start(int size, long steps, O options);

    /**
     * The same told which parameter belongs to which site, for options that are given site by site. For the default, it
     * makes no difference.
     *
     * @throws org.penumbra.core.PenumbraException (USAGE, PEN-3023) when an option names a site that is not there
     */
    default Updater start(int size, long steps, O options, ParameterSites sites) {
        return start(size, steps, options);
    }

    /** The state of one optimisation. */
    interface Updater {

        /**
         * One step of ascent: changes {@code parameters} in place. A gradient with a component that is not a finite
         * number changes nothing.
         */
        void step(double[] parameters, double[] gradient);

        /** The same, told the objective at these parameters, which schedules that watch for a plateau need. */
        default void step(double[] parameters, double[] gradient, double objective) {
            step(parameters, gradient);
        }

        /**
         * From now on, parts of a step may be done by others, which changes no bit of it. For the default, it makes no
         * difference.
         */
        default void sharedBy(Workers workers) {
        }

        /** Everything needed to go on where this stands (moments, step count), as numbers. */
        double[] state();

        /** Goes on from what {@link #state()} gave. */
        void restore(double[] state);
    }
}
