package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.List;
import org.penumbra.compiler.code.Compiled;
import org.penumbra.inference.divergences.PriorFactors;

/** Factors whose parameters generated code computes; for one thread. */
final class CompiledPriorFactors implements PriorFactors {

    private final List<Factor> factors;
    private final int dimension;
    private final int count;
    private final Compiled code;
    /** Coordinates, then weights; and the slopes by them. */
    private final double[] point;
    private final double[] slope;

    CompiledPriorFactors(List<Factor> factors, int dimension, int count, Compiled code) {
        this.factors = List.copyOf(factors);
        this.dimension = dimension;
        this.count = count;
        this.code = code;
        this.point = new double[dimension + count];
        this.slope = new double[dimension + count];
    }

    @Override
    public List<Factor> factors() {
        return factors;
    }

    @Override
    public int parameterCount() {
        return count;
    }

    @Override
    public void parameters(double[] x, double[] parameters) {
        System.arraycopy(x, 0, point, 0, dimension);
        Arrays.fill(point, dimension, point.length, 0);
        run();
        System.arraycopy(slope, dimension, parameters, 0, count);
    }

    @Override
    public void pullBack(double[] x, double[] weights, double[] gradient) {
        System.arraycopy(x, 0, point, 0, dimension);
        System.arraycopy(weights, 0, point, dimension, count);
        run();
        for (int i = 0; i < dimension; i++) {
            gradient[i] += slope[i];
        }
    }

    private void run() {
        Arrays.fill(slope, 0);
        code.run(point, slope);
    }
}
