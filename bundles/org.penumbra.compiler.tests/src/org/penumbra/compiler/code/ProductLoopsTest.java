package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penumbra.compiler.Vectors;
import org.penumbra.core.Workers;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.function.Cholesky;
import org.penumbra.expression.function.InnerLoops;
import org.penumbra.math.activations.Activation;
import org.penumbra.math.products.MatrixKernel;
import org.penumbra.math.products.MatrixKernels;

/** Functions that multiply matrices get the kernel that the machine is to use, and vectors once they are fast. */
class ProductLoopsTest {

    /** A function that remembers the kernel it was given. */
    private record Multiplying(MatrixKernel kernel) implements ArrayFunction {

        @Override
        public String name() {
            return "multiplying";
        }

        @Override
        public List<Integer> inputSizes() {
            return List.of(1);
        }

        @Override
        public int outputSize() {
            return 1;
        }

        @Override
        public ArrayFunction with(InnerLoops loops) {
            return new Multiplying(loops.products());
        }

        @Override
        public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
            out[outAt] = in[0][at[0]];
        }

        @Override
        public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint,
                double[][] inAdjoint, double[] work) {
            inAdjoint[0][at[0]] += outAdjoint[outAt];
        }
    }

    /** A BLAS, which nobody calls. */
    private record Machine(String name) implements MatrixKernel {

        @Override
        public boolean isExact() {
            return false;
        }

        @Override
        public Multiplier multiplier(Workers workers) {
            throw new IllegalStateException("nobody multiplies here");
        }
    }

    private static MatrixKernel kernelOf(ArrayFunction function) {
        return ((Multiplying) function).kernel();
    }

    @Test
    void askingIsNoticed() {
        AskedLoops asked = new AskedLoops();
        asked.ask(new Cholesky(40));
        assertFalse(asked.hasProducts());
        asked.ask(new Multiplying(MatrixKernel.SCALAR));
        assertTrue(asked.hasProducts());
        asked.activation(Activation.TANH);
        assertTrue(asked.has(Activation.TANH));
        assertFalse(asked.has(Activation.RELU));
    }

    @Test
    void scalarCodeComesFirstAndThenVectors() {
        assumeTrue(TestPlatform.hasVectors(), "needs --add-modules jdk.incubator.vector");
        LoopWarmUp loops = new LoopWarmUp(new Vectors(Vectors.Mode.AUTO, new TestPlatform(8)));
        ArrayFunction first = loops.first(new Multiplying(MatrixKernel.SCALAR), Workers.SEQUENTIAL);
        assertSame(MatrixKernel.SCALAR, kernelOf(first));
        assertEquals(WarmUp.State.FASTER, loops.after(100));
        assertEquals(MatrixKernels.vectors(8), kernelOf(first.with(loops.vector())));
    }

    /** Otherwise results would depend on when a warm-up ends. */
    @Test
    void theKernelOfTheMachineIsThereFromTheFirstCallToTheLast() {
        MatrixKernel own = new Machine("own");
        TestPlatform platform = new TestPlatform(8, Optional.of(own));
        LoopWarmUp loops = new LoopWarmUp(new Vectors(Vectors.Mode.ON, platform));
        ArrayFunction first = loops.first(new Multiplying(MatrixKernel.SCALAR), Workers.SEQUENTIAL);
        assertSame(own, kernelOf(first));
        assertEquals(WarmUp.State.FASTER, loops.after(1));
        assertSame(own, kernelOf(first.with(loops.vector())));
        LoopWarmUp off = new LoopWarmUp(new Vectors(Vectors.Mode.OFF, platform));
        assertSame(own, kernelOf(off.first(new Multiplying(MatrixKernel.SCALAR), Workers.SEQUENTIAL)));
    }
}
