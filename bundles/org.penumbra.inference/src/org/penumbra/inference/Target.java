package org.penumbra.inference;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.core.Workers;
import org.penumbra.inference.conjugate.BatchConjugacy;
import org.penumbra.inference.conjugate.Conjugacy;
import org.penumbra.inference.divergences.PriorFactors;
import org.penumbra.math.RandomStream;

/**
 * An unconstrained log density on R^n: all that an algorithm sees of a model. Constraints, transforms, data and text
 * stay on the other side.
 *
 * <p>Not thread-safe: another thread takes its own {@link #fork()}.
 */
public interface Target {

    /** n, the number of free coordinates; at least 1. */
    int dimension();

    /**
     * The log joint density of latent sites and data, with the log Jacobian of the transformation to R^n.
     *
     * @param x n coordinates, not changed
     * @return the normalised value (no constant is dropped); minus infinity where the density is 0; NaN where the model
     *         is not defined
     */
    double logDensity(double[] x);

    /**
     * The same with its gradient, in one pass.
     *
     * @param gradient n numbers, overwritten
     */
    double logDensityAndGradient(double[] x, double[] gradient);

    /**
     * The log density at many points: what is cheaper than one after the other where each evaluation reads a file.
     *
     * @param points of n coordinates each
     * @param values as many numbers, overwritten
     */
    default void logDensities(double[][] points, double[] values) {
        for (int k = 0; k < points.length; k++) {
            values[k] = logDensity(points[k]);
        }
    }

    /**
     * About how many numbers one evaluation touches, data and coordinates together: what decides whether it is worth
     * handing to another thread. An estimate, the same in every run; the dimension when nothing better is known.
     */
    default long cost() {
        return dimension();
    }

    /**
     * What the evaluations by this target, not its forks, have touched so far beyond {@link #cost} each: where a solver
     * takes as many steps as the point wants, which far from the data may be thousands of times as many. The same in
     * every run; 0 where every point costs the same.
     */
    default long effort() {
        return 0;
    }

    /**
     * A fork for those who look far away, where no answer is worth so much: undefined (NaN) at points where a solver
     * would touch more numbers than this in one evaluation. Its own forks have no such bound.
     *
     * @param effort as {@link #effort} counts it, at least 1
     */
    default Target bounded(long effort) {
        return fork();
    }

    /** How the coordinates map to the named sites of the model. */
    SiteMap sites();

    /** The discrete sites that were summed out of the density; the coordinates are those of the others. */
    default DiscreteSites discreteSites() {
        return DiscreteSites.NONE;
    }

    /**
     * The discrete sites that are coordinates of the density, the last ones, for whoever can draw them.
     *
     * @return for the thread that this target is for; empty when all coordinates are continuous
     */
    default Optional<DiscreteCoordinates> discrete() {
        return Optional.empty();
    }

    /**
     * Draws the latent sites from their prior, in order, ignoring the data. Sites whose distribution cannot be drawn
     * (improper ones) get uniform draws on (-2, 2) in free coordinates, as Stan initialises. Parameters get their
     * starting values, which may be draws too.
     *
     * @param x n coordinates, overwritten
     */
    void samplePrior(RandomStream random, double[] x);

    /**
     * The same for random variables alone, given the parameters: {@link SiteMap.Site#parameter()} tells them apart.
     *
     * @param x n coordinates, of which those of parameters are read and the others overwritten
     */
    default void sampleLatents(RandomStream random, double[] x) {
        if (!sites().hasParameters()) {
            samplePrior(random, x);
            return;
        }
        double[] given = x.clone();
        samplePrior(random, x);
        for (SiteMap.Site site : sites().sites()) {
            if (site.parameter()) {
                System.arraycopy(given, site.freeOffset(), x, site.freeOffset(), site.freeSize());
            }
        }
    }

    /**
     * The log density of the latent sites alone, in the same coordinates: what is left when the data are ignored,
     * Jacobian included, so that the difference to this target is the log likelihood. Empty when the two cannot be told
     * apart.
     *
     * @return a target of the same dimension, for the thread that this one is for
     */
    default Optional<Target> prior() {
        return Optional.empty();
    }

