package org.penumbra.distribution.structure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penumbra.distribution.Structure;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.RandomStream;

/** There and back is where one was, and so are the derivatives. */
class FreeCoordinatesTest {

    /** With x = x(u): the adjoint that comes back through the elements is the one that went out. */
    @ParameterizedTest
    @EnumSource(Structure.class)
    void adjointsComeBack(Structure structure) {
        StructuredBijector bijector = structure.bijector(4);
        ArrayFunction inverse = new FreeCoordinates(bijector).forThread();
        RandomStream random = RandomStream.of(1);
        double[] u = new double[bijector.freeSize()];
        double[] wanted = new double[u.length];
        Arrays.setAll(u, i -> 0.7 * random.nextGaussian());
        Arrays.setAll(wanted, i -> random.nextGaussian());
        double[] work = new double[bijector.workSize()];
        double[] elements = new double[bijector.outputSize()];
        bijector.forward(new double[][] {u}, new int[] {0}, elements, 0, work);
        double[] back = new double[u.length];
        inverse.forward(new double[][] {elements}, new int[] {0}, back, 0, new double[0]);
        assertArrayEquals(u, back, 1e-10);
        double[] byElements = new double[elements.length];
        inverse.backward(new double[][] {elements}, new int[] {0}, back, 0, wanted.clone(),
                new double[][] {byElements}, new double[0]);
        assertEquals(0, byElements[bijector.valueSize()], 0, "the log-Jacobian is no element");
        double[] found = new double[u.length];
        bijector.backward(new double[][] {u}, new int[] {0}, elements, 0, byElements, new double[][] {found}, work);
        assertArrayEquals(wanted, found, 1e-9);
    }
}
