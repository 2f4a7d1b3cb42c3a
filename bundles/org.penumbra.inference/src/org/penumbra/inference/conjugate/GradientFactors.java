package org.penumbra.inference.conjugate;

import java.util.Arrays;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.ascent.Lbfgs;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * Independent normal distributions in free coordinates for values that have no conjugate family. Given the expected
 * statistics of all other factors the bound is {@code sum_k eta_k E[f_k] + E[log |d values / du|] + entropy}, an
 * ordinary function of means and standard deviations, as the expectations are over nodes that stay the same: it is
 * climbed by L-BFGS (deterministic ADVI: Giordano, Ingram and Broderick 2024), so that no update lowers the bound.
 *
 * <p>Behind the statistics f_1, ..., f_K, moments and natural parameters hold the d means and then the d logarithms of
 * the standard deviations; those among the natural parameters are written by {@link #update}.
 */
public final class GradientFactors extends FactorGroup {

    private static final double HALF_LOG_2_PI = 0.91893853320467274178;
    private static final double HALF_LOG_2_PI_E = 1.4189385332046727418;
    private static final double FIRST_LOG_SD = -1;
    private static final int HISTORY = 10;
    /** L-BFGS iterations in one update: it begins where the last one ended. */
    private static final int ITERATIONS = 50;

    private final SmoothStatistics statistics;
    private final NormalNodes nodes;
    private final int dimension;
    private final int count;

    /** @param start of the K statistics, the d means and the d logarithms of standard deviations */
    public GradientFactors(String name, int start, SmoothStatistics statistics) {
        this(name, start, statistics, NormalNodes.of(statistics.dimension()));
    }

    private GradientFactors(String name, int start, SmoothStatistics statistics, NormalNodes nodes) {
        super(name, start, statistics.count() + 2 * statistics.dimension());
        this.statistics = statistics;
        this.nodes = nodes;
        this.dimension = statistics.dimension();
        this.count = statistics.count();
    }

    @Override
    public FactorGroup fork() {
        return new GradientFactors(name(), start(), statistics.fork(), nodes);
    }

    @Override
    public String family() {
        return "normal in free coordinates (by gradient)";
    }

    @Override
    public int count() {
        return dimension;
    }

    @Override
    public boolean isContinuous() {
        return true;
    }

    private int means() {
        return start() + count;
    }

    /** The factors are fitted together: they move as one. */
    @Override
    public double update(double[] natural, double[] moments, int[] chosen) {
        NormalBlock block = new NormalBlock(statistics, nodes, natural, moments, start());
        Lbfgs climb = new Lbfgs(block::evaluate, new double[2 * dimension], HISTORY);
        if (!Double.isFinite(climb.value())) {
            throw new Improper("the expected log density as a function of " + name() + " is " + climb.value());
        }
        for (int k = 0; k < ITERATIONS && climb.step() == Lbfgs.Outcome.MOVED; k++) {
            continue; // each step is higher than the last one
        }
        block.place(climb.x());
        System.arraycopy(block.location(), 0, moments, means(), dimension);
        System.arraycopy(block.logScale(), 0, moments, means() + dimension, dimension);
        System.arraycopy(moments, means(), natural, means(), 2 * dimension);
        return expect(natural, moments) + entropy(natural);
    }

    /** @return the expected log Jacobian determinant */
    private double expect(double[] natural, double[] moments) {
        double[] point = weighted(natural);
        double[] derivatives = new double[dimension + count];
        Arrays.fill(moments, start(), start() + count, 0);
        double jacobian = 0;
        for (int s = 0; s < nodes.weights().length; s++) {
            at(natural, nodes.points()[s], point);
            double value = statistics.evaluate(point, derivatives);
            for (int k = 0; k < count; k++) {
                value -= point[dimension + k] * derivatives[dimension + k];
                moments[start() + k] += nodes.weights()[s] * derivatives[dimension + k];
            }
            jacobian += nodes.weights()[s] * value;
        }
        return jacobian;
    }

    private double[] weighted(double[] natural) {
        double[] point = new double[dimension + count];
        System.arraycopy(natural, start(), point, dimension, count);
        return point;
    }

    private void at(double[] natural, double[] noise, double[] point) {
        for (int i = 0; i < dimension; i++) {
            point[i] = natural[means() + i] + Kernels.exp(natural[means() + dimension + i]) * noise[i];
        }
    }

    private double entropy(double[] natural) {
        double entropy = dimension * HALF_LOG_2_PI_E;
        for (int i = 0; i < dimension; i++) {
            entropy += natural[means() + dimension + i];
        }
        return entropy;
    }

    @Override
    public void begin(double[] values, RandomStream random, int seeds, double[] moments) {
        double[] u = new double[dimension];
        statistics.unconstrain(values, u);
        double[] derivatives = new double[dimension + count];
        statistics.evaluate(Arrays.copyOf(u, dimension + count), derivatives);
        System.arraycopy(derivatives, dimension, moments, start(), count);
        System.arraycopy(u, 0, moments, means(), dimension);
        Arrays.fill(moments, means() + dimension, means() + 2 * dimension, FIRST_LOG_SD);
    }

    /** By the nodes. */
    @Override
    public void marginals(double[] natural, double[] mean, double[] variance) {
        double[] u = new double[dimension];
        double[] first = new double[mean.length];
        double[] second = new double[mean.length];
        double[] values = new double[mean.length];
        for (int s = 0; s < nodes.weights().length; s++) {
            at(natural, nodes.points()[s], u);
            statistics.constrain(u, values);
            for (int position : statistics.positions()) {
                first[position] += nodes.weights()[s] * values[position];
                second[position] += nodes.weights()[s] * values[position] * values[position];
            }
        }
        for (int position : statistics.positions()) {
            mean[position] = first[position];
            variance[position] = second[position] - first[position] * first[position];
        }
    }

    @Override
    public Draws draws(double[] natural) {
        SmoothStatistics own = statistics.fork();
        double[] u = new double[dimension];
        double[] point = new double[dimension + count];
        double[] derivatives = new double[dimension + count];
        return (random, values) -> {
            double logDensity = 0;
            for (int i = 0; i < dimension; i++) {
                double noise = random.nextGaussian();
                double logScale = natural[means() + dimension + i];
                u[i] = natural[means() + i] + Kernels.exp(logScale) * noise;
                logDensity -= HALF_LOG_2_PI + logScale + 0.5 * noise * noise;
            }
            own.constrain(u, values);
            System.arraycopy(u, 0, point, 0, dimension);
            return logDensity - own.evaluate(point, derivatives);
        };
    }

    /** Takes the means and standard deviations from one vector of natural parameters to another one. */
    public void copyFactors(double[] from, double[] to) {
        System.arraycopy(from, means(), to, means(), 2 * dimension);
    }

    /**
     * What fresh draws say of the part of the bound that the nodes give, which were the ones to climb on.
     *
     * @param natural coefficients of the statistics, and means and standard deviations, of this group
     * @param draws at least 2
     * @return the difference to the part of the bound by the nodes, with its standard error
     */
    public FitResult.Estimate correction(double[] natural, RandomStream random, int draws) {
        double[] point = weighted(natural);
        double[] derivatives = new double[dimension + count];
        double nodal = 0;
        for (int s = 0; s < nodes.weights().length; s++) {
            at(natural, nodes.points()[s], point);
            nodal += nodes.weights()[s] * statistics.evaluate(point, derivatives);
        }
        double[] noise = new double[dimension];
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < draws; k++) {
            Arrays.setAll(noise, i -> random.nextGaussian());
            at(natural, noise, point);
            double difference = statistics.evaluate(point, derivatives) - nodal;
            for (double z : noise) {
                difference += 0.5 * (z * z - 1); // of mean 0: the entropy of the normal by its draws
            }
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / draws;
        double variance = Math.max(0, squares / draws - mean * mean) / (draws - 1);
        return new FitResult.Estimate(mean, Math.sqrt(variance));
    }
}
