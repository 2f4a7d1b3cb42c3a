package org.penumbra.inference.svi;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.penumbra.core.Progress;
import org.penumbra.inference.Diagnostic;
import org.penumbra.inference.Finding;
import org.penumbra.inference.Finding.Trust;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Status;
import org.penumbra.inference.Training;
import org.penumbra.inference.Validation;
import org.penumbra.math.RandomStream;

/**
 * Passes through the data, each told when it is over. Where rows are held out, the bound on these is measured after
 * each pass with the same noise; the parameters of the best pass are the answer, and training ends when so many passes
 * in a row were no better (Prechelt 1998, "Early stopping - but when?").
 */
final class Epochs implements Watcher {

    /** Numbers that a mark consists of, besides the best parameters. */
    private static final int MARKED = 6;

    private final Guide guide;
    private final Training training;
    private final long planned;
    private final int patience;
    private final RandomStream random;
    private final Watcher steps;
    private final double[] best;
    private final double[] markedBest;
    private double[] marked = new double[MARKED];
    private double bestBound = Double.NEGATIVE_INFINITY;
    private double lastBound = Double.NaN;
    private long bestEpoch;
    private long epoch;
    private double sum;
    private long count;

    /**
     * @param planned passes
     * @param patience passes without a better bound after which training ends; 0 to go on
     * @param random for the noise of the bound on rows that were held out
     * @param steps watches each step as well
     */
    Epochs(Guide guide, Training training, long planned, int patience, RandomStream random, Watcher steps) {
        this.guide = guide;
        this.training = training;
        this.planned = planned;
        this.patience = patience;
        this.random = random;
        this.steps = steps;
        int size = training.validation().isPresent() ? guide.parameters().length : 0;
        this.best = new double[size];
        this.markedBest = new double[size];
        System.arraycopy(guide.parameters(), 0, best, 0, size);
        mark();
    }

    /** @return BUDGET_SPENT after the last pass, CONVERGED where patience ended, CANCELLED or FAILED */
    Status run(Ascent ascent, FitContext context) {
        long pass = training.stepsPerPass();
        long total = Math.multiplyExact(planned, pass);
        Progress progress = context.progress();
        while (epoch < planned && !isOutOfPatience()) {
            Optional<Status> end = ascent.advance((epoch + 1) * pass, total, context);
            if (end.isPresent()) {
                return end.get();
            }
            finish();
            progress.pass(epoch, planned, sum / count, lastBound);
            sum = 0;
            count = 0;
        }
        ascent.settle();
        return isOutOfPatience() ? Status.CONVERGED : Status.BUDGET_SPENT;
    }

    private boolean isOutOfPatience() {
        return patience > 0 && epoch - bestEpoch >= patience;
    }

    private void finish() {
        epoch++;
        if (training.validation().isEmpty()) {
            return;
        }
        lastBound = training.validation().get().bound(random.stream(0));
        if (lastBound > bestBound) {
            bestBound = lastBound;
            bestEpoch = epoch;
            System.arraycopy(guide.parameters(), 0, best, 0, best.length);
        }
    }

    /** Goes back to the parameters of the best pass; stays where none is over. */
    void useBest() {
        if (bestEpoch > 0) {
            System.arraycopy(best, 0, guide.parameters(), 0, best.length);
        }
    }

    /** What held-out rows say, in plain words; nothing before a pass is over. */
    Optional<Finding> finding(Status status) {
        return epoch == 0 ? Optional.empty() : Optional.of(judge(status));
    }

    private Finding judge(Status status) {
        String where = "on the " + training.validation().map(Validation::rows).orElse(0) + " rows that were held out";
        if (bestEpoch == 0) {
            return new Finding(Trust.DISTRUST, "The ELBO " + where + " was never a finite number after an epoch; what "
                    + "you see is the start.");
        }
        String found = "The ELBO " + where + " was best after epoch " + bestEpoch + " of " + epoch + " ("
                + String.format(Locale.ROOT, "%.6g", bestBound) + perRow() + "), and the answer is that of this epoch";
        if (status == Status.CONVERGED) {
            return new Finding(Trust.GOOD, found + "; the " + patience + " epochs after it were no better.");
        }
        boolean last = bestEpoch == epoch;
        return new Finding(Trust.CAUTION, found + (last ? ": it was still rising. Take more epochs."
                : "; " + (epoch - bestEpoch) + " more were no better, which is less than its patience."));
    }

    private String perRow() {
        return training.rows() == 0 ? "" : String.format(Locale.ROOT, ", %.6g per row", bestBound / training.rows());
    }

    List<Diagnostic.Measurement> measurements() {
        return training.validation().isPresent() ? List.of(new Diagnostic.Measurement("validationElbo", bestBound),
                new Diagnostic.Measurement("bestEpoch", bestEpoch)) : List.of();
    }

    @Override
    public void add(long step, double value, double[] parameters, double[] gradient) {
        sum += value;
        count++;
        steps.add(step, value, parameters, gradient);
    }

    @Override
    public void mark() {
        marked = new double[] {epoch, bestEpoch, bestBound, lastBound, sum, count};
        System.arraycopy(best, 0, markedBest, 0, best.length);
        steps.mark();
    }

    @Override
    public void save(Ledger ledger) {
        ledger.put(marked);
        ledger.put(markedBest);
        steps.save(ledger);
    }

    @Override
    public void restore(Ledger ledger) {
        marked = ledger.nextArray(MARKED);
        epoch = (long) marked[0];
        bestEpoch = (long) marked[1];
        bestBound = marked[2];
        lastBound = marked[3];
        sum = marked[4];
        count = (long) marked[5];
        ledger.nextInto(markedBest);
        System.arraycopy(markedBest, 0, best, 0, best.length);
        steps.restore(ledger);
    }
}
