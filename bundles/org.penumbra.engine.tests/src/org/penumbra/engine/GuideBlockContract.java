package org.penumbra.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.penumbra.compiler.guide.CompiledGuide;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Target;
import org.penumbra.math.RandomStream;

/** What holds for every guide block, whatever its model is. */
final class GuideBlockContract {

    private static final double STEP = 1e-4;

    private final Target target;
    private final DifferentiableGuide guide;
    private final double tolerance;

    private GuideBlockContract(Target target, DifferentiableGuide guide, double tolerance) {
        this.target = target;
        this.guide = guide;
        this.tolerance = tolerance;
    }

    static void check(ModelText model) {
        check(model, 1e-6);
    }

    /** Derivatives of path, density and both together against differences; draws that their density knows. */
    static void check(ModelText model, double tolerance) {
        CompiledGuide compiled = model.guide();
        Target target = model.compile().target();
        DifferentiableGuide guide = compiled.guide();
        assertEquals(target.dimension(), guide.dimension(), "one coordinate for each of the target's");
        for (int seed = 0; seed < 3; seed++) {
            RandomStream random = RandomStream.of(seed);
            for (int i = 0; i < guide.parameters().length; i++) {
                guide.parameters()[i] += 0.2 * random.nextGaussian();
            }
            double[] noise = new double[guide.noiseSize()];
            Arrays.setAll(noise, i -> random.nextGaussian());
            new GuideBlockContract(target, guide, tolerance).checkAt(noise, random);
        }
    }

    private void checkAt(double[] noise, RandomStream random) {
        double[] x = new double[guide.dimension()];
        double logQ = guide.transform(noise, x);
        assertTrue(Double.isFinite(logQ), "a finite density of the draw " + Arrays.toString(x));
        assertEquals(guide.logDensity(x), logQ, 1e-11 * Math.max(1, Math.abs(logQ)));
        double[] v = new double[x.length];
        Arrays.setAll(v, i -> random.nextGaussian());
        pathIsRight(noise, v);
        slopeIsRight(x);
        scoreIsRight(x);
        gradientIsRight(noise);
    }

    private void pathIsRight(double[] noise, double[] v) {
        double[] found = new double[guide.parameters().length];
        guide.pullBack(noise, v, found);
        double[] x = new double[v.length];
        compare("path", found, () -> {
            guide.transform(noise, x);
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += v[i] * x[i];
            }
            return sum;
        }, guide.parameters());
    }

    private void slopeIsRight(double[] x) {
        double[] found = new double[x.length];
        guide.logDensityAndGradient(x, found);
        double[] at = x.clone();
        compare("slope", found, () -> guide.logDensity(at), at);
    }

    private void scoreIsRight(double[] x) {
        double[] found = new double[guide.parameters().length];
        guide.accumulateScore(x, 1, found);
        compare("score", found, () -> guide.logDensity(x), guide.parameters());
    }

    private void gradientIsRight(double[] noise) {
        double[] x = new double[guide.dimension()];
        double[] slope = new double[x.length];
        double[] found = new double[guide.parameters().length];
        guide.transform(noise, x);
        target.logDensityAndGradient(x, slope);
        guide.accumulateGradient(noise, slope, 1, found);
        compare("gradient", found, () -> {
            double logQ = guide.transform(noise, x);
            return target.logDensity(x) - logQ;
        }, guide.parameters());
    }

    private void compare(String what, double[] found, DoubleSupplier value, double[] at) {
        double[] expected = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double kept = at[i];
            double difference = 0;
            for (int k = 1; k <= 2; k++) {
                at[i] = kept + k * STEP;
                double above = value.getAsDouble();
                at[i] = kept - k * STEP;
                double below = value.getAsDouble();
                difference += (k == 1 ? 8 : -1) * (above - below);
            }
            at[i] = kept;
            expected[i] = difference / (12 * STEP);
        }
        double size = Arrays.stream(expected).map(Math::abs).max().orElse(1);
        assertArrayEquals(expected, found, tolerance * Math.max(1, size), what);
    }
}
