package org.penumbra.inference.mcmc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.Diagnostic.Measurement;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.RandomStream;

/**
 * Several chains side by side, each with random streams and a target of its own, so that results do not depend on the
 * number of threads. They advance in rounds, so that a run that is stopped has about as much of each.
 */
final class Sampler {

    private static final long CHAINS_STREAM = 0x4d434d435f434841L;
    private static final long START_STREAM = -2;
    private static final long DISCRETE_STREAM = -3;
    /** Draws from the prior, and sweeps of each, to find possible values of discrete sites. */
    private static final int TRIES = 100;
    private static final int VERSION = 1;
    /** Numbers that the densities of one block touch, about. */
    private static final long BLOCK_WORK = 20_000;
    private static final int LONGEST_BLOCK = 50;
    private static final int ROUNDS = 20;

    /** Makes the transitions of one chain. */
    @FunctionalInterface
    interface Moves {
        Move create(Target target, Cancellation cancellation);
    }

    private final Target target;
    private final SamplingOptions options;
    private final FitContext context;
    private final Moves moves;
    private final Chain[] chains;
    private final int total;
    private boolean begun;

    Sampler(Target target, SamplingOptions options, FitContext context, Moves moves) {
        this.target = target;
        this.options = options;
        this.context = context;
        this.moves = moves;
        this.chains = new Chain[options.chains()];
        this.total = options.warmup() + options.samples();
    }

    /**
     * @param owner whose state it is, for messages
     * @param measurements of the result
     */
    FitResult run(String owner, List<Measurement> measurements) {
        Optional<double[]> unfinished = StateReader.unfinished(context);
        begin();
        unfinished.ifPresent(state -> restore(owner, state));
        for (int end : ends()) {
            context.workers().run(chains.length, c -> chains[c].advance(end));
            report();
            if (context.cancellation().isCancelled()) {
                break;
            }
        }
        boolean ended = Arrays.stream(chains).allMatch(chain -> chain.done() == total);
        long steps = Arrays.stream(chains).mapToLong(Chain::done).sum();
        return new Outcome(List.of(chains), options).result(ended ? Status.BUDGET_SPENT : Status.CANCELLED, state(),
                steps, measurements);
    }

    /** One of them is the end of warm-up. */
    private int[] ends() {
        int[] ends = new int[2 * ROUNDS];
        for (int round = 1; round <= ROUNDS; round++) {
            ends[round - 1] = (int) ((long) options.warmup() * round / ROUNDS);
            ends[ROUNDS + round - 1] = options.warmup() + (int) ((long) options.samples() * round / ROUNDS);
        }
        return Arrays.stream(ends).filter(end -> end > 0).distinct().toArray();
    }

    private void begin() {
        RandomStream random = context.random().stream(CHAINS_STREAM);
        int block = (int) Math.clamp(BLOCK_WORK / target.cost(), 1, LONGEST_BLOCK);
        Target[] forks = new Target[chains.length];
        Arrays.setAll(forks, c -> chains.length == 1 ? target.withWorkers(context.workers()) : target.fork());
        boolean[] reached = new boolean[chains.length];
        context.workers().run(chains.length, c -> {
            RandomStream own = random.stream(c);
            Target continuous = continuous(forks[c], own);
            Beginning beginning = new Beginning(continuous, options, start(continuous.dimension()),
                    context.cancellation());
            Beginning.Place place = beginning.find(own.stream(START_STREAM));
            reached[c] = place.reached();
            Move move = moves.create(continuous, context.cancellation());
            chains[c] = new Chain(options, continuous instanceof GivenDiscrete given
                    ? new DiscreteMove(move, given, options.sweeps()) : move, place, own, context.cancellation(), block,
                    target.cost());
        });
        begun = true;
        for (boolean one : reached) {
            begun &= one;
        }
    }

    /** The target given values of its discrete coordinates to begin with; itself where it has none. */
    private static Target continuous(Target whole, RandomStream random) {
        if (whole.discrete().isEmpty()) {
            return whole;
        }
        GivenDiscrete given = new GivenDiscrete(whole);
        DiscreteMove.begin(given, random.stream(DISCRETE_STREAM), TRIES);
        return given;
    }

    /** A start may come from the draws of another run, with the discrete coordinates behind the others. */
    private Start start(int dimension) {
        return context.start().given().filter(point -> point.length > dimension)
                .map(point -> context.start().at(Arrays.copyOf(point, dimension),
                        Arrays.copyOf(context.start().scales(point.length, 1), dimension)))
                .orElse(context.start());
    }

    private void report() {
        long done = Arrays.stream(chains).mapToLong(Chain::done).sum();
        double density = Arrays.stream(chains).mapToDouble(chain -> chain.at().logDensity).average().orElseThrow();
        context.progress().report(done, (long) total * chains.length, density);
        context.checkpoint(this::state);
    }

    private double[] state() {
        if (!begun) {
            return StateWriter.beginning(VERSION);
        }
        StateWriter writer = new StateWriter(VERSION);
        for (Chain chain : chains) {
            chain.save(writer);
        }
        return writer.state();
    }

    private void restore(String owner, double[] state) {
        StateReader reader = new StateReader(owner, VERSION, state);
        for (Chain chain : chains) {
            chain.restore(reader);
        }
        reader.end();
    }
}
