package org.penumbra.compiler.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.penumbra.compiler.ir.LatentSite;
import org.penumbra.expression.Array;

/**
 * Where the coordinates of a site are, among those of the model and among those of a minibatch: {@code outer} times one
 * number for each row and place within the row.
 *
 * @param site its name
 * @param whole position of the first one in the model
 * @param rows position of the first one in the minibatch
 * @param plate number of the plate that it has rows of; -1 for a site that is there as a whole
 * @param axis of the rows, in the shape of the site
 * @param outer extent in front of the rows
 * @param size rows in the model
 * @param drawn rows in the minibatch
 * @param stride numbers of one row
 */
public record RowCoordinates(String site, int whole, int rows, int plate, int axis, int outer, int size, int drawn,
        int stride) {

    /** @param inputs of a model or of a guide, one behind the other */
    static List<RowCoordinates> of(List<LatentSite> inputs, List<Subsampling.Drawn> plates, LocalSites local) {
        List<RowCoordinates> all = new ArrayList<>();
        Set<Array> seen = new HashSet<>();
        int whole = 0;
        int rows = 0;
        for (LatentSite latent : inputs) {
            if (seen.add(latent.array())) {
                RowCoordinates one = of(latent, plates, local, whole, rows);
                all.add(one);
                whole += one.wholeCount();
                rows += one.rowCount();
            }
        }
        return List.copyOf(all);
    }

    private static RowCoordinates of(LatentSite latent, List<Subsampling.Drawn> plates, LocalSites local, int whole,
            int rows) {
        List<Integer> shape = latent.array().shape();
        LocalSites.Place place = local.place(latent.array());
        if (place == null) {
            return new RowCoordinates(latent.name(), whole, rows, -1, 0, 1, 1, 1,
                    latent.array().size());
        }
        Subsampling.Drawn plate = plates.get(place.plate());
        return new RowCoordinates(latent.name(), whole, rows, place.plate(), place.axis(),
                product(shape.subList(0, place.axis())), plate.size(), plate.rows(),
                product(shape.subList(place.axis() + 1, shape.size())));
    }

    private static int product(List<Integer> extents) {
        return extents.stream().reduce(1, Math::multiplyExact);
    }

    /** Coordinates in the model. */
    public int wholeCount() {
        return outer * size * stride;
    }

    /** Coordinates in the minibatch. */
    public int rowCount() {
        return outer * drawn * stride;
    }

    /** Copies what a vector of the whole model has for the rows that were drawn into one of the minibatch. */
    public void gather(double[] all, int[][] chosen, double[] few) {
        for (int front = 0; front < outer; front++) {
            for (int row = 0; row < drawn; row++) {
                System.arraycopy(all, whole + (front * size + number(chosen, row)) * stride, few,
                        rows + (front * drawn + row) * stride, stride);
            }
        }
    }

    /** Copies the other way; what belongs to other rows stays as it is. */
    public void scatter(double[] few, int[][] chosen, double[] all) {
        for (int front = 0; front < outer; front++) {
            for (int row = 0; row < drawn; row++) {
                System.arraycopy(few, rows + (front * drawn + row) * stride, all,
                        whole + (front * size + number(chosen, row)) * stride, stride);
            }
        }
    }

    private int number(int[][] chosen, int row) {
        return plate < 0 ? row : chosen[plate][row];
    }
}
