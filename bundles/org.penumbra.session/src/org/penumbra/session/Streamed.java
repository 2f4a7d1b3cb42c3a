package org.penumbra.session;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.compiler.RowSource;
import org.penumbra.data.RowFile;

/** Some columns of a file of rows: the numbers of one datum. */
record Streamed(RowFile file, int first, int width) implements RowSource {

    /** A number that its type is checked by, and the row in which it stands. */
    record Example(double value, int row) {
    }

    /** The lowest and the highest number, and one that is not whole where there is one. */
    List<Example> examples() {
        RowFile.Column lowest = file.column(first);
        RowFile.Column highest = lowest;
        RowFile.Column broken = lowest;
        for (int k = 1; k < width; k++) {
            RowFile.Column one = file.column(first + k);
            lowest = one.lowest() < lowest.lowest() ? one : lowest;
            highest = one.highest() > highest.highest() ? one : highest;
            broken = Double.isNaN(broken.fraction()) ? one : broken;
        }
        List<Example> examples = new ArrayList<>(List.of(new Example(lowest.lowest(), lowest.lowestRow()),
                new Example(highest.highest(), highest.highestRow())));
        if (!Double.isNaN(broken.fraction())) {
            examples.add(new Example(broken.fraction(), broken.fractionRow()));
        }
        return examples;
    }

    @Override
    public boolean isFinite() {
        return examples().stream().allMatch(one -> Double.isFinite(one.value()));
    }

    @Override
    public void read(int row, double[] to, int at) {
        for (int k = 0; k < width; k++) {
            to[at + k] = file.get(row, first + k);
        }
    }
}
