package org.penumbra.inference.conjugate;

import java.util.List;
import java.util.Optional;

/**
 * A log joint density as a function of sufficient statistics in which every factor of the approximation occurs at most
 * linearly. Its expectation under independent factors is then the same function of expected statistics, the
 * <em>moments</em>; and the gradient of that by the moments of one factor is the natural parameter of the factor that
 * is best given all others, q*(z) proportional to exp E[log p(z | rest)] (Hoffman, Johnson and Tran 2018, section 3).
 *
 * <p>Moments and natural parameters lie in vectors of one layout, the groups one behind the other. Auxiliary variables
 * that make a likelihood conjugate (Polya-Gamma variables of logistic ones, the parts of Poisson counts) are factors
 * like all others; the evidence lower bound is that of the augmented model.
 *
 * <p>Not thread-safe: another thread takes its own {@link #fork()}.
 */
public interface ConjugateForm {

    /** Length of a vector of moments. */
    int size();

    /** Factors that are updated together, in the order in which ascent visits them: continuous sites first. */
    List<FactorGroup> groups();

    /**
     * Whether the posterior itself is a product of such factors: ascent then ends at the exact posterior, and the
     * evidence lower bound there is the log evidence.
     */
    boolean isExact();

    /** Whether there are auxiliary variables, whose approximation keeps the bound below the evidence. */
    boolean isAugmented();

    /** E[log joint density] for independent factors with these moments. */
    double energy(double[] moments);

    /**
     * The natural parameters of the best factors of a group given the moments of all others.
     *
     * @param group position in {@link #groups()}
     * @param natural overwritten in the range of the group only
     */
    void natural(int group, double[] moments, double[] natural);

    /**
     * The form with minibatches of a plate, of which some groups have one factor in each iteration.
     *
     * @param size iterations in a batch; at most those of the plate
     * @return empty when there is no such plate
     */
    default Optional<Minibatch> minibatch(int size) {
        return Optional.empty();
    }

    /** Number of values of all latent continuous sites and of what follows from them, as in the target's site map. */
    int valueCount();

    /**
     * Values of the latent sites in free coordinates of the target.
     *
     * @param values as the target's site map orders them
     * @param x free coordinates, overwritten
     * @return log |d values / d x|, the log of the Jacobian determinant
     */
    double toFree(double[] values, double[] x);

    ConjugateForm fork();
}
