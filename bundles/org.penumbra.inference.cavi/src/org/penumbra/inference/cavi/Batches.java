package org.penumbra.inference.cavi;

import java.util.Arrays;
import java.util.Optional;
import org.penumbra.inference.conjugate.BatchForm;
import org.penumbra.inference.conjugate.BatchUpdates;

/** All rows of a plate in batches, one after the other; the last one may be shorter. */
final class Batches {

    private final BatchUpdates updates;
    private final int size;
    private final BatchFactors whole;
    private Optional<BatchFactors> last = Optional.empty();

    /** @param size rows of a batch; all of them where there are no more */
    Batches(BatchUpdates updates, int size) {
        this.updates = updates;
        this.size = Math.min(size, updates.rows());
        this.whole = new BatchFactors(updates.form(this.size));
    }

    BatchUpdates updates() {
        return updates;
    }

    BatchForm form() {
        return whole.form();
    }

    BatchFactors whole() {
        return whole;
    }

    /** Number of batches in a pass. */
    int count() {
        return Math.ceilDiv(updates.rows(), size);
    }

    /** Rows of a batch that is not the last one. */
    int size() {
        return size;
    }

    /** Reads a batch of a pass; its local factors are to be begun. */
    BatchFactors read(int number) {
        int first = number * size;
        int rows = Math.min(size, updates.rows() - first);
        int[] chosen = new int[rows];
        Arrays.setAll(chosen, k -> first + k);
        BatchFactors factors = rows == size ? whole : shorter(rows);
        factors.form().load(chosen);
        return factors;
    }

    private BatchFactors shorter(int rows) {
        if (last.isEmpty()) {
            last = Optional.of(new BatchFactors(updates.form(rows)));
        }
        return last.get();
    }
}
