package org.penumbra.compiler.guide;

import java.util.List;
import java.util.function.Function;
import org.penumbra.inference.DifferentiableGuide;

/**
 * A guide that a person wrote, by two compiled programs. With u(noise; parameters) a draw, the derivative of
 * log p(u) - log q(u; parameters) is (du/dparameters)' d log p/du minus that of log q along the draw, which one program
 * gives together.
 */
class WrittenGuide implements DifferentiableGuide {

    private final int noiseSize;
    private final int dimension;
    private final double[] parameters;
    private final GuideCode density;
    private final DrawCode draws;
    /** Both are made when they are first needed: a guide of many rows may never see all of them. */
    private Given given;
    private Drawing drawing;
    private final Function<double[], List<NamedValue>> names;

    /** What the density reads and writes. */
    private final class Given {

        /** Parameters, then coordinates of the model. */
        final double[] at = new double[density.inputs()];
        final double[] slopes = new double[density.inputs()];

        void place(double[] x) {
            System.arraycopy(parameters, 0, at, 0, parameters.length);
            System.arraycopy(x, 0, at, parameters.length, dimension);
        }
    }

    /** What the draws read and write. */
    private final class Drawing {

        /** Parameters, noise, a weight for log q, then one for each coordinate. */
        final double[] path = new double[draws.inputs()];
        final double[] made = new double[draws.reports()];

        void noise(double[] noise) {
            System.arraycopy(parameters, 0, path, 0, parameters.length);
            System.arraycopy(noise, 0, path, parameters.length, noiseSize);
        }

        /** Adds to the gradient that of {@code weight v u - share log q} by the parameters, at the latest draw. */
        void addPath(double[] v, double weight, double share, double[] gradient) {
            int first = parameters.length + noiseSize;
            path[first] = share;
            for (int i = 0; i < dimension; i++) {
                path[first + 1 + i] = weight * v[i];
            }
            draws.addSlopes(path, gradient);
        }
    }

    /**
     * @param parameters at their start; kept
     * @param density log q by parameters and coordinates
     * @param names makes the parameters on their own scale of the free ones
     * @param draws log q and coordinates of a draw, and products with their derivatives, by parameters, noise and
     *        weights
     */
    WrittenGuide(int noiseSize, int dimension, double[] parameters, GuideCode density, DrawCode draws,
            Function<double[], List<NamedValue>> names) {
        this.noiseSize = noiseSize;
        this.dimension = dimension;
        this.parameters = parameters;
        this.density = density;
        this.draws = draws;
        this.names = names;
    }

    private Given given() {
        if (given == null) {
            given = new Given();
        }
        return given;
    }

    private Drawing drawing() {
        if (drawing == null) {
            drawing = new Drawing();
        }
        return drawing;
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
        Drawing here = drawing();
        here.noise(noise);
        draws.report(here.path, here.made);
        System.arraycopy(here.made, here.made.length - dimension, x, 0, dimension);
        return here.made[here.made.length - dimension - 1];
    }

    @Override
    public double logDensity(double[] x) {
        Given here = given();
        here.place(x);
        return density.value(here.at);
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        drawing().addPath(targetGradient, weight, weight, gradient);
    }

    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
        drawing().addPath(v, 1, 0, gradient);
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        Given here = given();
        here.place(x);
        double value = density.valueAndSlopes(here.at, here.slopes);
        System.arraycopy(here.slopes, parameters.length, gradient, 0, dimension);
        return value;
    }

    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        Given here = given();
        here.place(x);
        double value = density.valueAndSlopes(here.at, here.slopes);
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] += weight * here.slopes[i];
        }
        return value;
    }
}
