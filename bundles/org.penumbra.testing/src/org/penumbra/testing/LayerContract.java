package org.penumbra.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penumbra.expression.Array;
import org.penumbra.expression.Batched;
import org.penumbra.math.RandomStream;
import org.penumbra.network.BuiltLayer;
import org.penumbra.network.Layer;
import org.penumbra.network.LayerArguments;
import org.penumbra.network.LayerWeight;

/**
 * What every layer must keep:
 * <ul>
 * <li>its output has the shape that it says, and is the same to the bit when it is asked again;
 * <li>derivatives by inputs and by weights are those of differences;
 * <li>weights have different names, and starts that are finite and follow from the random stream;
 * <li>functions that take many rows at once do for each what they do for one ({@link BatchedContract}).
 * </ul>
 */
public final class LayerContract {

    private static final int POINTS = 3;
    private static final double SLOPES = 1e-7;
    private static final double ROWS = 1e-13;

    private final BuiltLayer layer;
    private final LayerRun run;
    private final String what;

    private LayerContract(BuiltLayer layer, List<List<Integer>> inputs, String what) {
        this.layer = layer;
        this.run = new LayerRun(layer, inputs);
        this.what = what + ": ";
    }

    /**
     * Checks all of it.
     *
     * @param arguments values of all parameters of the layer
     * @param inputs extents of what it is applied to; small, since each element is moved
     * @throws AssertionError saying which promise is broken
     */
    public static void check(Layer layer, Map<String, Object> arguments, List<List<Integer>> inputs) {
        LayerContract contract = new LayerContract(layer.build(LayerArguments.ofAll(arguments), inputs), inputs,
                layer.getClass().getSimpleName() + arguments + " of " + inputs);
        contract.shapes();
        contract.starts();
        for (int seed = 0; seed < POINTS; seed++) {
            contract.point(seed);
        }
        contract.rows();
    }

    /**
     * What a layer makes of numbers.
     *
     * @param inputs extents of what it is built for
     * @param numbers elements of each input, then of each weight, row-major
     */
    public static double[] output(BuiltLayer layer, List<List<Integer>> inputs, double[]... numbers) {
        LayerRun run = new LayerRun(layer, inputs);
        List<Array> all = run.all();
        Claims.hold(all.size() == numbers.length, all.size() + " inputs and weights, but numbers of "
                + numbers.length);
        for (int k = 0; k < numbers.length; k++) {
            Claims.hold(all.get(k).size() == numbers[k].length, all.get(k).size() + " elements of "
                    + all.get(k).name() + ", but " + numbers[k].length + " numbers");
            System.arraycopy(numbers[k], 0, run.of(all.get(k)), 0, numbers[k].length);
        }
        return run.forward();
    }

    private void shapes() {
        Claims.hold(run.output().shape().equals(layer.shape()), what + "an output of shape " + run.output().shape()
                + " where it says " + layer.shape());
    }

    private void starts() {
        Set<String> names = new HashSet<>();
        for (LayerWeight weight : layer.weights()) {
            Claims.hold(names.add(weight.name()), what + "two weights '" + weight.name() + "'");
            double[] start = start(weight, 1);
            Claims.hold(Arrays.stream(start).allMatch(Double::isFinite), what + "a start of '" + weight.name()
                    + "' that is not finite");
            Claims.sameBits(start, start(weight, 1), what + "the start of '" + weight.name() + "' from one stream");
        }
    }

    private static double[] start(LayerWeight weight, long seed) {
        double[] start = new double[weight.size()];
        Arrays.fill(start, Double.NaN);
        weight.start().fill(RandomStream.of(seed), start, 0, start.length);
        return start;
    }

    private void point(int seed) {
        RandomStream random = RandomStream.of(seed);
        run.all().forEach(array -> Arrays.setAll(run.of(array), i -> 0.8 * random.nextGaussian()));
        layer.categories().forEach((input, count) -> Arrays.setAll(run.of(run.all().get(input)),
                i -> 1 + random.nextInt(count)));
        double[] output = run.forward();
        Claims.hold(Arrays.stream(output).allMatch(Double::isFinite), what + "an output that is not finite");
        Claims.sameBits(output, run.forward(), what + "the output, asked for twice");
        double[] slopes = new double[output.length];
        Arrays.setAll(slopes, i -> random.nextGaussian());
        Map<Array, double[]> gradient = run.backward(slopes);
        for (Array array : differentiable()) {
            double[] at = run.of(array);
            double[] found = gradient.get(array);
            for (int i = 0; i < at.length; i++) {
                double expected = Difference.by(at, i, () -> dot(slopes, run.forward()));
                Claims.nearly(expected, found[i], SLOPES, what + "the derivative by element " + (i + 1) + " of "
                        + array.name());
            }
        }
    }

    /** What is no category. */
    private List<Array> differentiable() {
        List<Array> all = new ArrayList<>(run.all());
        all.removeAll(layer.categories().keySet().stream().map(run.all()::get).toList());
        return all;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** With all inputs varying that are not weights as they stand. */
    private void rows() {
        for (LayerRun.Call call : run.calls()) {
            if (call.function() instanceof Batched batched) {
                Set<Integer> varying = new HashSet<>();
                for (int k = 0; k < call.inputs().size(); k++) {
                    if (!run.isWeight(call.inputs().get(k))) {
                        varying.add(k);
                    }
                }
                Claims.hold(BatchedContract.check(batched, varying, ROWS), what + batched.name()
                        + " does not take rows of the inputs");
            }
        }
    }
}
