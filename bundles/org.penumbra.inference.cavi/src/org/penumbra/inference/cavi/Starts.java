package org.penumbra.inference.cavi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.conjugate.ConjugateForm;
import org.penumbra.inference.conjugate.FactorGroup;
import org.penumbra.math.RandomStream;

/**
 * Several starts, side by side, of which the best counts. They run in rounds of a few sweeps, between which progress is
 * told and the state can be kept. How many threads there are changes nothing.
 */
final class Starts {

    private static final long STARTS_STREAM = 0x434156495f535452L;
    private static final int VERSION = 1;
    private static final int ROUND = 10;
    /** One start of a larger form takes memory and time enough. */
    private static final int LARGE = 4_000_000;
    /** More numbers than that are not kept for going on. */
    private static final int LARGEST_STATE = 20_000_000;
    /** Bounds of starts that ended at one optimum differ by less, relatively. */
    private static final double AGREEMENT = 1e-5;

    private final Target target;
    private final ConjugateForm form;
    private final Cavi.Options options;
    private final FitContext context;
    private final List<Ascent> ascents = new ArrayList<>();
    private final String[] failures;

    Starts(Target target, ConjugateForm form, Cavi.Options options, FitContext context) {
        this.target = target;
        this.form = form;
        this.options = options;
        this.context = context;
        int count = form.isExact() || form.size() > LARGE ? 1 : options.starts();
        this.failures = new String[count];
        RandomStream random = context.random().stream(STARTS_STREAM);
        for (int s = 0; s < count; s++) {
            Ascent ascent = new Ascent(s == 0 ? form : form.fork());
            begin(ascent, random.stream(s), s);
            ascents.add(ascent);
        }
    }

    /**
     * Free coordinates uniform on (-2, 2), as Stan starts, or the given point. Every other start tells more data a
     * value: few make components far apart, many make them alike.
     */
    private void begin(Ascent ascent, RandomStream random, int number) {
        double[] values = values(target, context, random);
        int factors = form.groups().stream().filter(group -> !group.isContinuous()).mapToInt(FactorGroup::count).max()
                .orElse(0);
        ascent.begin(values, random, number % 2 == 0 ? 0 : (int) Math.sqrt(factors));
    }

    /** Where the first start begins. */
    static double[] values(Target target, FitContext context) {
        return values(target, context, context.random().stream(STARTS_STREAM).stream(0));
    }

    static double[] values(Target target, FitContext context, RandomStream random) {
        double[] x = context.start().given().orElseGet(() -> {
            double[] drawn = new double[target.dimension()];
            Arrays.setAll(drawn, i -> 4 * random.nextDouble() - 2);
            return drawn;
        });
        double[] values = new double[target.sites().valueCount()];
        target.sites().constrain(x, values);
        return values;
    }

    Status run() {
        int done = ascents.stream().mapToInt(Ascent::sweeps).max().orElse(0);
        while (done < options.sweeps() && ascents.stream().anyMatch(this::isRunning)) {
            if (context.cancellation().isCancelled()) {
                break;
            }
            done = Math.min(options.sweeps(), done + ROUND);
            round(done);
            context.progress().report(done, options.sweeps(), best().bound());
            context.checkpoint(this::state);
        }
        if (Arrays.stream(failures).allMatch(failure -> failure != null)) {
            throw Cavi.improper(failures[0]);
        }
        return end();
    }

    private boolean isRunning(Ascent ascent) {
        return !ascent.hasConverged() && failures[ascents.indexOf(ascent)] == null;
    }

    private void round(int until) {
        context.workers().run(ascents.size(), s -> {
            try {
                if (failures[s] == null) {
                    ascents.get(s).run(until, options.tolerance(), context.cancellation());
                }
            } catch (FactorGroup.Improper improper) {
                failures[s] = improper.getMessage();
            }
        });
    }

    private Status end() {
        if (best().sweeps() == 0 || context.cancellation().isCancelled() && !best().hasConverged()) {
            return Status.CANCELLED;
        }
        return best().hasConverged() ? Status.CONVERGED : Status.BUDGET_SPENT;
    }

    /** The start with the highest bound of those that did not fail. */
    Ascent best() {
        Ascent best = null;
        for (int s = 0; s < ascents.size(); s++) {
            boolean counts = failures[s] == null;
            if (counts && (best == null || ascents.get(s).bound() > best.bound())) {
                best = ascents.get(s);
            }
        }
        return best == null ? ascents.getFirst() : best;
    }

    int count() {
        return ascents.size();
    }

    int failed() {
        return (int) Arrays.stream(failures).filter(failure -> failure != null).count();
    }

    /** How many starts ended where the best one did. */
    int agreeing() {
        double best = best().bound();
        int agreeing = 0;
        for (int s = 0; s < ascents.size(); s++) {
            boolean near = Math.abs(ascents.get(s).bound() - best) <= AGREEMENT * Math.max(1, Math.abs(best));
            agreeing += failures[s] == null && near ? 1 : 0;
        }
        return agreeing;
    }

    /** To go on from; empty when it would be too large to keep. */
    double[] state() {
        long size = 2 + ascents.stream().mapToLong(Ascent::stateSize).sum();
        if (size > LARGEST_STATE) {
            return new double[0];
        }
        double[] state = new double[(int) size];
        state[0] = VERSION;
        state[1] = ascents.size();
        int at = 2;
        for (Ascent ascent : ascents) {
            ascent.save(state, at);
            at += ascent.stateSize();
        }
        return state;
    }

    void restore(double[] state) {
        if (state.length < 2 || state[0] != VERSION || state[1] != ascents.size()) {
            throw new IllegalArgumentException("a state of CAVI with version " + VERSION + " and " + ascents.size()
                    + " starts was expected, found " + state.length + " numbers");
        }
        int at = 2;
        for (Ascent ascent : ascents) {
            at = ascent.restore(state, at);
        }
    }
}
