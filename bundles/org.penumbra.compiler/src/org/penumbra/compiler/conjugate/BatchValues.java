package org.penumbra.compiler.conjugate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.penumbra.compiler.batch.CutArrays;
import org.penumbra.compiler.batch.JointRows;
import org.penumbra.compiler.lower.JointModel;
import org.penumbra.compiler.target.Layout;
import org.penumbra.inference.SiteMap.Site;

/** Where the values of a batch lie among those of the whole model. */
final class BatchValues {

    /** Takes the position of a value in the whole model, and that in the batch. */
    @FunctionalInterface
    interface Copy {
        void one(int whole, int batch);
    }

    /**
     * A site.
     *
     * @param whole position of its first value in the whole model
     * @param batch the same in the batch
     * @param size values in the batch
     * @param cut how it is cut to rows; empty for a global one
     */
    private record Part(int whole, int batch, int size, Optional<CutArrays.Cut> cut) {
    }

    private final List<Part> parts = new ArrayList<>();
    private final int count;

    private BatchValues(int count) {
        this.count = count;
    }

    /** @param own layout of the values of the batch */
    static BatchValues of(JointRows joint, JointModel whole, Layout layout, Layout own) {
        BatchValues values = new BatchValues(own.valueCount());
        for (Site site : own.sites()) {
            values.parts.add(new Part(layout.site(site.name()).valueOffset(), site.valueOffset(),
                    Layout.size(site.shape()), joint.cutOf(site.name(), whole)));
        }
        return values;
    }

    int count() {
        return count;
    }

    /** @param rows of the batch */
    void copy(int[] rows, Copy action) {
        for (Part part : parts) {
            if (part.cut().isPresent()) {
                copy(part, part.cut().get(), rows, action);
            } else {
                for (int k = 0; k < part.size(); k++) {
                    action.one(part.whole() + k, part.batch() + k);
                }
            }
        }
    }

    private static void copy(Part part, CutArrays.Cut cut, int[] rows, Copy action) {
        int stride = cut.stride();
        for (int outer = 0; outer < cut.outer(); outer++) {
            for (int k = 0; k < rows.length; k++) {
                int whole = part.whole() + (outer * cut.size() + rows[k]) * stride;
                int batch = part.batch() + (outer * rows.length + k) * stride;
                for (int d = 0; d < stride; d++) {
                    action.one(whole + d, batch + d);
                }
            }
        }
    }
}
