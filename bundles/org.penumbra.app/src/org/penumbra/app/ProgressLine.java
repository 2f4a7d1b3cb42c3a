package org.penumbra.app;

import java.util.Locale;
import java.util.function.LongSupplier;
import org.penumbra.core.Progress;

/**
 * Shows how far a run is: steps, rate, ELBO and time left, on one line that is renewed on a terminal, else as a line
 * every few seconds. Passes through the data have lines of their own, at most one in a second. Runs that end at once
 * show nothing.
 */
final class ProgressLine implements Progress, AutoCloseable {

    private static final double SHOW_AFTER = 0.5;
    private static final double RENEW_AFTER = 0.1;
    private static final double LINE_AFTER = 5;
    private static final double PASS_AFTER = 1;

    private final Console console;
    private final LongSupplier nanoTime;
    private final String unit;
    private boolean started;
    private long start;
    private long doneAtStart;
    private double shownAt = Double.NEGATIVE_INFINITY;
    private int width;
    private double sum;
    private long count;
    private int rowsPerStep;
    private long allRows;
    private long latest;
    private double passShownAt;
    private long passShownStep;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    ProgressLine(Console console, LongSupplier nanoTime) {
        this(console, nanoTime, "step");
    }

    /** @param unit what is counted */
    ProgressLine(Console console, LongSupplier nanoTime, String unit) {
        this.unit = unit;
        this.console = console;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void report(long done, long total, double objective) {
        if (!started) {
            started = true;
            start = nanoTime.getAsLong();
            doneAtStart = done;
            passShownStep = done;
        }
        latest = done;
        if (!Double.isNaN(objective)) {
            sum += objective;
            count++;
        }
        double seconds = seconds();
        if (seconds >= SHOW_AFTER && seconds - shownAt >= (console.terminal() ? RENEW_AFTER : LINE_AFTER)) {
            show(line(done, total, sum / count, (done - doneAtStart) / seconds));
            shownAt = seconds;
            sum = 0;
            count = 0;
        }
    }

    private double seconds() {
        return (nanoTime.getAsLong() - start) * 1e-9;
    }

    @Override
    public synchronized void rows(int perStep, long all) {
        rowsPerStep = perStep;
        allRows = all;
    }

    @Override
    public synchronized void pass(long done, long total, double objective, double heldOut) {
        double seconds = seconds();
        if (!started || seconds - passShownAt < PASS_AFTER) {
            return;
        }
        StringBuilder text = new StringBuilder("epoch ").append(done).append(" of ").append(total).append(": ELBO ")
                .append(bound(objective));
        if (!Double.isNaN(heldOut)) {
            text.append(", of rows held out ").append(bound(heldOut));
        }
        if (rowsPerStep > 0) {
            text.append(String.format(Locale.ROOT, ", %.0f rows/s",
                    (latest - passShownStep) * (double) rowsPerStep / (seconds - passShownAt)));
        }
        close();
        console.say(text.toString());
        passShownAt = seconds;
        passShownStep = latest;
    }

    private void show(String line) {
        if (console.terminal()) {
            console.err().print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
            console.err().flush();
            width = line.length();
        } else {
            console.say(line);
        }
    }

    /**
     * @param objective mean since the line before, because a single estimate is mostly noise; NaN when there is none
     * @param rate steps per second
     */
    private String line(long done, long total, double objective, double rate) {
        StringBuilder text = new StringBuilder(unit).append(' ').append(done);
        if (total > 0) {
            text.append(" of ").append(total).append(" (").append(100 * done / total).append(" %)");
        }
        text.append(String.format(Locale.ROOT, rate < 10 ? ", %.1f/s" : ", %.0f/s", rate));
        if (rowsPerStep > 0) {
            text.append(String.format(Locale.ROOT, ", %.0f rows/s", rate * rowsPerStep));
        }
        if (!Double.isNaN(objective)) {
            text.append(", ELBO ").append(bound(objective));
        }
        if (total > 0 && rate > 0) {
            text.append(", ").append(duration((total - done) / rate)).append(" left");
        }
        return text.toString();
    }

    /** Of one row, where rows are known: a person compares runs by it, whatever the number of rows. */
    private String bound(double value) {
        return allRows > 0 ? Figures.of(value / allRows, 3) + " per row" : Figures.of(value, 2);
    }

    static String duration(double seconds) {
        long whole = (long) Math.ceil(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600 ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole / 60 % 60 + " min";
    }

    /** Wipes the line away. */
    @Override
    public synchronized void close() {
        if (width > 0) {
            console.err().print("\r" + " ".repeat(width) + "\r");
            console.err().flush();
            width = 0;
        }
    }
}
