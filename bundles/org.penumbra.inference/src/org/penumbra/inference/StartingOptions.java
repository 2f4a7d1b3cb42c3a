package org.penumbra.inference;

import org.penumbra.math.RandomStream;

/**
 * The options of whatever starts at a point and with a width; an option record implements it by having the three
 * components, with the labels, helps and defaults that stand here.
 */
public interface StartingOptions {
    String INIT_LABEL = "Initial point";
    String INIT_HELP = "Where to begin: at the median or mean of prior draws, at one draw from the prior (sample), at "
            + "a uniform draw on (-2, 2) in free coordinates, or in the middle of every support (feasible). Where the "
            + "density is not finite, other points are tried.";
    String INIT = "median";
    String SCALE_LABEL = "Initial scale";
    String SCALE_HELP = "Standard deviation of every free coordinate at the start; smaller values start more "
            + "cautiously, which helps models whose density overflows far from the start.";
    String SCALE = "0.1";
    double SMALLEST_SCALE = 1e-6;
    double LARGEST_SCALE = 1e6;
    String VALUES_LABEL = "Initial values";
    String VALUES_HELP = "Values of some sites to begin with, as in 'sigma = 1, theta[2] = 0.5, weights = [0.2, 0.8]', "
            + "on the scale of the model; init gives the others.";
    String VALUES = "none";

    /** The strategy that finds the point of a cold start. */
    Initialization init();

    /** The text of the option {@code initValues}; {@code none} or blank for none. */
    String initValues();

    /**
     * The given point, else what the strategy finds; in either, the initial values replace those of their sites.
     *
     * @return n free coordinates with a finite density, a new array
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT, PEN-3001) when the strategy finds none; (USAGE, PEN-3030
     *         to PEN-3032) when the initial values are not of the form, name no site or lie outside of its support
     */
    default double[] point(Target target, Start start) {
        InitialValues values = InitialValues.parse(initValues());
        RandomStream random = start.random();
        return start.given().map(point -> values == InitialValues.NONE ? point
                : InitialPoint.at(target, point, values))
                .orElseGet(() -> InitialPoint.find(target, random, init(), values));
    }
}
