package org.penumbra.compiler.code;

import org.penumbra.core.Workers;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;
import org.penumbra.math.products.MatrixKernel;

/** Inner loops whose products of matrices and activations are done by several threads, with the same bits. */
final class SharedLoops extends OtherLoops {

    private final Workers workers;

    private SharedLoops(InnerLoops loops, Workers workers) {
        super(loops);
        this.workers = workers;
    }

    /** The loops themselves where there is one thread only. */
    static InnerLoops of(InnerLoops loops, Workers workers) {
        return workers.threads() == 1 ? loops : new SharedLoops(loops, workers);
    }

    @Override
    public MatrixKernel products() {
        return new SharedProducts(super.products(), workers);
    }

    @Override
    public ActivationLoop activation(Activation activation) {
        return new SharedActivation(super.activation(activation), workers);
    }

    /** A kernel that asks these workers unless it is told others. */
    private record SharedProducts(MatrixKernel kernel, Workers workers) implements MatrixKernel {

        @Override
        public String name() {
            return kernel.name();
        }

        @Override
        public boolean isExact() {
            return kernel.isExact();
        }

        @Override
        public Multiplier multiplier() {
            return kernel.multiplier(workers);
        }

        @Override
        public Multiplier multiplier(Workers others) {
            return kernel.multiplier(others);
        }
    }
}
