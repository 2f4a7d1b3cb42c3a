package org.penumbra.compiler.target;

import java.util.Arrays;
import java.util.Optional;
import org.penumbra.compiler.ir.Bijector;
import org.penumbra.compiler.ir.Block;
import org.penumbra.compiler.ir.BlockDraw;
import org.penumbra.distribution.Distribution;
import org.penumbra.distribution.MultivariateDistribution;
import org.penumbra.distribution.Signature;
import org.penumbra.expression.Evaluator;
import org.penumbra.math.RandomStream;

/** Draws vectors and matrices, and takes them to their coordinates and back, with the slow evaluator. */
final class BlockDraws {

    /** A structure that cuts independent elements is met by drawing again, so many times at most. */
    private static final int MOST_TRIES = 1000;

    private final Signature signature;
    private final BlockDraw block;

    BlockDraws(Signature signature, BlockDraw block) {
        this.signature = signature;
        this.block = block;
    }

    /** Number of elements. */
    int size() {
        return block.axes().stream().mapToInt(Block::extent).reduce(1, Math::multiplyExact);
    }

    double[][] parameters(Evaluator at) {
        return block.parameters().stream().map(parameter -> parameter.numbers(at)).toArray(double[][]::new);
    }

    /**
     * The coordinates of a draw; not finite where the draw is on the edge of what they reach.
     *
     * @throws UnsupportedOperationException when nothing can be drawn
     * @throws IllegalArgumentException when a parameter is outside of its support
     */
    double[] draw(Evaluator at, RandomStream random) {
        if (block.coordinates() instanceof BlockDraw.Standard) {
            double[] standard = new double[size()];
            Arrays.setAll(standard, k -> random.nextGaussian());
            return standard;
        }
        double[][] parameters = parameters(at);
        return signature.isMultivariate() ? coordinates(joint(parameters, random), parameters, at)
                : independent(parameters, at, random);
    }

    private double[] joint(double[][] parameters, RandomStream random) {
        double[] values = new double[size()];
        signature.event().orElseThrow().distribution().get().sample(parameters, random, values);
        return values;
    }

    /** Elements one by one until they have their structure; those of one distribution can be sorted into an order. */
    private double[] independent(double[][] parameters, Evaluator at, RandomStream random) {
        boolean exchangeable = block.coordinates() instanceof BlockDraw.Structured
                && Arrays.stream(parameters).allMatch(BlockDraws::isConstant);
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            double[] values = independent(parameters, random);
            if (exchangeable) {
                Arrays.sort(values);
            }
            if (fault(values).isEmpty()) {
                return coordinates(values, parameters, at);
            }
        }
        throw new UnsupportedOperationException("no draw in " + MOST_TRIES + " had the declared structure");
    }

    private double[] independent(double[][] parameters, RandomStream random) {
        Distribution distribution = signature.distribution().get();
        double[] values = new double[size()];
        double[] here = new double[parameters.length];
        for (int k = 0; k < values.length; k++) {
            for (int i = 0; i < here.length; i++) {
                here[i] = parameters[i][k];
            }
            values[k] = distribution.sample(here, random);
        }
        return values;
    }

    private static boolean isConstant(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == values[0]);
    }

    /** The coordinates of elements; not finite where they are outside of what coordinates reach. */
    double[] coordinates(double[] values, double[][] parameters, Evaluator at) {
        return switch (block.coordinates()) {
            case BlockDraw.Structured structured -> {
                double[] free = new double[structured.bijector().freeSize()];
                structured.bijector().inverse(values, free);
                yield free;
            }
            case BlockDraw.Elementwise elementwise -> elementwise(elementwise.bijector(), values, at);
            case BlockDraw.Standard standard -> {
                MultivariateDistribution distribution = signature.event().orElseThrow().distribution().get();
                double[] free = new double[values.length];
                distribution.standardise(parameters, values, free);
                yield free;
            }
        };
    }

    private double[] elementwise(Bijector bijector, double[] values, Evaluator at) {
        double[] low = bijector.lower() == null ? values : block.over(bijector.lower()).numbers(at);
        double[] high = bijector.upper() == null ? values : block.over(bijector.upper()).numbers(at);
        double[] free = new double[values.length];
        Arrays.setAll(free, k -> bijector.inverse(values[k], low[k], high[k]));
        return free;
    }

    /** What is wrong with elements as a whole, as a clause; empty when they have their structure or need none. */
    Optional<String> fault(double[] values) {
        return block.coordinates() instanceof BlockDraw.Structured structured ? structured.bijector().fault(values)
                : Optional.empty();
    }
}
