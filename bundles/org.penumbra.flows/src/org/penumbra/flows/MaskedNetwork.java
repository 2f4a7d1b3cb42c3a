package org.penumbra.flows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * The conditioner of a flow: a network of tanh units in which what comes out for a coordinate of degree d depends on
 * the coordinates of smaller degree alone (Germain, Gregor, Murray and Larochelle 2015, "MADE", with their direct
 * connections: where the units saturate, what comes out goes on linearly). Coordinates come in ascending degree; so do
 * the units of every hidden layer.
 *
 * <p>What goes into the last layer is scaled by one over the square root of its number, so that a step of an optimiser
 * that moves every weight by as much moves what comes out by not much more, however wide the network is.
 */
final class MaskedNetwork {

    /**
     * Coordinates come in as R asinh(x / R): as they are around 0, and by their logarithm far out, where one coordinate
     * may be thousands of times as large as elsewhere (as below a funnel) and nothing that is linear in it would hold.
     * Within the tails of the noise they are as they are: a scale that is linear in another coordinate should stay so.
     */
    private static final double REACH = 8;

    private final int coordinates;
    private final int hidden;
    /** One by the square root of the number of hidden units and of coordinates. */
    private final double ofUnits;
    private final double ofCoordinates;
    private final MaskedDense[] layers;
    private final double[] given;
    /** What goes into each layer; into the last one hidden units, then the coordinates. */
    private final double[][] inputs;
    private final double[][] adjoints;

    /**
     * @param degrees of the coordinates, ascending, from 1
     * @param each numbers that come out for each coordinate, one coordinate after the other
     * @param hidden units of each hidden layer
     * @param depth number of hidden layers, at least 1
     */
    MaskedNetwork(int[] degrees, int each, int hidden, int depth, int offset) {
        this.coordinates = degrees.length;
        this.hidden = hidden;
        this.ofUnits = 1 / Math.sqrt(hidden);
        this.ofCoordinates = 1 / Math.sqrt(coordinates);
        int[] units = hiddenDegrees(degrees[coordinates - 1], hidden);
        this.layers = new MaskedDense[depth + 1];
        this.inputs = new double[depth + 1][hidden];
        this.adjoints = new double[depth + 1][hidden];
        given = new double[coordinates];
        inputs[0] = new double[coordinates];
        adjoints[0] = new double[coordinates];
        inputs[depth] = new double[hidden + coordinates];
        adjoints[depth] = new double[hidden + coordinates];
        int at = offset;
        for (int k = 0; k < depth; k++) {
            layers[k] = new MaskedDense(hidden, reach(k == 0 ? degrees : units, units, 0, 1), at);
            at = layers[k].end();
        }
        int[] both = IntStream.concat(Arrays.stream(units), Arrays.stream(degrees)).toArray();
        layers[depth] = new MaskedDense(coordinates * each, reach(both, degrees, 1, each), at);
    }

    /** As evenly as may be from 1 to one less than the largest. */
    private static int[] hiddenDegrees(int largest, int hidden) {
        int[] degrees = new int[hidden];
        Arrays.setAll(degrees, u -> 1 + (int) ((long) u * Math.max(1, largest - 1) / hidden));
        return degrees;
    }

    /** For each degree the position of the first of the others that is larger by at least {@code step}. */
    private static int[] reach(int[] from, int[] to, int step, int each) {
        return Arrays.stream(from).map(degree -> {
            int position = 0;
            while (position < to.length && to[position] < degree + step) {
                position++;
            }
            return position * each;
        }).toArray();
    }

    int end() {
        return layers[layers.length - 1].end();
    }

    /** Random hidden layers; what comes out is 0. */
    void initialise(double[] parameters, RandomStream random) {
        for (int k = 0; k < layers.length; k++) {
            layers[k].initialise(parameters, k == layers.length - 1 ? 0 : 1, random);
        }
    }

    /** Where the coordinates are to be written before {@link #forward}. */
    double[] input() {
        return given;
    }

    void forward(double[] parameters, double[] out) {
        int last = layers.length - 1;
        for (int i = 0; i < coordinates; i++) {
            inputs[0][i] = REACH * Kernels.asinh(given[i] / REACH);
        }
        for (int k = 0; k < last; k++) {
            double[] next = inputs[k + 1];
            layers[k].forward(parameters, inputs[k], next);
            for (int u = 0; u < hidden; u++) {
                next[u] = Kernels.tanh(next[u]);
            }
        }
        for (int u = 0; u < hidden; u++) {
            inputs[last][u] *= ofUnits;
        }
        for (int i = 0; i < coordinates; i++) {
            inputs[last][hidden + i] = inputs[0][i] * ofCoordinates;
        }
        layers[last].forward(parameters, inputs[last], out);
    }

    /** After {@link #forward}; gives the adjoint by the coordinates. */
    double[] backward(double[] parameters, double[] outAdjoint, double[] gradient) {
        int last = layers.length - 1;
        double[] above = outAdjoint;
        for (int k = last; k >= 0; k--) {
            layers[k].backward(parameters, inputs[k], above, adjoints[k], gradient);
            above = adjoints[k];
            double scale = k == last ? ofUnits : 1;
            for (int u = 0; k > 0 && u < hidden; u++) {
                double unit = inputs[k][u] / scale;
                above[u] *= scale * (1 - unit * unit);
            }
        }
        for (int i = 0; i < coordinates; i++) {
            above[i] += ofCoordinates * adjoints[last][hidden + i];
            above[i] /= Math.sqrt(1 + given[i] / REACH * given[i] / REACH);
        }
        return above;
    }
}
