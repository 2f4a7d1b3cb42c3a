package org.penumbra.compiler.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.penumbra.compiler.gradient.Invoke;
import org.penumbra.compiler.gradient.Stage;
import org.penumbra.compiler.ir.Recurrence.Place;
import org.penumbra.compiler.optimize.Facts;
import org.penumbra.expression.Array;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.expression.Expr;

/** Code that is warmed up on a few rows does not make the calls between its loops, which would take all the time. */
class SkippedCallsTest {

    private final AtomicInteger calls = new AtomicInteger();

    private final class Counting implements ArrayFunction {

        @Override
        public String name() {
            return "counting";
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
        public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
            calls.incrementAndGet();
        }

        @Override
        public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint,
                double[][] inAdjoint, double[] work) {
            calls.incrementAndGet();
        }
    }

    @Test
    void onceItsRowsAreLimited() {
        Array in = new Array("in", Array.Role.STATE, List.of(1));
        Array out = new Array("out", Array.Role.STATE, List.of(1));
        Array slope = new Array("d_out", Array.Role.ADJOINT, List.of(1));
        List<Place> inputs = List.of(new Place(in, Expr.of(0)));
        Place output = new Place(out, Expr.of(0));
        Invoke forward = new Invoke(List.of(), new Counting(), inputs, output, Optional.empty());
        Invoke backward = new Invoke(List.of(), new Counting(), inputs, output,
                Optional.of(new Invoke.Adjoints(slope, List.of(Optional.empty()))));
        Generated code = new Program(null, List.of(Stage.sequential(List.of(forward)),
                Stage.sequential(List.of(backward))), new HashMap<>(), Map.of(), new Facts()).compile().newScalar();
        code.run(new double[0], new double[0]);
        assertEquals(2, calls.get());
        code.limit(10);
        code.run(new double[0], new double[0]);
        assertEquals(2, calls.get());
    }
}
