package org.penumbra.plots;

import java.util.Arrays;
import java.util.Set;
import org.penumbra.inference.Option;
import org.penumbra.picture.Codes;
import org.penumbra.picture.Evidence;
import org.penumbra.picture.Need;
import org.penumbra.picture.Picture;
import org.penumbra.picture.Visualizer;

/** What the fitted model expects of latent vectors that are drawn from their prior: data that it makes up. */
public final class PriorSamples implements Visualizer<PriorSamples.Options> {

    private static final int COLUMNS = 10;

    /**
     * @param count vectors
     * @param width numbers in a row of an image; 0 to find out
     */
    public record Options(
            @Option(label = "Count", help = "Vectors that are drawn.", value = "30", min = 1, max = 400) int count,
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
        double[][] expected = codes.expected(codes.prior(options.count()));
        int columns = Math.min(COLUMNS, Math.max(2, options.count()));
        return new Board("Samples of the prior: " + evidence.subject()).note("What is expected of " + codes.observed()
                + " for vectors " + codes.site() + " that are drawn from their prior.")
                .grid(Arrays.stream(expected).map(images::expected).toList(), columns,
                        images.height(Board.WIDTH / columns));
    }
}
