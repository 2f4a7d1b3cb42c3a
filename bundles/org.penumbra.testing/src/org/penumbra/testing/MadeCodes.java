package org.penumbra.testing;

import java.util.Arrays;
import java.util.List;
import org.penumbra.math.RandomStream;
import org.penumbra.picture.Codes;

/**
 * Rows of 36 numbers: a patch of ones whose place follows from the first two numbers of a vector. Expected data are
 * soft around it. The file has a column {@code side}, 1 where the first number is positive, and one with words.
 */
record MadeCodes(int size) implements Codes {

    private static final int ROWS = 90;
    private static final int EDGE = 6;

    @Override
    public String site() {
        return "z";
    }

    @Override
    public String observed() {
        return "x";
    }

    @Override
    public List<Integer> shape() {
        return List.of(EDGE * EDGE);
    }

    @Override
    public int rows() {
        return ROWS;
    }

    @Override
    public double[] mean(int row) {
        RandomStream random = RandomStream.of(row);
        double[] vector = new double[size];
        Arrays.setAll(vector, k -> (k < 2 ? 1.5 : 0.2) * random.nextGaussian());
        return vector;
    }

    @Override
    public double[] data(int row) {
        return Arrays.stream(patch(mean(row))).map(Math::rint).toArray();
    }

    @Override
    public double[][] expected(double[][] vectors) {
        return Arrays.stream(vectors).map(MadeCodes::patch).toArray(double[][]::new);
    }

    private static double[] patch(double[] vector) {
        double across = 2.5 + vector[0];
        double down = 2.5 + vector[vector.length > 1 ? 1 : 0];
        double[] values = new double[EDGE * EDGE];
        Arrays.setAll(values, k -> {
            double x = k % EDGE - across;
            double y = k / EDGE - down;
            return StrictMath.exp(-0.3 * (x * x + y * y));
        });
        return values;
    }

    @Override
    public double[][] prior(int count) {
        double[][] vectors = new double[count][];
        Arrays.setAll(vectors, k -> mean(1000 + k));
        return vectors;
    }

    @Override
    public List<String> columns() {
        return List.of("weight", "side");
    }

    @Override
    public double[] column(String name) {
        double[] values = new double[ROWS];
        Arrays.setAll(values, row -> name.equals("side") ? mean(row)[0] > 0 ? 1 : 0 : 0.37 * row);
        return values;
    }
}
