package org.penumbra.inference.pathfinder;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.core.Cancellation;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;
import org.penumbra.inference.draws.StateReader;
import org.penumbra.inference.draws.StateWriter;
import org.penumbra.math.RandomStream;

/**
 * All paths, advanced side by side in rounds, between which progress is reported and the state offered. Path k has the
 * random stream number k and knows of no other, so that neither rounds nor threads change it.
 */
final class Paths {

    private static final int VERSION = 1;
    private static final long STREAM = 0x5041544853544152L;
    /** Iterations of each path in a round. */
    private static final int ROUND = 10;

    private final FitContext context;
    private final long planned;
    private final List<Path> paths = new ArrayList<>();
    private long[] traceSteps = new long[16];
    private double[] traceValues = new double[16];
    private int traced;

    Paths(Target target, Pathfinder.Options options, FitContext context) {
        this.context = context;
        this.planned = options.iterations();
        int n = target.dimension();
        boolean resumes = context.resume().isPresent();
        Starts starts = resumes ? null : new Starts(target, context.start());
        double[] scales = context.start().scales(n, 1);
        for (int k = 0; k < options.paths(); k++) {
            RandomStream random = context.random().stream(STREAM).stream(k);
            double[] start = resumes ? new double[n] : starts.point(k, random.stream(0));
            paths.add(new Path(target.fork(), start, scales, options.history(), options.elboDraws(),
                    random.stream(1)));
        }
        context.resume().ifPresent(this::restore);
    }

    /** @return false when cancelled */
    boolean run() {
        Cancellation cancellation = context.cancellation();
        while (paths.stream().anyMatch(this::goesOn)) {
            if (cancellation.isCancelled()) {
                return false;
            }
            context.checkpoint(this::state);
            context.workers().run(paths.size(), k -> {
                Path path = paths.get(k);
                path.advance(Math.min(ROUND, planned - path.iterations()), cancellation);
            });
            record();
            context.progress().report(steps(), planned, traceValues[traced - 1]);
        }
        return true;
    }

    private boolean goesOn(Path path) {
        return path.state() == Path.State.CLIMBING && path.iterations() < planned;
    }

    private void record() {
        if (traced == traceSteps.length) {
            traceSteps = Arrays.copyOf(traceSteps, 2 * traced);
            traceValues = Arrays.copyOf(traceValues, 2 * traced);
        }
        traceSteps[traced] = steps();
        traceValues[traced++] = paths.stream().mapToDouble(Path::bestElbo).max().orElseThrow();
    }

    List<Path> all() {
        return paths;
    }

    /** Iterations of the longest path. */
    long steps() {
        return paths.stream().mapToLong(Path::iterations).max().orElseThrow();
    }

    /** The best ELBO of all paths after each round. */
    FitResult.Trace trace() {
        return new FitResult.Trace(Arrays.copyOf(traceSteps, traced), Arrays.copyOf(traceValues, traced));
    }

    double[] state() {
        StateWriter state = new StateWriter(VERSION);
        paths.forEach(path -> path.save(state));
        return state.state();
    }

    private void restore(double[] earlier) {
        StateReader state = new StateReader("Pathfinder", VERSION, earlier);
        paths.forEach(path -> path.restore(state));
        state.end();
    }
}
