package org.penumbra.compiler.guide;

import java.util.List;
import java.util.function.Function;
import org.penumbra.inference.DifferentiableGuide;

/**
 * A guide that a person wrote, by two compiled programs. With u(noise; parameters) a draw, the derivative of
 * log p(u) - log q(u; parameters) along its path is (du/dparameters)' (d log p/du - d log q/du) minus the score.
 */
class WrittenGuide implements DifferentiableGuide {

    private final int noiseSize;
    private final int dimension;
    private final double[] parameters;
    private final GuideCode density;
    private final GuideCode draws;
    /** Made when they are first needed: a guide of many rows may never see all of them. */
    private Space space;
    private final Function<double[], List<NamedValue>> names;

    /** What the programs read and write. */
    private final class Space {

        /** Parameters, then coordinates of the model. */
        final double[] at = new double[density.inputs()];
        final double[] slopes = new double[density.inputs()];
        /** Parameters, noise, then one weight for each coordinate. */
        final double[] path = new double[draws.inputs()];
        final double[] pathSlopes = new double[draws.inputs()];
        final double[] made = new double[draws.reports()];
        final double[] drawn = new double[dimension];
        final double[] weights = new double[dimension];

        void place(double[] x) {
            System.arraycopy(parameters, 0, at, 0, parameters.length);
            System.arraycopy(x, 0, at, parameters.length, dimension);
        }

        void noise(double[] noise) {
            System.arraycopy(parameters, 0, path, 0, parameters.length);
            System.arraycopy(noise, 0, path, parameters.length, noiseSize);
        }
    }

    /**
     * @param parameters at their start; kept
     * @param density log q by parameters and coordinates
     * @param names makes the parameters on their own scale of the free ones
     * @param draws coordinates and the product with their Jacobian, by parameters, noise and weights
     */
    WrittenGuide(int noiseSize, int dimension, double[] parameters, GuideCode density, GuideCode draws,
            Function<double[], List<NamedValue>> names) {
        this.noiseSize = noiseSize;
        this.dimension = dimension;
        this.parameters = parameters;
        this.density = density;
        this.draws = draws;
        this.names = names;
    }

    private Space space() {
        if (space == null) {
            space = new Space();
        }
        return space;
    }

    @Override
    public int dimension() {
        return dimension;
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public int noiseSize() {
        return noiseSize;
    }

    @Override
    public List<NamedValue> namedValues() {
        return names.apply(parameters);
    }

    @Override
    public double transform(double[] noise, double[] x) {
        Space here = space();
        here.noise(noise);
        draws.report(here.path, here.made);
        System.arraycopy(here.made, here.made.length - dimension, here.drawn, 0, dimension);
        System.arraycopy(here.drawn, 0, x, 0, dimension);
        return logDensity(here.drawn);
    }

    @Override
    public double logDensity(double[] x) {
        Space here = space();
        here.place(x);
        return density.value(here.at);
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        Space here = space();
        here.place(here.drawn);
        density.valueAndSlopes(here.at, here.slopes);
        for (int i = 0; i < dimension; i++) {
            here.weights[i] = weight * (targetGradient[i] - here.slopes[parameters.length + i]);
        }
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] -= weight * here.slopes[i];
        }
        pullBack(noise, here.weights, gradient);
    }

    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
        Space here = space();
        here.noise(noise);
        System.arraycopy(v, 0, here.path, parameters.length + noiseSize, dimension);
        draws.valueAndSlopes(here.path, here.pathSlopes);
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] += here.pathSlopes[i];
        }
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        Space here = space();
        here.place(x);
        double value = density.valueAndSlopes(here.at, here.slopes);
        System.arraycopy(here.slopes, parameters.length, gradient, 0, dimension);
        return value;
    }

    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        Space here = space();
        here.place(x);
        double value = density.valueAndSlopes(here.at, here.slopes);
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] += weight * here.slopes[i];
        }
        return value;
    }
}
