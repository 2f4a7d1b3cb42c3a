package org.penumbra.testplugins.good;

import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.InitialPoint;
import org.penumbra.inference.Option;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** Climbs to the mode with the diagonal of the Hessian, then draws from the normal that this diagonal describes. */
public final class TestLaplaceLike implements Algorithm<TestLaplaceLike.Options> {
    private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    /**
     * @param steps most steps of the climb
     * @param draws from the approximation
     */
    public record Options(
            @Option(label = "Steps", help = "Most steps of the climb to the mode.", value = "500", min = 1) int steps,
            @Option(label = "Draws", help = "Draws from the approximation.", value = "1000", min = 2) int draws) {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        Climb climb = new Climb(target, InitialPoint.median(target, context.random()));
        double[] trace = new double[options.steps()];
        int step = 0;
        Status status = Status.BUDGET_SPENT;
        while (step < options.steps() && status == Status.BUDGET_SPENT) {
            if (context.cancellation().isCancelled()) {
                status = Status.CANCELLED;
            } else if (climb.isAtTop()) {
                status = Status.CONVERGED;
            } else {
                trace[step++] = climb.step();
                context.progress().report(step, options.steps(), climb.value());
            }
        }
        FitResult.Draws draws = draw(target, climb, options.draws(), context.random());
        return new FitResult(status, null, draws, trace(trace, step), elbo(draws), step, new double[0], List.of());
    }

    private static FitResult.Draws draw(Target target, Climb climb, int count, RandomStream random) {
        double[] mode = climb.point();
        double[] curvature = climb.curvature();
        double[][] points = new double[count][mode.length];
        double[] logP = new double[count];
        double[] logQ = new double[count];
        for (int draw = 0; draw < count; draw++) {
            for (int i = 0; i < mode.length; i++) {
                double z = random.nextGaussian();
                points[draw][i] = mode[i] + z / StrictMath.sqrt(curvature[i]);
                logQ[draw] += 0.5 * StrictMath.log(curvature[i]) - LOG_ROOT_TWO_PI - z * z / 2;
            }
            logP[draw] = target.logDensity(points[draw]);
        }
        return new FitResult.Draws(points, logP, logQ);
    }

    private static FitResult.Trace trace(double[] values, int steps) {
        long[] numbers = new long[steps];
        Arrays.setAll(numbers, i -> i + 1L);
        return new FitResult.Trace(numbers, Arrays.copyOf(values, steps));
    }

    private static FitResult.Estimate elbo(FitResult.Draws draws) {
        double sum = 0;
        double squares = 0;
        int n = draws.count();
        for (int i = 0; i < n; i++) {
            double term = draws.logP()[i] - draws.logQ()[i];
            sum += term;
            squares += term * term;
        }
        double mean = sum / n;
        double variance = Math.max(0, (squares - n * mean * mean) / (n - 1));
        return new FitResult.Estimate(mean, StrictMath.sqrt(variance / n));
    }
}
