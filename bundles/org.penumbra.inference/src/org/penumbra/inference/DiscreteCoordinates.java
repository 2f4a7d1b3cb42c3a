package org.penumbra.inference;

/**
 * Coordinates of a target that are whole numbers: discrete sites that are drawn with the others instead of being summed
 * out. They stand behind the continuous ones, element after element, on the scale of the model. The density has no
 * derivative by them, and is 0 between whole numbers and outside of their range.
 *
 * <p>Weighs the values of one element given all others. That costs what the factors cost that mention the element, not
 * what the density costs. Not thread-safe, like the target that it belongs to.
 */
public interface DiscreteCoordinates {

    /** Number of elements, at least 1: the last coordinates of the target. */
    int count();

    /** Smallest value of an element. */
    int low(int element);

    /** Largest value of an element. */
    int high(int element);

    /**
     * Goes to a point: what was set before is forgotten.
     *
     * @param x all coordinates of the target, not changed; the discrete ones are whole numbers in their range
     */
    void at(double[] x);

    /** The value that an element has now. */
    int value(int element);

    /**
     * The log density as a function of one element, all other coordinates being as they are now, up to a constant.
     *
     * @param logWeights overwritten from the beginning, one number for each value in their order; minus infinity for
     *        what is impossible or not defined
     */
    void logWeights(int element, double[] logWeights);

    /** Gives one element another value in its range. */
    void set(int element, int value);
}
