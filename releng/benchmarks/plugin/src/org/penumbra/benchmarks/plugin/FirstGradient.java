package org.penumbra.benchmarks.plugin;

import org.penumbra.inference.Algorithm;
import org.penumbra.inference.FitContext;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Target;

/** Computes one gradient, says so, and ends the process, so that its end is when the gradient is there. */
public final class FirstGradient implements Algorithm<FirstGradient.Options> {

    /** None. */
    public record Options() {
    }

    @Override
    public FitResult fit(Target target, Options options, FitContext context) {
        double[] gradient = new double[target.dimension()];
        double density = target.logDensityAndGradient(new double[target.dimension()], gradient);
        System.out.println("first gradient of " + gradient.length + " components; log density " + density);
        System.out.flush();
        Runtime.getRuntime().halt(0);
        throw new IllegalStateException("the process did not end");
    }
}
