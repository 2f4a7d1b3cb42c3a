package org.penumbra.expression.function;

/**
 * The rows of four columns of a Cholesky factor that lie below their own four rows, once the product with the columns
 * before has been subtracted: four steps of substitution with the four by four block D on the diagonal.
 */
final class FourColumns {

    private FourColumns() {
    }

    /**
     * @param l the factor that is being made, rows {@code order} apart
     * @param block where D starts, whose rows are finished
     * @param rows number of rows below D
     */
    static void solve(double[] l, int order, int block, int rows) {
        double d00 = 1 / l[block];
        double d10 = l[block + order];
        double d11 = 1 / l[block + order + 1];
        double d20 = l[block + 2 * order];
        double d21 = l[block + 2 * order + 1];
        double d22 = 1 / l[block + 2 * order + 2];
        double d30 = l[block + 3 * order];
        double d31 = l[block + 3 * order + 1];
        double d32 = l[block + 3 * order + 2];
        double d33 = 1 / l[block + 3 * order + 3];
        int at = block + 4 * order;
        for (int i = 0; i < rows; i++) {
            double x0 = l[at] * d00;
            double x1 = (l[at + 1] - x0 * d10) * d11;
            double x2 = (l[at + 2] - (x0 * d20 + x1 * d21)) * d22;
            double x3 = (l[at + 3] - (x0 * d30 + x1 * d31 + x2 * d32)) * d33;
            l[at] = x0;
            l[at + 1] = x1;
            l[at + 2] = x2;
            l[at + 3] = x3;
            at += order;
        }
    }

    /** Turns the adjoint of what {@link #solve} made into that of what it was given, and adds to that of D. */
    static void solveBackwards(double[] l, double[] adjoint, int order, int block, int rows) {
        double r0 = 1 / l[block];
        double r1 = 1 / l[block + order + 1];
        double r2 = 1 / l[block + 2 * order + 2];
        double r3 = 1 / l[block + 3 * order + 3];
        double d10 = l[block + order];
        double d20 = l[block + 2 * order];
        double d21 = l[block + 2 * order + 1];
        double d30 = l[block + 3 * order];
        double d31 = l[block + 3 * order + 1];
        double d32 = l[block + 3 * order + 2];
        int at = block + 4 * order;
        for (int i = 0; i < rows; i++) {
            double s3 = adjoint[at + 3] * r3;
            double s2 = (adjoint[at + 2] - s3 * d32) * r2;
            double s1 = (adjoint[at + 1] - s3 * d31 - s2 * d21) * r1;
            double s0 = (adjoint[at] - s3 * d30 - s2 * d20 - s1 * d10) * r0;
            adjoint[at] = s0;
            adjoint[at + 1] = s1;
            adjoint[at + 2] = s2;
            adjoint[at + 3] = s3;
            at += order;
        }
        addProducts(l, adjoint, order, block, rows);
    }

    /** The adjoint of D: minus the scalar products of the columns of the shares and of the factor. */
    private static void addProducts(double[] l, double[] adjoint, int order, int block, int rows) {
        for (int j = 0; j < 4; j++) {
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            int at = block + 4 * order;
            for (int i = 0; i < rows; i++) {
                double share = adjoint[at + j];
                s0 += share * l[at];
                s1 += share * l[at + 1];
                s2 += share * l[at + 2];
                s3 += share * l[at + 3];
                at += order;
            }
            subtract(adjoint, block + j * order, j, s0, s1, s2, s3);
        }
    }

    private static void subtract(double[] y, int at, int last, double s0, double s1, double s2, double s3) {
        y[at] -= s0;
        if (last > 0) {
            y[at + 1] -= s1;
        }
        if (last > 1) {
            y[at + 2] -= s2;
        }
        if (last > 2) {
            y[at + 3] -= s3;
        }
    }
}
