package org.penumbra.compiler.code;

import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.activations.ActivationLoop;

/** An activation in vector registers, and what remains at the end one by one. */
final class VectorActivation implements ActivationLoop {

    /**
     * @param activation of each number
     * @param width numbers in a register
     */
    private record Key(Activation activation, int width) {
    }

    /** One class for all models, as for {@link VectorLoops}. */
    private static final Map<Key, VectorActivation> LOADED = new ConcurrentHashMap<>();

    private final int width;
    private final ActivationLoop whole;
    private final ActivationLoop rest;

    /** @param width numbers in a register: 4 or 8 */
    static VectorActivation of(Activation activation, int width) {
        return LOADED.computeIfAbsent(new Key(activation, width), VectorActivation::new);
    }

    private VectorActivation(Key key) {
        this.width = key.width();
        this.rest = key.activation().scalar();
        try {
            whole = (ActivationLoop) MethodHandles.lookup()
                    .defineHiddenClass(ActivationEmitter.emit(key.activation(), width), true).lookupClass()
                    .getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("generated class cannot be loaded", e);
        }
    }

    @Override
    public void values(double[] x, int xAt, double[] y, int yAt, int count) {
        int done = count - count % width;
        whole.values(x, xAt, y, yAt, done);
        rest.values(x, xAt + done, y, yAt + done, count - done);
    }

    @Override
    public void timesSlopes(double[] x, int xAt, double[] y, int yAt, double[] adjoint, int adjointAt, int count) {
        int done = count - count % width;
        whole.timesSlopes(x, xAt, y, yAt, adjoint, adjointAt, done);
        rest.timesSlopes(x, xAt + done, y, yAt + done, adjoint, adjointAt + done, count - done);
    }
}
