package org.penumbra.inference.auto;

import java.util.ArrayList;
import java.util.List;
import org.penumbra.inference.FitResult;
import org.penumbra.inference.Guide;
import org.penumbra.inference.Target;
import org.penumbra.math.AffineMap;

/** The model in some free coordinates, with the way back to those that the run reports in. */
interface View {

    Target target();

    /** What was fitted in these coordinates, in those of the run. */
    FitResult outward(FitResult inner);

    /** In words, after the name of a rung; empty for the model as it is written. */
    String words();

    /** Whether these are the coordinates of the run. */
    default boolean isWritten() {
        return false;
    }

    /** As the run sees it. */
    static View written(Target target) {
        return new View() {
            @Override
            public boolean isWritten() {
                return true;
            }

            @Override
            public Target target() {
                return target;
            }

            @Override
            public FitResult outward(FitResult inner) {
                return inner;
            }

            @Override
            public String words() {
                return "";
            }
        };
    }

    /** Coordinates in which an earlier answer, given in those of {@code base}, looks standard normal. */
    record Standardised(View base, AffineMap affine) implements View {

        @Override
        public Target target() {
            return new AffineTarget(base.target(), affine);
        }

        /** In the coordinates of the base. */
        FitResult inBase(FitResult inner) {
            return Affine.outward(inner, affine);
        }

        @Override
        public FitResult outward(FitResult inner) {
            return base.outward(inBase(inner));
        }

        @Override
        public String words() {
            return base.words();
        }
    }

    /** In other coordinates; draws have no guide in those of the run. */
    static View of(String words, Target other, Target written) {
        return new View() {
            @Override
            public Target target() {
                return other;
            }

            @Override
            public FitResult outward(FitResult inner) {
                return mapped(inner, other, written);
            }

            @Override
            public String words() {
                return " " + words;
            }
        };
    }

    /**
     * The densities of a point in the two coordinates differ by the Jacobian of the change, which is how log q changes
     * as well. A draw whose values lie on the edge of a support has no coordinates and is left out.
     */
    private static FitResult mapped(FitResult inner, Target from, Target to) {
        FitResult.Draws draws = inner.draws();
        boolean spread = inner.fittedGuide().map(Guide::isDistribution).orElse(true);
        List<double[]> points = new ArrayList<>();
        List<Double> logP = new ArrayList<>();
        List<Double> logQ = new ArrayList<>();
        double[] values = new double[from.sites().valueCount()];
        for (int i = 0; i < draws.count(); i++) {
            double[] x = new double[to.dimension()];
            from.sites().constrain(draws.points()[i], values);
            if (hasCoordinates(to, values, x)) {
                double density = to.logDensity(x);
                points.add(x);
                logP.add(density);
                logQ.add(draws.logQ()[i] + (spread ? density - draws.logP()[i] : 0));
            }
        }
        return new FitResult(inner.status(), null, new FitResult.Draws(points.toArray(double[][]::new),
                logP.stream().mapToDouble(Double::doubleValue).toArray(),
                logQ.stream().mapToDouble(Double::doubleValue).toArray()), inner.trace(), inner.elbo(), inner.steps(),
                inner.state(), inner.findings(), inner.measurements());
    }

    /** Whether values of all sites have free coordinates, which are then written. */
    static boolean hasCoordinates(Target target, double[] values, double[] x) {
        try {
            target.sites().unconstrain(values, x);
        } catch (IllegalArgumentException onTheEdge) {
            return false;
        }
        for (double coordinate : x) {
            if (!Double.isFinite(coordinate)) {
                return false;
            }
        }
        return true;
    }
}
