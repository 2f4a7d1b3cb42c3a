package org.penumbra.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penumbra.inference.Option;
import org.penumbra.picture.Codes;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;

/** Rows of data, each above what the model expects of the posterior mean of its latent vector. */
public final class Reconstructions implements Visualizer<Reconstructions.Options> {

    private static final int COLUMNS = 10;

    /**
     * @param count rows of data
     * @param width numbers in a row of an image; 0 to find out
     */
    public record Options(
            @Option(label = "Count", help = "Rows of data, evenly spaced.", value = "20", min = 1, max = 200) int count,
            @Option(label = "Width", help = "Numbers in a row of an image; 0 takes a matrix as it is, and of a vector "
                    + "the root of its length where that is whole.", value = "0", min = 0) int width) {
    }

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CODES);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        Codes codes = evidence.codes().orElseThrow();
        RowImages images = RowImages.of(codes, options.width());
        int count = Math.min(options.count(), codes.rows());
        int[] chosen = new int[count];
        double[][] vectors = new double[count][];
        for (int k = 0; k < count; k++) {
            chosen[k] = (int) ((long) k * codes.rows() / count);
            vectors[k] = codes.mean(chosen[k]);
        }
        double[][] expected = codes.expected(vectors);
        Board board = new Board("Reconstructions: " + evidence.subject()).note("Rows of " + codes.observed()
                + ", and below each what is expected of the posterior mean of its " + codes.site() + ".");
        int columns = Math.min(COLUMNS, Math.max(2, count));
        double height = images.height(Board.WIDTH / columns);
        for (int from = 0; from < count; from += columns) {
            List<Panel> data = new ArrayList<>();
            List<Panel> below = new ArrayList<>();
            for (int k = from; k < Math.min(count, from + columns); k++) {
                data.add(images.data(codes.data(chosen[k])));
                below.add(images.expected(expected[k]));
            }
            board.grid(data, columns, height).grid(below, columns, height);
        }
        return board;
    }
}
