package org.penumbra.picture;

import java.util.List;

/**
 * Rows of data, each of which a model explains by a vector of latent numbers of its own, as an auto-encoder does: what
 * the vectors are, and which data the model expects of any such vector.
 */
public interface Codes {

    /** The latent site, as in the text of the model. */
    String site();

    /** Numbers in a vector, at least 1. */
    int size();

    /** The observed site. */
    String observed();

    /** Extents of the data of one row, without that of the rows. */
    List<Integer> shape();

    /** Number of rows. */
    int rows();

    /** The data of a row, row-major; NaN where one is missing. Row numbers count from 0. */
    double[] data(int row);

    /** The posterior mean of the vector of a row. */
    double[] mean(int row);

    /**
     * The mean of what the model draws as data of a row, given its vector and everything else where the posterior has
     * it: for truth values their probabilities. Estimated from draws, the same ones each time.
     *
     * @param vectors of {@link #size()} numbers each
     * @return one array for each, in the order of {@link #data}
     */
    double[][] expected(double[][] vectors);

    /** Vectors drawn from their prior; the same ones each time. */
    double[][] prior(int count);

    /** Names of what the file of the data has besides, one number for each row. */
    List<String> columns();

    /**
     * One of these columns.
     *
     * @param name one of {@link #columns}
     * @return a number for each row, NaN where one is missing
     */
    double[] column(String name);
}
