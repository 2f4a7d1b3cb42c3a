package org.penumbra.testplugins.good;

import org.penumbra.inference.Option;
import org.penumbra.inference.Optimizer;

/** Sign ascent with a step that shrinks like 1 / sqrt(t). */
public final class TestSignStep implements Optimizer<TestSignStep.Options> {

    /** @param lr length of the first step in every coordinate */
    public record Options(
            @Option(label = "Learning rate", help = "Length of the first step in every coordinate.", value = "0.1",
                    min = 0) double lr) {
    }

    @Override
    public Updater start(int size, long steps, Options options) {
        return new Ascent(options.lr());
    }

    private static final class Ascent implements Updater {
        private final double lr;
        private long step;

        Ascent(double lr) {
            this.lr = lr;
        }

        @Override
        public void step(double[] parameters, double[] gradient) {
            step++;
            double length = lr / StrictMath.sqrt(step);
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] += length * Math.signum(gradient[i]);
            }
        }

        @Override
        public double[] state() {
            return new double[] {step};
        }

        @Override
        public void restore(double[] state) {
            step = (long) state[0];
        }
    }
}
