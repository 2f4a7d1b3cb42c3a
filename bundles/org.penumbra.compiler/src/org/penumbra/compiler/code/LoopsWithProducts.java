package org.penumbra.compiler.code;

import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.products.MatrixKernel;

/** Inner loops with another kernel for products of matrices. */
final class LoopsWithProducts extends OtherLoops {

    private final MatrixKernel products;

    /**
     * @param loops what does the rest
     * @param products the kernel
     */
    LoopsWithProducts(InnerLoops loops, MatrixKernel products) {
        super(loops);
        this.products = products;
    }

    @Override
    public MatrixKernel products() {
        return products;
    }
}
