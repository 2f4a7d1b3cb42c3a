package org.penumbra.inference.mcmc;

import java.util.Arrays;
import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Chains.Adaptation;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.RandomStream;

/**
 * One chain: warm-up, then draws. Iterations are done in blocks with a random stream of their own, and what is needed
 * to go on is kept at the beginning of each block, so that going on repeats a part of a block and then the same bits
 * follow.
 */
final class Chain {

    private final SamplingOptions options;
    private final Move move;
    private final RandomStream random;
    private final Cancellation cancellation;
    private final int block;
    private final long cost;
    private final Position at;
    private final StepSize stepSize;
    private final Schedule schedule;
    private final int total;
    private final double[] numbers;
    /** Points of warm-up, as long as its windows need them, then draws. */
    private final double[][] points;
    private final double[] logDensities;
    private final double[][] statistics;
    private final double[] stepSizes;
    private Metric metric;
    private int done;
    private volatile Memory memory;

    /** What is needed to go on, next to the points before; never changed. */
    private record Memory(int done, Position at, double[] discrete, double[] stepSize, Metric metric) {
    }

    Chain(SamplingOptions options, Move move, Beginning.Place place, RandomStream random, Cancellation cancellation,
            int block, long cost) {
        this.options = options;
        this.move = move;
        this.random = random;
        this.cancellation = cancellation;
        this.block = block;
        this.cost = cost;
        this.at = place.at();
        this.metric = place.metric();
        this.stepSize = new StepSize(options.targetAcceptance());
        this.schedule = new Schedule(options.warmup(), place.near());
        this.total = options.warmup() + options.samples();
        this.numbers = new double[move.statistics().size()];
        this.points = new double[total][];
        this.logDensities = new double[options.samples()];
        this.statistics = new double[numbers.length][options.samples()];
        this.stepSizes = new double[options.samples()];
        stepSize.restart(move.reasonableStep(at, metric, 1, random.stream(-1)));
        remember();
    }

    private void remember() {
        memory = new Memory(done, at.copy(), move.discrete(), stepSize.save(), metric);
    }

    int done() {
        return done;
    }

    /** Iterations done until so many are; ends before when it is cancelled. */
    void advance(int until) {
        while (done < until && !cancellation.isCancelled()) {
            int number = done / block;
            int end = Math.min((number + 1) * block, total);
            if (!advance(random.stream(number), end)) {
                return;
            }
        }
    }

    /** One block, whole since its random stream is. */
    private boolean advance(RandomStream stream, int end) {
        remember();
        while (done < end) {
            if (cancellation.isCancelled() || !move.move(at, metric, stepSize.current(), stream)) {
                return false;
            }
            points[done] = place();
            if (done < options.warmup()) {
                done++;
                learn(stream);
            } else {
                keep(done - options.warmup());
                done++;
            }
        }
        remember();
        return true;
    }

    private void keep(int draw) {
        logDensities[draw] = at.logDensity;
        move.statistics(numbers);
        for (int i = 0; i < numbers.length; i++) {
            statistics[i][draw] = numbers[i];
        }
        stepSizes[draw] = stepSize.current();
    }

    private void learn(RandomStream stream) {
        if (!Double.isNaN(move.acceptance())) {
            stepSize.update(move.acceptance());
        }
        int begin = schedule.windowEndingAt(done);
        if (begin >= 0) {
            metric = new MetricEstimate(window(begin), metric).of(options.metric(), cost);
            stepSize.restart(move.reasonableStep(at, metric, stepSize.current(), stream));
        }
        if (done == options.warmup()) {
            stepSize.settle();
        }
    }

    /** Continuous coordinates from an iteration on. */
    private double[][] window(int begin) {
        double[][] window = Arrays.copyOfRange(points, begin, done);
        for (int i = 0; i < window.length && window[i].length > at.x.length; i++) {
            window[i] = Arrays.copyOf(window[i], at.x.length);
        }
        return window;
    }

    /** All coordinates of where it is now, a new array. */
    double[] place() {
        double[] discrete = move.discrete();
        double[] all = Arrays.copyOf(at.x, at.x.length + discrete.length);
        System.arraycopy(discrete, 0, all, at.x.length, discrete.length);
        return all;
    }

    /** Draws that are there: 0 in warm-up. */
    int draws() {
        return Math.max(0, done - options.warmup());
    }

    /** Where it is now. */
    Position at() {
        return at;
    }

    double[] point(int draw) {
        return points[options.warmup() + draw];
    }

    double logDensity(int draw) {
        return logDensities[draw];
    }

    /** What the statistics are. */
    List<String> names() {
        return move.statistics();
    }

    /** One array for each of them. */
    double[][] statistics() {
        return statistics;
    }

    double[] stepSizes() {
        return stepSizes;
    }

    Adaptation adaptation() {
        return new Adaptation(stepSize.current(), metric.kind().toString(), metric.variances());
    }

    /** May be called while another thread advances the chain. */
    void save(StateWriter state) {
        Memory kept = memory;
        state.add(kept.done()).add(kept.at().logDensity).add(kept.at().x).add(kept.at().gradient)
                .add(kept.discrete()).add(kept.stepSize());
        kept.metric().save(state);
        for (int i = kept.done() < options.warmup() ? 0 : options.warmup(); i < kept.done(); i++) {
            state.add(points[i]);
        }
        for (int draw = 0; draw < kept.done() - options.warmup(); draw++) {
            state.add(logDensities[draw]).add(stepSizes[draw]);
            for (double[] statistic : statistics) {
                state.add(statistic[draw]);
            }
        }
    }

    void restore(StateReader state) {
        done = state.nextInt();
        if (done < 0 || done > total) {
            throw new IllegalArgumentException("this state is not one of " + total + " iterations; start afresh");
        }
        at.logDensity = state.next();
        state.next(at.x);
        state.next(at.gradient);
        double[] discrete = move.discrete();
        state.next(discrete);
        move.discrete(discrete);
        double[] adaptation = new double[stepSize.save().length];
        state.next(adaptation);
        stepSize.restore(adaptation);
        metric = Metric.restore(state, at.x.length);
        for (int i = done < options.warmup() ? 0 : options.warmup(); i < done; i++) {
            points[i] = new double[at.x.length + discrete.length];
            state.next(points[i]);
        }
        for (int draw = 0; draw < done - options.warmup(); draw++) {
            logDensities[draw] = state.next();
            stepSizes[draw] = state.next();
            for (double[] statistic : statistics) {
                statistic[draw] = state.next();
            }
        }
        remember();
    }
}
