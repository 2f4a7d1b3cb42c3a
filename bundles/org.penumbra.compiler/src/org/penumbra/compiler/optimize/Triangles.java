package org.penumbra.compiler.optimize;

import java.util.Arrays;

/** The triangular factors of a weighted matrix, numbers only: one of each group, and the one of what these leave. */
final class Triangles {

    private final Rows.Reader reader;
    private final double[] scale;
    private final int width;
    private final int grouped;
    private final OrthogonalFactor common;
    private double[][][] groups = new double[0][][];
    private double[][] factor;

    /**
     * @param weights of one sign, by row
     * @param width number of columns
     * @param grouped how many of them, from the first, are eliminated in each group
     */
    Triangles(Rows.Reader reader, double[] weights, int width, int grouped) {
        this.reader = reader;
        this.scale = Arrays.stream(weights).map(weight -> Math.sqrt(Math.abs(weight))).toArray();
        this.width = width;
        this.grouped = grouped;
        this.common = new OrthogonalFactor(width - grouped);
    }

    private void read(int row, double[] into) {
        reader.read(row, into, 0);
        for (int k = 0; k < width; k++) {
            into[k] *= scale[row];
        }
    }

    /** Rows without groups. */
    void addAll() {
        double[] entries = new double[width];
        for (int row = 0; row < scale.length; row++) {
            read(row, entries);
            common.add(entries, 0);
        }
        factor = common.factor();
    }

    /** @param members numbers of the rows of each group */
    void addGroups(int[][] members) {
        groups = new double[members.length][][];
        for (int group = 0; group < members.length; group++) {
            double[][] matrix = new double[members[group].length][width];
            for (int i = 0; i < matrix.length; i++) {
                read(members[group][i], matrix[i]);
            }
            OrthogonalFactor.triangulate(matrix, matrix.length, width, grouped);
            groups[group] = Arrays.copyOf(matrix, Math.min(grouped, matrix.length));
            for (int i = grouped; i < matrix.length; i++) {
                common.add(matrix[i], grouped);
            }
        }
        factor = common.factor();
    }

    /** An entry of the factor that all groups share. */
    double common(int row, int column) {
        return factor[row][column];
    }

    /** An entry of each group's own rows; 0 where a group has fewer rows. */
    double[] grouped(int row, int column) {
        return Arrays.stream(groups).mapToDouble(group -> row < group.length ? group[row][column] : 0).toArray();
    }

    boolean areFinite() {
        return Arrays.stream(factor).allMatch(Triangles::isFinite)
                && Arrays.stream(groups).flatMap(Arrays::stream).allMatch(Triangles::isFinite);
    }

    private static boolean isFinite(double[] row) {
        return Arrays.stream(row).allMatch(Double::isFinite);
    }
}
