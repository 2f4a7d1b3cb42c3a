package org.penumbra.benchmarks;

import org.penumbra.inference.SiteMap;
import org.penumbra.inference.SiteMap.Site;

/**
 * The log Jacobian of the way from free coordinates to values, by finite differences of that way: what the compiler
 * itself holds for the Jacobian is not asked, so that a wrong one shows.
 *
 * <p>A site depends on its own coordinates and on earlier sites, hence the determinant is the product of one for each
 * site. A site with more values than coordinates (a simplex) has its density in its first values.
 */
final class LogJacobian {

    private final SiteMap sites;

    LogJacobian(SiteMap sites) {
        this.sites = sites;
    }

    double at(double[] x) {
        return sites.sites().stream().filter(site -> site.kind() == Site.Kind.LATENT)
                .mapToDouble(site -> of(site, x)).sum();
    }

    private double of(Site site, double[] x) {
        int n = site.freeSize();
        double[][] jacobian = new double[n][n];
        double[] moved = x.clone();
        double[] values = new double[sites.valueCount()];
        for (int row = 0; row < n; row++) {
            for (int column = 0; column < n; column++) {
                int coordinate = site.freeOffset() + column;
                int value = site.valueOffset() + row;
                jacobian[row][column] = Differences.slope(u -> {
                    moved[coordinate] = u;
                    sites.constrain(moved, values);
                    return values[value];
                }, x[coordinate], 0x1p-10 * Math.max(1, Math.abs(x[coordinate])));
                moved[coordinate] = x[coordinate];
            }
        }
        return logDeterminant(jacobian);
    }

    /** Gaussian elimination with partial pivoting; the matrix is overwritten. */
    private static double logDeterminant(double[][] matrix) {
        double sum = 0;
        for (int k = 0; k < matrix.length; k++) {
            pivot(matrix, k);
            sum += Math.log(Math.abs(matrix[k][k]));
            for (int row = k + 1; row < matrix.length; row++) {
                double factor = matrix[row][k] / matrix[k][k];
                for (int column = k; column < matrix.length && factor != 0; column++) {
                    matrix[row][column] -= factor * matrix[k][column];
                }
            }
        }
        return sum;
    }

    private static void pivot(double[][] matrix, int k) {
        int best = k;
        for (int row = k + 1; row < matrix.length; row++) {
            best = Math.abs(matrix[row][k]) > Math.abs(matrix[best][k]) ? row : best;
        }
        double[] swapped = matrix[k];
        matrix[k] = matrix[best];
        matrix[best] = swapped;
    }
}
