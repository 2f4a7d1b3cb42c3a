package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.math.RandomStream;

/** Draws the rows of a minibatch and loads them into everything that looks at them. */
public final class RowDraws {

    private final List<Subsampling.Drawn> sizes;
    private final Sampling sampling;
    private final PlateDraws[] plates;
    /** The rows that draws choose among, by their numbers; null for all of a plate. */
    private final int[][] population;
    private final int[][] rows;
    private final List<BatchRows> watchers = new ArrayList<>();
    /** Rows of the only plate that no draw takes. */
    private int[] aside = {};
    private boolean isNoisy;
    /** What noise of layers follows from; 0 for none. */
    private int step;

    /** @param isNoisy whether layers have noise in training */
    public RowDraws(List<Subsampling.Drawn> sizes, Sampling sampling, boolean isNoisy) {
        this.isNoisy = isNoisy;
        this.sizes = List.copyOf(sizes);
        this.sampling = sampling;
        this.plates = sizes.stream().map(plate -> PlateDraws.of(plate.size(), plate.rows(), sampling))
                .toArray(PlateDraws[]::new);
        this.population = new int[plates.length][];
        this.rows = new int[plates.length][];
        for (int k = 0; k < plates.length; k++) {
            rows[k] = plates[k].rows().clone();
        }
    }

    /** These rows are those that are drawn, from the first draw on. */
    public synchronized void watch(BatchRows watcher) {
        watchers.add(watcher);
        copy(watcher);
        watcher.load();
    }

    /** Layers of the guide have noise, before anything is drawn. */
    public void requireNoise() {
        isNoisy = true;
    }

    public void draw(RandomStream random) {
        step = isNoisy ? 1 + random.nextInt(Integer.MAX_VALUE - 1) : 0;
        for (int k = 0; k < plates.length; k++) {
            plates[k].draw(random);
            take(k);
        }
        load();
    }

    private void take(int plate) {
        int[] drawn = plates[plate].rows();
        for (int k = 0; k < drawn.length; k++) {
            rows[plate][k] = population[plate] == null ? drawn[k] : population[plate][drawn[k]];
        }
    }

    private void load() {
        for (int k = 0; k < watchers.size(); k++) {
            copy(watchers.get(k));
            watchers.get(k).load();
        }
    }

    /** The rows of each plate, counted from 0, as they are now. */
    public int[][] rows() {
        return rows;
    }

    private void copy(BatchRows watcher) {
        watcher.step(step);
        for (int k = 0; k < rows.length; k++) {
            System.arraycopy(rows[k], 0, watcher.rows(k), 0, rows[k].length);
        }
    }

    /**
     * Sets rows aside, which no draw takes from now on; before the first draw.
     *
     * @param share of the rows, which whole minibatches come nearest to, at least one
     * @return number of minibatches that they make
     * @throws PenumbraException (USAGE, PEN-3072) for several plates, or where too few rows are left to draw from
     */
    public int holdOut(double share, RandomStream random) {
        if (sizes.size() > 1) {
            throw refuse("rows are held out of one plate, found minibatches of " + sizes.size() + " plates",
                    "Subsample one plate, or leave 'validation' out.");
        }
        Subsampling.Drawn plate = sizes.getFirst();
        long batches = Math.max(1, Math.round(share * plate.size() / plate.rows()));
        if ((batches + 1) * plate.rows() > plate.size()) {
            throw refuse("of " + plate.size() + " rows, " + batches * plate.rows() + " are held out, and no minibatch "
                    + "of " + plate.rows() + " is left to draw", "Make the minibatches smaller.");
        }
        PlateDraws shuffle = PlateDraws.of(plate.size(), plate.size(), Sampling.INDEPENDENT);
        shuffle.draw(random);
        int held = (int) batches * plate.rows();
        aside = Arrays.copyOf(shuffle.rows(), held);
        Arrays.sort(aside);
        population[0] = Arrays.copyOfRange(shuffle.rows(), held, plate.size());
        Arrays.sort(population[0]);
        plates[0] = PlateDraws.of(plate.size() - held, plate.rows(), sampling);
        take(0);
        load();
        return (int) batches;
    }

    /** Looks at rows that were set aside, without noise, until the next draw. */
    public void select(int batch) {
        step = 0;
        System.arraycopy(aside, batch * rows[0].length, rows[0], 0, rows[0].length);
        load();
    }

    /** Looks at rows of the only plate that lie one behind the other, until the next draw. */
    public void show(int first) {
        step = 0;
        Arrays.setAll(rows[0], k -> first + k);
        load();
    }

    private static PenumbraException refuse(String message, String advice) {
        return PenumbraException.usage(Problem.error("PEN-3072", message + ".").advise(advice));
    }

    /** The most draws that a pass through a plate takes. */
    public long drawsPerPass() {
        return Arrays.stream(plates).mapToLong(PlateDraws::drawsPerPass).max().orElse(1);
    }

    /** Rows in a draw of the plate that takes the most of them to pass. */
    public int rowsPerDraw() {
        return plates[longest()].rows().length;
    }

    /** All rows of that plate, those that are set aside among them. */
    public int plateRows() {
        return sizes.get(longest()).size();
    }

    private int longest() {
        int longest = 0;
        for (int k = 1; k < plates.length; k++) {
            longest = plates[k].drawsPerPass() > plates[longest].drawsPerPass() ? k : longest;
        }
        return longest;
    }

    /** What passes remember, plate after plate. */
    public double[] state() {
        double[] state = new double[Arrays.stream(plates).mapToInt(PlateDraws::stateSize).sum()];
        int at = 0;
        for (PlateDraws plate : plates) {
            plate.save(state, at);
            at += plate.stateSize();
        }
        return state;
    }

    public void restore(double[] state) {
        int at = 0;
        for (PlateDraws plate : plates) {
            plate.restore(state, at);
            at += plate.stateSize();
        }
    }
}