    /** The factors of the prior whose families are known, for closed forms; empty when nothing is known of them. */
    default Optional<PriorFactors> priorFactors() {
        return Optional.empty();
    }

    /**
     * The factors that the log density is the sum of, and what they depend on; analysed when it is asked for.
     *
     * @return for one thread; empty when nothing is known of them
     */
    default Optional<FactorGraph> factorGraph() {
        return Optional.empty();
    }

    /**
     * The plates, in the order of the text: what minibatches can be drawn of.
     *
     * @return none for a target that knows of none
     */
    default List<Plate> plates() {
        return List.of();
    }

    /**
     * This density estimated from a few rows of some plates. What a plate adds is multiplied by its size over the
     * number of rows, so that the mean over all choices of rows is this density, and the same holds for gradients.
     *
     * @param sizes rows of each minibatch by the name of the plate; from 1 to the size of the plate
     * @param sampling which rows one draw takes
     * @return one with rows of its own; its first rows are the first ones of each plate until it is drawn
     * @throws org.penumbra.core.PenumbraException (BAD_INPUT) for a plate that is not there, too many rows, or a plate
     *         whose rows are not independent, naming the place where they meet
     */
    default Minibatch subsample(Map<String, Integer> sizes, Minibatch.Sampling sampling) {
        throw PenumbraException.badInput(Problem.error("PEN-3070", "minibatches need plates, and this target has none.")
                .advise("Leave out 'subsample'."));
    }

    /**
     * Whether layers of networks have noise while they are trained, as dropout is: minibatches draw it together with
     * their rows; this density has none.
     */
    default boolean isNoisyInTraining() {
        return false;
    }

    /**
     * The parts that the log density is the sum of, in the order of the text, for diagnosis; slow.
     *
     * @return one entry per statement that contributes
     */
    List<Contribution> contributions(double[] x);

    /**
     * Closed-form updates, where the joint density in the sites' own values has them; analysed when it is asked for.
     *
     * @return never null; without a form it says what stands in the way
     */
    default Conjugacy conjugacy() {
        return Conjugacy.none("this target gives no symbolic log density");
    }

    /**
     * The same where every site has its update in closed form; sooner known than {@link #conjugacy}, which looks
     * further when that is not so.
     *
     * @return without a form when a site would be fitted by gradient
     */
    default Conjugacy closedForm() {
        return conjugacy().withoutGradients();
    }

    /**
     * Whether rows of the data are read from disk each time that they are needed: whatever sees all of them reads a
     * file, and should see many points in one pass ({@link #logDensities}).
     */
    default boolean isStreamed() {
        return false;
    }

    /**
     * Closed-form updates from a few rows of a plate at a time, where every site has its update in closed form.
     *
     * @param plate by name; empty for the one that is read from disk, and where all data are in memory for the largest
     *        one whose rows are independent given all that stands outside of it
     * @return never null; without updates it says what stands in the way
     */
    default BatchConjugacy batches(String plate) {
        return BatchConjugacy.none("this target gives no symbolic log density");
    }

    /** The same target for another thread: shares data and code, no state. */
    Target fork();

    /**
     * The same target, a fork of it where that makes a difference, that may have these workers compute parts of a large
     * density side by side; so may forks of that one. How many threads there are changes no bit of a result. Worth it
     * for whoever computes one density at a time, since who has work for all threads had better give each a
     * {@link #fork()}.
     *
     * @param workers must outlive the use of the target
     * @return this where there is nothing to split
     */
    default Target withWorkers(Workers workers) {
        return this;
    }

    /**
     * What one statement adds to the log density.
     *
     * @param site the site, or {@code factor}, with its place in the text where known
     * @param logDensity its sum over all elements
     * @param detail what is wrong with it in plain words (a negative scale, with the element and value), or empty
     */
    record Contribution(String site, double logDensity, String detail) {
    }
}
