package org.penumbra.math.products;

/** What a product is made of, while it is being computed: kept by a multiplier, so that a call need not allocate. */
final class Operands {

    MatrixProduct product;
    double alpha;
    double beta;
    double[] a;
    int aAt;
    double[] b;
    int bAt;
    double[] c;
    int cAt;

    /** Where element (i, k) of op(A) is. */
    int a(int i, int k) {
        return aAt + i * product.aRow() + k * product.aInner();
    }

    /** Where element (k, j) of op(B) is. */
    int b(int k, int j) {
        return bAt + k * product.bInner() + j * product.bColumn();
    }

    /** Where element (i, j) of C is. */
    int c(int i, int j) {
        return cAt + i * product.cStride() + j;
    }
}
