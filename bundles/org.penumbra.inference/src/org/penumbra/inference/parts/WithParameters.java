package org.penumbra.inference.parts;

import java.util.List;
import org.penumbra.inference.AmortizedGuide;
import org.penumbra.inference.DifferentiableGuide;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Minibatch;
import org.penumbra.inference.Target;

/**
 * A guide of the latent sites beside a point for the parameters of the model. A point has no density and no entropy, so
 * that log q is that of the guide, and log p - log q the log of an importance weight at these parameters. Its own
 * parameters are those of the guide, and behind them the coordinates of the point.
 */
public class WithParameters implements Guide {

    private final Guide guide;
    private final int[] latent;
    private final int[] point;
    private final Runs latentRuns;
    private final Runs pointRuns;
    private final int own;
    private final double[] parameters;
    private final double[] noiseOfGuide;
    private final double[] x;
    private final double[] slope;
    private final double[] gradientOfGuide;

    /**
     * @param guide of the latent sites
     * @param latent its coordinates
     * @param point the coordinates of the parameters
     * @param start n coordinates, of which those of parameters count
     */
    WithParameters(Guide guide, int[] latent, int[] point, double[] start) {
        this(new double[guide.parameters().length + point.length], guide, latent, point);
        System.arraycopy(guide.parameters(), 0, parameters, 0, own);
        for (int i = 0; i < point.length; i++) {
            parameters[own + i] = start[point[i]];
        }
    }

    private WithParameters(double[] parameters, Guide guide, int[] latent, int[] point) {
        this.guide = guide;
        this.latent = latent;
        this.point = point;
        this.latentRuns = new Runs(latent);
        this.pointRuns = new Runs(point);
        this.own = guide.parameters().length;
        this.parameters = parameters;
        this.noiseOfGuide = new double[guide.noiseSize()];
        this.x = new double[latent.length];
        this.slope = new double[latent.length];
        this.gradientOfGuide = new double[own];
    }

    /** The guide of the latent sites, as it was when this was last asked for something. */
    public Guide latents() {
        tell();
        return guide;
    }

    @Override
    public int dimension() {
        return latent.length + point.length;
    }

    @Override
    public double[] parameters() {
        return parameters;
    }

    @Override
    public int noiseSize() {
        return noiseOfGuide.length;
    }

    @Override
    public boolean isDistribution() {
        return guide.isDistribution();
    }

    /** The parameters stand here; the guide gets a copy whenever they may have changed. */
    private void tell() {
        System.arraycopy(parameters, 0, guide.parameters(), 0, own);
    }

    /** Where the guide adds its gradient: to the first numbers of what is wanted, where it can. */
    double[] gradientOfGuide(double[] gradient) {
        return gradientOfGuide;
    }

    void addGradientOfGuide(double[] gradient) {
        for (int i = 0; i < own; i++) {
            gradient[i] += gradientOfGuide[i];
            gradientOfGuide[i] = 0;
        }
    }

    /**
     * Adds {@code weight} times the slopes at the parameters, and nothing for the guide: for objectives that weight a
     * draw otherwise for the guide than for the model.
     *
     * @param targetGradient n numbers
     */
    public void accumulatePoint(double[] targetGradient, double weight, double[] gradient) {
        pointRuns.gatherAdding(weight, targetGradient, gradient, own);
    }

    @Override
    public double transform(double[] noise, double[] draw) {
        tell();
        System.arraycopy(noise, 0, noiseOfGuide, 0, noiseOfGuide.length);
        double logQ = guide.transform(noiseOfGuide, x);
        latentRuns.scatter(x, 0, draw);
        pointRuns.scatter(parameters, own, draw);
        return logQ;
    }

    @Override
    public void accumulateGradient(double[] noise, double[] targetGradient, double weight, double[] gradient) {
        latentRuns.gather(targetGradient, slope);
        System.arraycopy(noise, 0, noiseOfGuide, 0, noiseOfGuide.length);
        guide.accumulateGradient(noiseOfGuide, slope, weight, gradientOfGuide(gradient));
        addGradientOfGuide(gradient);
        accumulatePoint(targetGradient, weight, gradient);
    }

    @Override
    public double logDensity(double[] at) {
        tell();
        latentRuns.gather(at, x);
        return guide.logDensity(x);
    }

    @Override
    public double entropy() {
        tell();
        return guide.entropy();
    }

    @Override
    public int coordinateOf(int parameter) {
        if (parameter >= own) {
            return point[parameter - own];
        }
        int coordinate = guide.coordinateOf(parameter);
        return coordinate < 0 ? -1 : latent[coordinate];
    }

    @Override
    public List<NamedValue> namedValues() {
        tell();
        return guide.namedValues();
    }

    /** The same when the guide gives its derivatives. */
    static class Differentiable extends WithParameters implements DifferentiableGuide {

        private final DifferentiableGuide guide;

        Differentiable(DifferentiableGuide guide, int[] latent, int[] point, double[] start) {
            super(guide, latent, point, start);
            this.guide = guide;
        }

        private Differentiable(double[] parameters, DifferentiableGuide guide, int[] latent, int[] point) {
            super(parameters, guide, latent, point);
            this.guide = guide;
        }

        @Override
        public void pullBack(double[] noise, double[] v, double[] gradient) {
            super.latentRuns.gather(v, super.slope);
            System.arraycopy(noise, 0, super.noiseOfGuide, 0, noise.length);
            guide.pullBack(super.noiseOfGuide, super.slope, gradientOfGuide(gradient));
            addGradientOfGuide(gradient);
            accumulatePoint(v, 1, gradient);
        }

        @Override
        public double logDensityAndGradient(double[] at, double[] gradient) {
            super.tell();
            super.latentRuns.gather(at, super.x);
            double logQ = guide.logDensityAndGradient(super.x, super.slope);
            super.latentRuns.scatter(super.slope, 0, gradient);
            super.pointRuns.clear(gradient);
            return logQ;
        }

        /** The density of a point does not depend on where it is. */
        @Override
        public double accumulateScore(double[] at, double weight, double[] gradient) {
            super.tell();
            super.latentRuns.gather(at, super.x);
            double logQ = guide.accumulateScore(super.x, weight, gradientOfGuide(gradient));
            addGradientOfGuide(gradient);
            return logQ;
        }
    }

    /** The same when the guide can be cut to rows: the parameters are there in every minibatch. */
    static final class Amortized extends Differentiable implements AmortizedGuide {

        private final AmortizedGuide guide;

        Amortized(AmortizedGuide guide, int[] latent, int[] point, double[] start) {
            super(guide, latent, point, start);
            this.guide = guide;
        }

        @Override
        public Rows over(Minibatch minibatch) {
            Rows rows = guide.over(minibatch);
            return new Rows(rows.target(), new OfRows(parameters(), rows.guide(),
                    Parameters.coordinates(rows.target(), false), Parameters.coordinates(rows.target(), true)));
        }

        @Override
        public double logJoint(Target target, double[] at) {
            return guide.logJoint(target, at);
        }
    }

    /** The same for the rows of a minibatch: such a guide adds to the front of a longer gradient. */
    private static final class OfRows extends Differentiable {

        OfRows(double[] parameters, DifferentiableGuide guide, int[] latent, int[] point) {
            super(parameters, guide, latent, point);
        }

        @Override
        double[] gradientOfGuide(double[] gradient) {
            return gradient;
        }

        @Override
        void addGradientOfGuide(double[] gradient) {
            // done already
        }
    }
}
