package org.penumbra.objectives;

import java.util.Optional;
import org.penumbra.inference.FactorGraph;
import org.penumbra.inference.FactoredGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The score-function gradient in which each part of the guide is charged with the terms that depend on it alone. The
 * other terms, whose product with the score has the mean 0, serve as a control variate: far from the posterior they are
 * noise and stay out, but where the guide is nearly right all terms together are nearly constant, and leaving some out
 * would take that away. Their share -cov / var, from 0 to 1, is known from earlier estimates alone, so that the mean of
 * the gradient stays true. State: how many estimates are known (0, or 1 for some), then for each part the running means
 * of the two sums, their covariance and the variance of the second.
 */
final class GraphElbo extends ParticleEstimator {

    private final FactoredGuide guide;
    private final Downstream downstream;
    private final double decay;
    /** One for each lane of the particles, made when it is first wanted. */
    private final FactorGraph[] graphs;
    private final double[][] logP;
    private final double[][] logQ;
    private final double[][] costs;
    private final double[] weights;
    /** Of the terms that depend on each part, and of the others. */
    private final double[] own;
    private final double[] others;
    private final double[] covariances;
    private final double[] variances;
    private final Particles.Piece factors = this::factors;
    private boolean begun;

    private GraphElbo(Particles particles, FactoredGuide guide, FactorGraph graph, Downstream downstream,
            double decay) {
        super(particles);
        this.guide = guide;
        this.downstream = downstream;
        this.decay = decay;
        this.graphs = new FactorGraph[particles.lanes()];
        graphs[0] = graph;
        int parts = downstream.parts();
        this.logP = new double[particles.count][graph.count()];
        this.logQ = new double[particles.count][parts];
        this.costs = new double[particles.count][parts];
        this.weights = new double[parts];
        this.own = new double[parts];
        this.others = new double[parts];
        this.covariances = new double[parts];
        this.variances = new double[parts];
    }

    /** @return empty when nothing is known of the model, or too much */
    static Optional<GraphElbo> of(Target target, FactoredGuide guide, Particles particles, double decay) {
        return target.factorGraph().flatMap(graph -> Optional.ofNullable(
                Downstream.of(graph, guide, target.dimension()))
                .map(downstream -> new GraphElbo(particles, guide, graph, downstream, decay)));
    }

    @Override
    void evaluate() {
        particles.run(factors);
        for (int k = 0; k < particles.count; k++) {
            guide.logDensities(particles.x[k], logQ[k]);
            downstream.costs(logP[k], logQ[k], costs[k]);
        }
    }

    private void factors(Target target, int lane, int k) {
        if (graphs[lane] == null) {
            graphs[lane] = target.factorGraph().orElseThrow();
        }
        graphs[lane].evaluate(particles.x[k], logP[k]);
        double sum = 0;
        for (double factor : logP[k]) {
            sum += factor;
        }
        particles.logP[k] = sum;
        particles.logWeight[k] = sum - particles.logQ[k];
    }

    @Override
    double combine(RandomStream random, double[] gradient) {
        double value = particles.meanLogWeight();
        if (Double.isFinite(value)) {
            if (particles.count == 1) {
                accumulateOne(gradient);
            } else {
                accumulateAll(gradient);
            }
        }
        return value;
    }

    private double share(int part) {
        double share = -covariances[part] / variances[part];
        return share > 0 ? Math.min(1, share) : 0;
    }

    private void learn(int part, double covariance, double variance) {
        covariances[part] = decay * covariances[part] + (1 - decay) * covariance;
        variances[part] = decay * variances[part] + (1 - decay) * variance;
    }

    private double mixed(double old, double fresh) {
        return begun ? decay * old + (1 - decay) * fresh : fresh;
    }

    /** The first has no baseline. */
    private void accumulateOne(double[] gradient) {
        double total = particles.logWeight[0];
        for (int part = 0; part < weights.length; part++) {
            double cost = costs[0][part];
            double rest = total - cost;
            weights[part] = cost - own[part] + (begun ? share(part) * (rest - others[part]) : 0);
            if (begun) {
                learn(part, (cost - own[part]) * (rest - others[part]),
                        (rest - others[part]) * (rest - others[part]));
            }
            own[part] = mixed(own[part], cost);
            others[part] = mixed(others[part], rest);
        }
        begun = true;
        guide.accumulateScores(particles.x[0], weights, gradient);
    }

    /** The cost of one particle less the mean of the others is K / (K - 1) times that less the mean of all. */
    private void accumulateAll(double[] gradient) {
        double mean = particles.meanLogWeight();
        for (int part = 0; part < own.length; part++) {
            double sum = 0;
            for (int k = 0; k < particles.count; k++) {
                sum += costs[k][part];
            }
            own[part] = sum / particles.count;
            others[part] = mean - own[part];
        }
        for (int k = 0; k < particles.count; k++) {
            weigh(k);
            guide.accumulateScores(particles.x[k], weights, gradient);
        }
        for (int part = 0; part < own.length; part++) {
            learn(part);
        }
    }

    private void weigh(int k) {
        double scale = 1.0 / (particles.count - 1);
        for (int part = 0; part < weights.length; part++) {
            double rest = particles.logWeight[k] - costs[k][part] - others[part];
            weights[part] = scale * (costs[k][part] - own[part] + share(part) * rest);
        }
    }

    private void learn(int part) {
        double covariance = 0;
        double variance = 0;
        for (int k = 0; k < particles.count; k++) {
            double rest = particles.logWeight[k] - costs[k][part] - others[part];
            covariance += (costs[k][part] - own[part]) * rest;
            variance += rest * rest;
        }
        learn(part, covariance, variance);
    }

    @Override
    public double[] state() {
        int parts = own.length;
        double[] state = new double[1 + 4 * parts];
        state[0] = begun ? 1 : 0;
        System.arraycopy(own, 0, state, 1, parts);
        System.arraycopy(others, 0, state, 1 + parts, parts);
        System.arraycopy(covariances, 0, state, 1 + 2 * parts, parts);
        System.arraycopy(variances, 0, state, 1 + 3 * parts, parts);
        return state;
    }

    @Override
    public void restore(double[] state) {
        int parts = own.length;
        Check.length(state, 1 + 4 * parts);
        begun = state[0] != 0;
        System.arraycopy(state, 1, own, 0, parts);
        System.arraycopy(state, 1 + parts, others, 0, parts);
        System.arraycopy(state, 1 + 2 * parts, covariances, 0, parts);
        System.arraycopy(state, 1 + 3 * parts, variances, 0, parts);
    }
}
