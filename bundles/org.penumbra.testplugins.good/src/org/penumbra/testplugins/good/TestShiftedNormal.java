package org.penumbra.testplugins.good;

import java.util.Arrays;
import org.penumbra.inference.Guide;
import org.penumbra.inference.GuideFamily;
import org.penumbra.inference.Initialization;
import org.penumbra.inference.Option;
import org.penumbra.inference.Start;
import org.penumbra.inference.Target;

/** N(m, s^2 I): n locations and one log scale. */
public final class TestShiftedNormal implements GuideFamily<TestShiftedNormal.Options> {
    private static final double LOG_ROOT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

    /** @param scale where the common scale starts */
    public record Options(
            @Option(label = "Initial scale", help = "Where the common scale starts.", value = "0.1",
                    min = 1e-6) double scale) {
    }

    @Override
    public Guide create(Target target, Options options, Start start) {
        double[] point = start.point(target, Initialization.MEDIAN);
        double[] parameters = Arrays.copyOf(point, point.length + 1);
        parameters[point.length] = StrictMath.log(options.scale());
        return new Isotropic(parameters);
    }

    private record Isotropic(double[] parameters) implements Guide {

        @Override
        public int dimension() {
            return parameters.length - 1;
        }

        @Override
        public int noiseSize() {
            return dimension();
        }

        @Override
        public double transform(double[] noise, double[] x) {
            double scale = StrictMath.exp(logScale());
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                x[i] = parameters[i] + scale * noise[i];
                squares += noise[i] * noise[i];
            }
            return -x.length * (logScale() + LOG_ROOT_TWO_PI) - squares / 2;
        }

        /** Along a path log q depends on the log scale alone, with derivative -n. */
        @Override
        public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
            double scale = StrictMath.exp(logScale());
            int n = dimension();
            gradient[n] += weight * n;
            for (int i = 0; i < n; i++) {
                gradient[i] += weight * targetGradient[i];
                gradient[n] += weight * targetGradient[i] * scale * noise[i];
            }
        }

        @Override
        public double logDensity(double[] x) {
            double scale = StrictMath.exp(logScale());
            double squares = 0;
            for (int i = 0; i < x.length; i++) {
                double z = (x[i] - parameters[i]) / scale;
                squares += z * z;
            }
            return -x.length * (logScale() + LOG_ROOT_TWO_PI) - squares / 2;
        }

        private double logScale() {
            return parameters[parameters.length - 1];
        }
    }
}
