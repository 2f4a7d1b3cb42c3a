package org.penumbra.distribution.structure;

import java.util.Arrays;
import java.util.List;
import org.penumbra.expression.ArrayFunction;
import org.penumbra.math.DenseLu;

/**
 * The inverse of a structured bijector as an array function: from the elements, row-major, to the free coordinates.
 *
 * <p>With J the Jacobian of the elements by the coordinates and g the adjoint of these, the adjoint of the elements is
 * J (J'J)^-1 g: of all that give g along the set, the shortest.
 */
public final class FreeCoordinates implements ArrayFunction {

    private final StructuredBijector bijector;
    private final double[] block;
    private final double[] coordinates;
    private final double[] elements;
    private final double[] adjoint;
    private final double[] jacobian;
    private final double[] solution;
    private final DenseLu factors;
    private final double[] inner;

    public FreeCoordinates(StructuredBijector bijector) {
        this.bijector = bijector;
        int free = bijector.freeSize();
        int size = bijector.valueSize();
        this.block = new double[size];
        this.coordinates = new double[free];
        this.elements = new double[bijector.outputSize()];
        this.adjoint = new double[bijector.outputSize()];
        this.jacobian = new double[size * free];
        this.solution = new double[free];
        this.factors = new DenseLu(Math.max(1, free));
        this.inner = new double[bijector.workSize()];
    }

    @Override
    public String name() {
        return "free(" + bijector.name() + ")";
    }

    @Override
    public ArrayFunction forThread() {
        return new FreeCoordinates(bijector);
    }

    @Override
    public List<Integer> inputSizes() {
        return List.of(bijector.valueSize());
    }

    @Override
    public int outputSize() {
        return bijector.freeSize();
    }

    @Override
    public void forward(double[][] in, int[] at, double[] out, int outAt, double[] work) {
        System.arraycopy(in[0], at[0], block, 0, block.length);
        bijector.inverse(block, coordinates);
        System.arraycopy(coordinates, 0, out, outAt, coordinates.length);
    }

    @Override
    public void backward(double[][] in, int[] at, double[] out, int outAt, double[] outAdjoint, double[][] inAdjoint,
            double[] work) {
        int free = coordinates.length;
        if (inAdjoint[0] == null || free == 0) {
            return;
        }
        System.arraycopy(out, outAt, coordinates, 0, free);
        fillJacobian();
        System.arraycopy(outAdjoint, outAt, solution, 0, free);
        solve();
        for (int k = 0; k < block.length; k++) {
            double sum = 0;
            for (int i = 0; i < free; i++) {
                sum += jacobian[k * free + i] * solution[i];
            }
            inAdjoint[0][at[0] + k] += sum;
        }
    }

    /** One row for each element, by a backward sweep of the bijector from it. */
    private void fillJacobian() {
        double[][] input = {coordinates};
        double[][] row = {solution};
        int[] start = {0};
        bijector.forward(input, start, elements, 0, inner);
        for (int k = 0; k < block.length; k++) {
            Arrays.fill(adjoint, 0);
            adjoint[k] = 1;
            Arrays.fill(solution, 0);
            bijector.backward(input, start, elements, 0, adjoint, row, inner);
            System.arraycopy(solution, 0, jacobian, k * solution.length, solution.length);
        }
    }

    /** (J'J)^-1 times what stands in {@code solution}; NaN where the elements are at the edge of their set. */
    private void solve() {
        int free = solution.length;
        for (int i = 0; i < free; i++) {
            for (int j = 0; j < free; j++) {
                double sum = 0;
                for (int k = 0; k < block.length; k++) {
                    sum += jacobian[k * free + i] * jacobian[k * free + j];
                }
                factors.set(i, j, sum);
            }
        }
        if (factors.factor()) {
            factors.solve(solution, 0);
        } else {
            Arrays.fill(solution, Double.NaN);
        }
    }
}
