package org.penumbra.inference.particles;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.FitResult.Draws;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.ascent.Bulk;
import org.penumbra.inference.draws.Evaluations;
import org.penumbra.math.RandomStream;

/**
 * Stein variational gradient descent (Liu and Wang 2016): particles that descend the KL divergence to the posterior
 * along the steepest direction in a reproducing kernel Hilbert space, by default in the metric of the mean Hessian
 * (Detommaso, Cui, Spantini, Marzouk and Scheichl 2018; Wang, Tang, Bajaj and Liu 2019). The particles are the draws;
 * there is no guide, and log q is NaN. Measured as {@code ksd} and {@code ksdPValue} ({@link SteinDiscrepancy}) and as
 * {@code steinVariance} ({@link SvgdRun}).
 *
 * <p>CONVERGED when the root mean square of the direction of motion is below the tolerance, in units of the metric.
 */
public final class Svgd implements Algorithm<Svgd.Options> {

    private static final long START_STREAM = 0x5356474453544152L;
    private static final long TEST_STREAM = 0x5356474454455354L;
    private static final double START_SCALE = 0.1;
    private static final int TRIES = 30;

    /** The matrix that turns coordinates into such in which the posterior is about round. */
    public enum Preconditioner {
        /** None: for targets whose coordinates have about the same scale. */
        NONE(Metric.Kind.NONE),
        /** The mean outer product of gradients; costs nothing, and needs more particles than coordinates. */
        FISHER(Metric.Kind.FISHER),
        /** The mean of the negative Hessians at four particles, by differences: 8 n gradients now and then. */
        HESSIAN(Metric.Kind.HESSIAN);

        private final Metric.Kind kind;

        Preconditioner(Metric.Kind kind) {
            this.kind = kind;
        }

        Metric.Kind kind() {
            return kind;
        }
    }

    /**
     * @param particles number of draws
     * @param iterations at most
     * @param kernel between particles
     * @param metric in which the kernel measures distances
     * @param step the longest
     * @param tolerance of the direction of motion
     */
    public record Options(
            @Option(label = "Particles", help = "Particles, which are the draws. An iteration costs as many gradients, "
                    + "and the square of their number. Take several times as many as there are coordinates.",
                    value = "200", min = 2, max = 20000) int particles,
            @Option(label = "Iterations", help = "Iterations, at most; the fit ends sooner when the particles have "
                    + "come to rest.", value = "1000", min = 1, max = 1e9) long iterations,
            @Option(label = "Kernel", help = "RBF is the usual one; IMQ sees further, which helps where particles "
                    + "start far apart and in more than a few dimensions.", value = "IMQ") SteinKernel kernel,
            @Option(label = "Metric", help = "HESSIAN or FISHER make the particles see the posterior as about round, "
                    + "whatever the scales and correlations of its coordinates.",
                    value = "HESSIAN") Preconditioner metric,
            @Option(label = "Step", help = "The longest step relative to the direction of motion; steps shorten by "
                    + "themselves when particles swing.", value = "0.5", min = 1e-9, max = 10) double step,
            @Option(label = "Tolerance", help = "At rest when particles would move by less than this, as a root mean "
                    + "square in standard deviations per unit step.", value = "0.003", min = 1e-12,
                    max = 1) double tolerance) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        Bulk begin = Bulk.begin(target, context, Initialization.MEDIAN);
        double[] scales = begin.scales(new Evaluations(target, context.workers()), context, START_SCALE);
        double[][] start = scatter(target, begin.point(), scales, options.particles(), context.random());
        Swarm swarm = new Swarm(target, start, options, context.workers());
        SvgdRun run = new SvgdRun(swarm, options, begin, context);
        Status end = run.run();
        double[] state = run.state();
        SteinDiscrepancy discrepancy = SteinDiscrepancy.of(swarm.x, swarm.gradients, swarm.metric,
                context.random().stream(TEST_STREAM));
        double[] logQ = new double[swarm.m];
        Arrays.fill(logQ, Double.NaN);
        return new FitResult(end, null, new Draws(swarm.x, swarm.logP, logQ), run.trace(), FitResult.Estimate.NONE,
                run.steps(), state, run.findings(end, discrepancy, target.sites()),
                List.of(new Measurement("ksd", discrepancy.value()),
                        new Measurement("ksdPValue", discrepancy.pValue()),
                        new Measurement("steinVariance", run.narrowest())));
    }

    /** Around the start, nearer where the density is not defined. */
    private static double[][] scatter(Target target, double[] centre, double[] scales, int particles,
            RandomStream parent) {
        int n = target.dimension();
        double[] gradient = new double[n];
        double[][] start = new double[particles][n];
        for (int k = 0; k < particles; k++) {
            RandomStream random = parent.stream(START_STREAM).stream(k);
            double[] x = start[k];
            double by = 1;
            boolean defined = false;
            for (int i = 0; i < TRIES && !defined; i++) {
                for (int j = 0; j < n; j++) {
                    x[j] = centre[j] + by * scales[j] * random.nextGaussian();
                }
                defined = Swarm.isDefined(target.logDensityAndGradient(x, gradient), gradient);
                by *= 0.5;
            }
        }
        return start;
    }
}
