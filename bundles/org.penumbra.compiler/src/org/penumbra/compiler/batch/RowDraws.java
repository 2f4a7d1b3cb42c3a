package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.inference.Minibatch.Sampling;
import org.penumbra.math.RandomStream;

/** Draws the rows of a minibatch and loads them into everything that looks at them. */
public final class RowDraws {

    private final List<PlateDraws> plates;
    private final List<BatchRows> watchers = new ArrayList<>();

    public RowDraws(List<Subsampling.Drawn> plates, Sampling sampling) {
        this.plates = plates.stream().map(plate -> PlateDraws.of(plate.size(), plate.rows(), sampling)).toList();
    }

    /** These rows are those that are drawn, from the first draw on. */
    public synchronized void watch(BatchRows rows) {
        watchers.add(rows);
        copy(rows);
        rows.load();
    }

    public void draw(RandomStream random) {
        for (int k = 0; k < plates.size(); k++) {
            plates.get(k).draw(random);
        }
        for (int k = 0; k < watchers.size(); k++) {
            copy(watchers.get(k));
            watchers.get(k).load();
        }
    }

    /** The rows of each plate, counted from 0, as they are now. */
    public int[][] rows() {
        return plates.stream().map(PlateDraws::rows).toArray(int[][]::new);
    }

    private void copy(BatchRows rows) {
        for (int k = 0; k < plates.size(); k++) {
            int[] drawn = plates.get(k).rows();
            System.arraycopy(drawn, 0, rows.rows(k), 0, drawn.length);
        }
    }

    /** The most draws that a pass through a plate takes. */
    public long drawsPerPass() {
        return plates.stream().mapToLong(PlateDraws::drawsPerPass).max().orElse(1);
    }

    /** What passes remember, plate after plate. */
    public double[] state() {
        double[] state = new double[plates.stream().mapToInt(PlateDraws::stateSize).sum()];
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
