package org.penumbra.layers;

import java.util.List;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Batched;
import org.penumbra.expression.function.InnerLoops;

/** A function of a layer that works in memory of its own, which each thread has for itself. */
interface LayerFunction extends Batched {

    @Override
    OfThread<? extends LayerFunction> forThread();

    @Override
    default void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        forThread().forward(in, at, out, outAt, work);
    }

    @Override
    default void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        forThread().backward(in, at, out, outAt, outAdjoint, inAdjoint, work);
    }

    /** What a thread works with; it is the function otherwise. */
    abstract class OfThread<F extends LayerFunction> implements ArrayFunction {

        final F function;

        OfThread(F function) {
            this.function = function;
        }

        @Override
        public final String name() {
            return function.name();
        }

        @Override
        public final List<Integer> inputSizes() {
            return function.inputSizes();
        }

        @Override
        public final int outputSize() {
            return function.outputSize();
        }

        @Override
        public final ArrayFunction with(InnerLoops loops) {
            return function.with(loops);
        }

        @Override
        public final ArrayFunction forThread() {
            return function.forThread();
        }
    }
}
