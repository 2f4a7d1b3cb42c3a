package org.penumbra.objectives;

import java.util.Optional;
import org.penumbra.inference.FactorGraph;
import org.penumbra.inference.FactoredGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/**
 * The score-function gradient in which each part of the guide is charged with the terms that depend on it alone. State:
 * how many estimates the running means know (0, or 1 for some), and a running mean for each part.
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
    private final double[] means;
    private final double[] weights;
    private final double[] running;
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
        this.means = new double[parts];
        this.weights = new double[parts];
        this.running = new double[parts];
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

    /** The first has no baseline. */
    private void accumulateOne(double[] gradient) {
        for (int part = 0; part < weights.length; part++) {
            double cost = costs[0][part];
            weights[part] = cost - running[part];
            running[part] = begun ? decay * running[part] + (1 - decay) * cost : cost;
        }
        begun = true;
        guide.accumulateScores(particles.x[0], weights, gradient);
    }

    /** The cost of one particle less the mean of the others is K / (K - 1) times that less the mean of all. */
    private void accumulateAll(double[] gradient) {
        int count = particles.count;
        for (int part = 0; part < means.length; part++) {
            double sum = 0;
            for (int k = 0; k < count; k++) {
                sum += costs[k][part];
            }
            means[part] = sum / count;
        }
        double scale = 1.0 / (count - 1);
        for (int k = 0; k < count; k++) {
            for (int part = 0; part < weights.length; part++) {
                weights[part] = scale * (costs[k][part] - means[part]);
            }
            guide.accumulateScores(particles.x[k], weights, gradient);
        }
    }

    @Override
    public double[] state() {
        double[] state = new double[1 + running.length];
        state[0] = begun ? 1 : 0;
        System.arraycopy(running, 0, state, 1, running.length);
        return state;
    }

    @Override
    public void restore(double[] state) {
        Check.length(state, 1 + running.length);
        begun = state[0] != 0;
        System.arraycopy(state, 1, running, 0, running.length);
    }
}
