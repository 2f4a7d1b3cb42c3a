package org.penumbra.compiler.guide;

import java.util.List;
import java.util.function.Function;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Target;

/**
 * A guide that a person wrote, by two compiled programs. With u(noise; parameters) a draw, the derivative of
 * log p(u) - log q(u; parameters) along its path is (du/dparameters)' (d log p/du - d log q/du) minus the score.
 */
final class WrittenGuide implements DifferentiableGuide {

    private final int noiseSize;
    private final int dimension;
    private final double[] parameters;
    private final Target density;
    private final Target draws;
    /** Parameters, then coordinates of the model. */
    private final double[] at;
    private final double[] slopes;
    /** Parameters, noise, then one weight for each coordinate. */
    private final double[] path;
    private final double[] pathSlopes;
    private final double[] made;
    private final double[] drawn;
    private final double[] weights;
    private final Function<double[], List<NamedValue>> names;

    /**
     * @param parameters at their start; kept
     * @param density log q by parameters and coordinates
     * @param names makes the parameters on their own scale of the free ones
     * @param draws coordinates and the product with their Jacobian, by parameters, noise and weights
     */
    WrittenGuide(int noiseSize, int dimension, double[] parameters, Target density, Target draws,
            Function<double[], List<NamedValue>> names) {
        this.noiseSize = noiseSize;
        this.dimension = dimension;
        this.parameters = parameters;
        this.density = density;
        this.draws = draws;
        this.at = new double[density.dimension()];
        this.slopes = new double[density.dimension()];
        this.path = new double[draws.dimension()];
        this.pathSlopes = new double[draws.dimension()];
        this.made = new double[draws.sites().valueCount()];
        this.drawn = new double[dimension];
        this.weights = new double[dimension];
        this.names = names;
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
        System.arraycopy(parameters, 0, path, 0, parameters.length);
        System.arraycopy(noise, 0, path, parameters.length, noiseSize);
        draws.sites().constrain(path, made);
        System.arraycopy(made, made.length - dimension, drawn, 0, dimension);
        System.arraycopy(drawn, 0, x, 0, dimension);
        return logDensity(drawn);
    }

    private void place(double[] x) {
        System.arraycopy(parameters, 0, at, 0, parameters.length);
        System.arraycopy(x, 0, at, parameters.length, dimension);
    }

    @Override
    public double logDensity(double[] x) {
        place(x);
        return density.logDensity(at);
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        place(drawn);
        density.logDensityAndGradient(at, slopes);
        for (int i = 0; i < dimension; i++) {
            weights[i] = weight * (targetGradient[i] - slopes[parameters.length + i]);
        }
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] -= weight * slopes[i];
        }
        pullBack(noise, weights, gradient);
    }

    @Override
    public void pullBack(double[] noise, double[] v, double[] gradient) {
        System.arraycopy(parameters, 0, path, 0, parameters.length);
        System.arraycopy(noise, 0, path, parameters.length, noiseSize);
        System.arraycopy(v, 0, path, parameters.length + noiseSize, dimension);
        draws.logDensityAndGradient(path, pathSlopes);
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] += pathSlopes[i];
        }
    }

    @Override
    public double logDensityAndGradient(double[] x, double[] gradient) {
        place(x);
        double value = density.logDensityAndGradient(at, slopes);
        System.arraycopy(slopes, parameters.length, gradient, 0, dimension);
        return value;
    }

    @Override
    public double accumulateScore(double[] x, double weight, double[] gradient) {
        place(x);
        double value = density.logDensityAndGradient(at, slopes);
        for (int i = 0; i < parameters.length; i++) {
            gradient[i] += weight * slopes[i];
        }
        return value;
    }
}
