package org.penumbra.inference;

/**
 * A guide that gives its score, the gradient of its log density with respect to its parameters at a point that stands
 * still. It is all that wake-sleep, score climbing and score-function gradients need, which therefore also fit guides
 * whose draws are no differentiable function of noise.
 */
public interface ScoredGuide extends Guide {

    /**
     * Adds {@code weight} times the score, the gradient of log q(x) with respect to the parameters with x held still.
     *
     * @param gradient as many numbers as there are parameters; added to
     * @return log q(x)
     */
    double accumulateScore(double[] x, double weight, double[] gradient);
}
