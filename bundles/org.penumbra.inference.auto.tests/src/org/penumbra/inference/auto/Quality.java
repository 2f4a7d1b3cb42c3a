package org.penumbra.inference.auto;

import java.util.List;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Rung;
import org.penumbra.inference.Start;
import org.penumbra.inference.Status;
import org.penumbra.inference.Target;
import org.penumbra.inference.normal.MeanFieldNormal;
import org.penumbra.math.RandomStream;

/** Normals around the truth, so many times as wide. */
class Quality implements Rung {
    private final String name;
    private final int rank;
    private final double stretch;
    private final List<String> tried;

    Quality(String name, int rank, double stretch, List<String> tried) {
        this.name = name;
        this.rank = rank;
        this.stretch = stretch;
        this.tried = tried;
    }

    double stretch(Target target) {
        return stretch;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String documentation() {
        return "";
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public boolean startsCold() {
        return false;
    }

    @Override
    public int largestDimension() {
        return 10;
    }

    /** The mode by Newton's steps on a quadratic: one difference of gradients for each coordinate. */
    @Override
    public FitResult fit(Target target, Start start, Watch watch) {
        tried.add(name);
        int n = target.dimension();
        double[] origin = new double[n];
        double[] slope = new double[n];
        double[] shifted = new double[n];
        double[] scales = new double[n];
        for (int i = 0; i < n; i++) {
            target.logDensityAndGradient(new double[n], slope);
            double[] unit = new double[n];
            unit[i] = 1;
            target.logDensityAndGradient(unit, shifted);
            double precision = slope[i] - shifted[i];
            origin[i] = slope[i] / precision;
            scales[i] = stretch(target) / Math.sqrt(precision);
        }
        return draws(target, new MeanFieldNormal(origin, scales), start.random());
    }

    private static FitResult draws(Target target, Guide guide, RandomStream random) {
        double[][] points = new double[3000][target.dimension()];
        double[] logP = new double[points.length];
        double[] logQ = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            logQ[i] = guide.sample(random, new double[guide.noiseSize()], points[i]);
            logP[i] = target.logDensity(points[i]);
        }
        return new FitResult(Status.CONVERGED, guide, new FitResult.Draws(points, logP, logQ),
                new FitResult.Trace(new long[0], new double[0]), FitResult.Estimate.NONE, 1, new double[0],
                List.of());
    }
}
