package org.penumbra.compiler.guide;

import java.util.Arrays;
import java.util.function.Supplier;
import org.penumbra.compiler.batch.RowDraws;
import org.penumbra.compiler.code.Batch;
import org.penumbra.compiler.code.BatchRows;
import org.penumbra.compiler.code.TwoPhases;
import org.penumbra.compiler.target.Layout;
import org.penumbra.compiler.target.MinibatchCode;
import org.penumbra.core.Workers;
import org.penumbra.inference.Target;

/** The program that a guide draws by, for one thread. Its first inputs are the parameters of the guide. */
interface DrawCode {

    /** Number of inputs. */
    int inputs();

    /** Numbers that {@link #report} has room for. */
    int reports();

    /** Log q and coordinates of the draw, as the last numbers of what is reported; those in front mean nothing. */
    void report(double[] at, double[] reported);

    /**
     * Adds the derivatives by the parameters, after {@link #report} with the same inputs but for the weights.
     *
     * @param gradient whose first numbers are about the parameters
     */
    void addSlopes(double[] at, double[] gradient);

    /** With all rows; made when it is first used, because not all guides ever see all rows. */
    static DrawCode whole(Supplier<Target> maker, int parameters) {
        return new Whole(maker, parameters);
    }

    /** Of the rows that are drawn. */
    static DrawCode rows(Supplier<OfRows> code, RowDraws draws, Workers workers) {
        return new Rows(code, draws, workers);
    }

    /** Code for minibatches of one size. */
    record OfRows(TwoPhases program, Batch batch, Layout layout) {

        static OfRows of(MinibatchCode code, int parameters) {
            return new OfRows(code.twoPhases().apply(parameters), code.batch(), code.layout());
        }
    }

    /** @see #whole */
    final class Whole implements DrawCode {

        private final Supplier<Target> maker;
        private final int parameters;
        private Target target;
        private double[] slopes;

        private Whole(Supplier<Target> maker, int parameters) {
            this.maker = maker;
            this.parameters = parameters;
        }

        private Target target() {
            if (target == null) {
                target = maker.get();
                slopes = new double[target.dimension()];
            }
            return target;
        }

        @Override
        public int inputs() {
            return target().dimension();
        }

        @Override
        public int reports() {
            return target().sites().valueCount();
        }

        @Override
        public void report(double[] at, double[] reported) {
            target().sites().constrain(at, reported);
        }

        @Override
        public void addSlopes(double[] at, double[] gradient) {
            target().logDensityAndGradient(at, slopes);
            for (int i = 0; i < parameters; i++) {
                gradient[i] += slopes[i];
            }
        }
    }

    /** @see #rows */
    final class Rows implements DrawCode {

        private final Supplier<OfRows> maker;
        private final RowDraws draws;
        private final Workers workers;
        private Layout layout;
        private TwoPhases.Instance phases;

        private Rows(Supplier<OfRows> maker, RowDraws draws, Workers workers) {
            this.maker = maker;
            this.workers = workers;
            this.draws = draws;
        }

        private Layout layout() {
            if (layout == null) {
                OfRows code = maker.get();
                BatchRows rows = new BatchRows(code.batch());
                draws.watch(rows);
                phases = code.program().newInstance(rows, workers);
                layout = code.layout();
            }
            return layout;
        }

        @Override
        public int inputs() {
            return layout().dimension();
        }

        @Override
        public int reports() {
            return layout().valueCount();
        }

        @Override
        public void report(double[] at, double[] reported) {
            Arrays.fill(reported, layout().firstReported(), reported.length, 0);
            phases.values().run(at, reported);
        }

        @Override
        public void addSlopes(double[] at, double[] gradient) {
            phases.slopes().run(at, gradient);
        }
    }
}
