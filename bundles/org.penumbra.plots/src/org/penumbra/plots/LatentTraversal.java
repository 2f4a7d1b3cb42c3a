package org.penumbra.plots;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.penumbra.inference.Option;
import org.penumbra.picture.Codes;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;

/** What a latent vector stands for: expected data while one number of it moves, a row for each number. */
public final class LatentTraversal implements Visualizer<LatentTraversal.Options> {

    /**
     * @param row whose vector is the start, from 1
     * @param count numbers of the vector that are moved
     * @param steps places of each
     * @param width numbers in a row of an image; 0 to find out
     */
    public record Options(
            @Option(label = "Row", help = "Row of the data whose vector is the start, from 1.", value = "1", min = 1)
            int row,
            @Option(label = "Count", help = "Numbers of the vector that are moved; those that vary the most from row "
                    + "to row come first.", value = "6", min = 1, max = 40) int count,
            @Option(label = "Steps", help = "Places that each number takes.", value = "9", min = 2, max = 25)
            int steps,
            @Option(label = "Width", help = "Numbers in a row of an image; 0 takes a matrix as it is, and of a vector "
                    + "the root of its length where that is whole.", value = "0", min = 0) int width) {
    }

    private static final double REACH = 2.5;
    private static final int LOOKED_AT = 2000;

    @Override
    public Set<Need> needs() {
        return Set.of(Need.CODES);
    }

    @Override
    public Picture picture(Evidence evidence, Options options) {
        Codes codes = evidence.codes().orElseThrow();
        RowImages images = RowImages.of(codes, options.width());
        int row = Math.min(options.row(), codes.rows()) - 1;
        double[][] moments = LatentMap.moments(codes, LOOKED_AT);
        List<Integer> moved = IntStream.range(0, codes.size()).boxed()
                .sorted(Comparator.comparingDouble(k -> -moments[1][k])).limit(options.count()).toList();
        List<double[]> vectors = new ArrayList<>();
        for (int number : moved) {
            for (int step = 0; step < options.steps(); step++) {
                double[] vector = codes.mean(row).clone();
                double place = REACH * (2.0 * step / (options.steps() - 1) - 1);
                vector[number] = moments[0][number] + place * moments[1][number];
                vectors.add(vector);
            }
        }
        double[][] expected = codes.expected(vectors.toArray(double[][]::new));
        return new Board("Traversal: " + evidence.subject()).note("What is expected of " + codes.observed() + " of row "
                + (row + 1) + " while one number of its " + codes.site() + " moves by " + REACH
                + " standard deviations (over all rows) to each side; a row for each of " + words(codes, moved) + ".")
                .grid(Arrays.stream(expected).map(images::expected).toList(), options.steps(),
                        images.height(Board.WIDTH / options.steps()));
    }

    private static String words(Codes codes, List<Integer> moved) {
        return String.join(", ", moved.stream().map(number -> codes.site() + "[," + (number + 1) + "]").toList());
    }
}
