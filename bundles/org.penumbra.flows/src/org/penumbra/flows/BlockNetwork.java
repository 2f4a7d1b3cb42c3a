package org.penumbra.flows;

import java.util.Arrays;
import org.penumbra.math.Kernels;
import org.penumbra.math.RandomStream;

/**
 * A network of n blocks of tanh units, one block for each coordinate: blocks see those before them through free weights
 * and their own through positive ones, so that what comes out for a coordinate increases with it (De Cao, Aziz and
 * Titov 2019, "Block neural autoregressive flow", equations 6 to 10). Next to each unit stands its derivative by the
 * coordinate of its block.
 *
 * <p>Parameters, level by level: for each unit the free weights, then the logs of the positive ones; then biases.
 */
final class BlockNetwork {

    private final int n;
    private final int levels;
    private final int[] width;
    private final int[] offsets;
    /** By level: units, their derivatives, weighted derivatives before tanh, positive weights, and adjoints. */
    private final double[][] units;
    private final double[][] slopes;
    private final double[][] sums;
    private final double[][] positive;
    private final double[][] ofUnits;
    private final double[][] ofSlopes;

    /**
     * @param hidden units of each block in each hidden layer
     * @param depth number of hidden layers, at least 1
     */
    BlockNetwork(int dimension, int hidden, int depth, int offset) {
        this.n = dimension;
        this.levels = depth + 1;
        this.width = new int[levels + 1];
        this.offsets = new int[levels + 1];
        Arrays.fill(width, hidden);
        width[0] = 1;
        width[levels] = 1;
        this.units = rooms();
        this.slopes = rooms();
        this.sums = rooms();
        this.ofUnits = rooms();
        this.ofSlopes = rooms();
        this.positive = new double[levels][];
        Arrays.fill(slopes[0], 1);
        int at = offset;
        for (int l = 0; l < levels; l++) {
            offsets[l] = at;
            positive[l] = new double[n * width[l + 1] * width[l]];
            at += width[l] * width[l + 1] * n * (n + 1) / 2 + n * width[l + 1];
        }
        offsets[levels] = at;
    }

    private double[][] rooms() {
        double[][] rooms = new double[levels + 1][];
        Arrays.setAll(rooms, l -> new double[n * width[l]]);
        return rooms;
    }

    int end() {
        return offsets[levels];
    }

    void initialise(double[] parameters, RandomStream random) {
        for (int l = 0; l < levels; l++) {
            for (int i = 0; i < n; i++) {
                for (int u = 0; u < width[l + 1]; u++) {
                    int at = row(l, i, u);
                    for (int j = 0; j < i * width[l]; j++) {
                        parameters[at + j] = random.nextGaussian() / Math.sqrt((1.0 + i) * width[l]);
                    }
                    for (int j = 0; j < width[l]; j++) {
                        parameters[at + i * width[l] + j] = 0.3 * random.nextGaussian() - StrictMath.log(width[l]);
                    }
                    parameters[bias(l, i, u)] = l == levels - 1 ? 0 : random.nextGaussian();
                }
            }
        }
    }

    /** Where the weights of a unit begin; there are (block + 1) times the width of the level below. */
    private int row(int level, int block, int unit) {
        return offsets[level] + width[level] * (width[level + 1] * block * (block + 1) / 2 + unit * (block + 1));
    }

    private int bias(int level, int block, int unit) {
        return offsets[level + 1] - (n - block) * width[level + 1] + unit;
    }

    /** Takes the exponentials of the positive weights, which hold until parameters change. */
    void prepare(double[] parameters) {
        for (int l = 0; l < levels; l++) {
            int entry = 0;
            for (int i = 0; i < n; i++) {
                for (int u = 0; u < width[l + 1]; u++) {
                    int at = row(l, i, u) + i * width[l];
                    for (int j = 0; j < width[l]; j++) {
                        positive[l][entry++] = Kernels.exp(parameters[at + j]);
                    }
                }
            }
        }
    }

    /** One block, given those before it, at the value of its coordinate. */
    void forward(double[] parameters, int block, double value) {
        units[0][block] = value;
        for (int l = 0; l < levels; l++) {
            for (int u = 0; u < width[l + 1]; u++) {
                unit(parameters, l, block, u);
            }
        }
    }

    private void unit(double[] parameters, int l, int block, int u) {
        int own = block * width[l];
        int at = row(l, block, u);
        int exp = (block * width[l + 1] + u) * width[l];
        double sum = parameters[bias(l, block, u)];
        for (int j = 0; j < own; j++) {
            sum += parameters[at + j] * units[l][j];
        }
        double slope = 0;
        for (int j = 0; j < width[l]; j++) {
            sum += positive[l][exp + j] * units[l][own + j];
            slope += positive[l][exp + j] * slopes[l][own + j];
        }
        int to = block * width[l + 1] + u;
        boolean last = l == levels - 1;
        units[l + 1][to] = last ? sum : Kernels.tanh(sum);
        sums[l + 1][to] = slope;
        slopes[l + 1][to] = last ? slope : slope * (1 - units[l + 1][to] * units[l + 1][to]);
    }

    /** What comes out for a coordinate. */
    double value(int block) {
        return units[levels][block];
    }

    /** Its derivative by that coordinate, positive. */
    double slope(int block) {
        return slopes[levels][block];
    }

    /** To be called for every block before {@link #backward}. */
    void seed(int block, double ofValue, double ofSlope) {
        ofUnits[levels][block] = ofValue;
        ofSlopes[levels][block] = ofSlope;
    }

    /** Gives the adjoints of the coordinates. */
    double[] backward(double[] parameters, double[] gradient) {
        for (int l = levels - 1; l >= 0; l--) {
            Arrays.fill(ofUnits[l], 0);
            Arrays.fill(ofSlopes[l], 0);
            for (int i = 0; i < n; i++) {
                for (int u = 0; u < width[l + 1]; u++) {
                    unitBackward(parameters, l, i, u, gradient);
                }
            }
        }
        return ofUnits[0];
    }

    private void unitBackward(double[] parameters, int l, int block, int u, double[] gradient) {
        int from = block * width[l + 1] + u;
        double ofSlope = ofSlopes[l + 1][from];
        double ofSum = ofUnits[l + 1][from];
        if (l < levels - 1) {
            double unit = units[l + 1][from];
            ofSum = (ofSum - 2 * ofSlope * sums[l + 1][from] * unit) * (1 - unit * unit);
            ofSlope *= 1 - unit * unit;
        }
        gradient[bias(l, block, u)] += ofSum;
        int own = block * width[l];
        int at = row(l, block, u);
        for (int j = 0; j < own; j++) {
            gradient[at + j] += ofSum * units[l][j];
            ofUnits[l][j] += ofSum * parameters[at + j];
        }
        int exp = from * width[l];
        for (int j = 0; j < width[l]; j++) {
            double weight = positive[l][exp + j];
            gradient[at + own + j] += (ofSum * units[l][own + j] + ofSlope * slopes[l][own + j]) * weight;
            ofUnits[l][own + j] += ofSum * weight;
            ofSlopes[l][own + j] += ofSlope * weight;
        }
    }
}
