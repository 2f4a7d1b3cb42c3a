package org.penumbra.plots;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penumbra.core.PenumbraException;
import org.penumbra.core.Problem;
import org.penumbra.picture.Codes;

/**
 * How the data of a row are shown: as an image where they are a matrix, or a vector whose length is a square or whose
 * width is told, and else as one line of cells.
 *
 * @param width cells in a row of the image
 * @param low where the background begins
 * @param high where colours end
 */
record RowImages(int width, int cells, double low, double high) {

    private static final int LOOKED_AT = 200;

    /**
     * @param width as an option gives it; 0 to find out
     * @throws PenumbraException (USAGE, PEN-4512) when the data do not fill rows of this width
     */
    static RowImages of(Codes codes, int width) {
        int cells = codes.shape().stream().reduce(1, Math::multiplyExact);
        if (width > 0 && cells % width != 0) {
            throw PenumbraException.usage(Problem.error("PEN-4512", "a row of '"
                    + codes.observed() + "' has " + cells + " numbers, which fill no image of width " + width + ".")
                    .advise("Give a width that divides it, or leave it out."));
        }
        double[] looked = IntStream.range(0, Math.min(LOOKED_AT, codes.rows()))
                .mapToObj(codes::data).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
        double low = Arrays.stream(looked).min().orElse(0);
        double high = Arrays.stream(looked).max().orElse(1);
        return new RowImages(width > 0 ? width : widthOf(codes, cells), cells, low, high > low ? high : low + 1);
    }

    private static int widthOf(Codes codes, int cells) {
        if (codes.shape().size() > 1) {
            return codes.shape().getLast();
        }
        int root = (int) Math.round(Math.sqrt(cells));
        return root * root == cells ? root : cells;
    }

    /** The height of a panel of this width. */
    double height(double panel) {
        return Math.max(8, panel * ((cells + width - 1) / width) / width);
    }

    Raster data(double[] values) {
        return new Raster(values, width, low, high, 1);
    }

    Raster expected(double[] values) {
        return new Raster(values, width, low, high, 0);
    }
}
