package org.penumbra.compiler.code;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;
import org.penumbra.math.products.MatrixKernel;

/** Scalar loops that remember which of the loops for networks functions ask for: only those are worth a warm-up. */
final class AskedLoops extends OtherLoops {

    private final Set<Activation> activations = ConcurrentHashMap.newKeySet();
    private volatile boolean hasProducts;

    AskedLoops() {
        super(InnerLoops.SCALAR);
    }

    /** Finds out what a function asks for. */
    void ask(ArrayFunction function) {
        function.with(this).forThread();
    }

    boolean hasProducts() {
        return hasProducts;
    }

    boolean has(Activation activation) {
        return activations.contains(activation);
    }

    @Override
    public MatrixKernel products() {
        hasProducts = true;
        return super.products();
    }

    @Override
    public ActivationLoop activation(Activation activation) {
        activations.add(activation);
        return super.activation(activation);
    }
}
